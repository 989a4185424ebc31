import type { Deck, EquationFile } from '../../study/types.ts';
import { setFormulas } from '../formula-search.ts';
import { el, icon, loadJson, t, urls } from '../page.ts';
import { noteField } from './note-field.ts';
import { s } from './page-strings.ts';
import type { EquationItem } from './record.ts';
import { sayTrouble } from './say.ts';
import { study } from './store.ts';

/** The list of bookmarked equations and of notes, by post, each where it is now. */
const list = document.querySelector<HTMLElement>('[data-notes]');
const said = document.querySelector<HTMLElement>('[data-said]');
const filter = document.querySelector<HTMLInputElement>('[data-notes-filter] input');
const deck = loadJson<Deck>(`${urls.study}deck.json`).catch(() => undefined);
let shown = '';

void show();
study.subscribe(() => void show());
filter?.addEventListener('input', applyFilter);
document.querySelector('[data-notes-filter]')?.addEventListener('submit', (event) => event.preventDefault());

type Kept = readonly [key: string, item: EquationItem];

async function show(): Promise<void> {
  if (list === null) return;
  const kept = [...study.read().equations].filter(([, { bookmarked, note }]) => bookmarked || note !== '');
  // Fields that are written in stay: only what is there changes the list, not what it says.
  const keys = kept
    .map(([key]) => key)
    .sort()
    .join(' ');
  if (keys === shown && list.children.length > 0) return;
  shown = keys;
  if (kept.length === 0) {
    list.replaceChildren(el('p', { class: 'none' }, s('notes.none')));
    return;
  }
  const order = new Map((await deck)?.posts.map(({ slug }, place) => [slug, place]));
  const place = (slug: string): number => order.get(slug) ?? Number.MAX_SAFE_INTEGER;
  const groups = [...Map.groupBy(kept, ([, { slug }]) => slug)].sort(
    ([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1),
  );
  const sections = await Promise.all(groups.map(([slug, items]) => group(slug, items)));
  list.replaceChildren(...sections);
  applyFilter();
  await setAll();
}

async function group(slug: string, items: readonly Kept[]): Promise<HTMLElement> {
  const file = await loadJson<EquationFile>(`${urls.study}equations/${encodeURIComponent(slug)}.json`).catch(
    () => undefined,
  );
  const title = file?.title ?? items[0]?.[1].title ?? slug;
  const heading = el('h2', {}, file === undefined ? title : el('a', { href: file.url }, title));
  const rows = items
    .map(([key, item]) => ({ key, item, now: file?.equations[key] }))
    .sort((a, b) => numberOf(a) - numberOf(b))
    .map(({ key, item, now }) => row(key, item, file, now));
  return el('section', { class: 'kept' }, el('div', { class: 'sec-h' }, heading), el('ol', {}, ...rows));
}

type Now = EquationFile['equations'][string] | undefined;

function numberOf({ item, now }: { readonly item: EquationItem; readonly now: Now }): number {
  return now?.number ?? (Number.parseInt(item.number, 10) || 0);
}

function row(key: string, item: EquationItem, file: EquationFile | undefined, now: Now): HTMLElement {
  const n = now === undefined ? item.number : String(now.number);
  const number = `(${n})`;
  const link =
    now === undefined || file === undefined
      ? el('span', { class: 'num' }, number)
      : el('a', { class: 'num', href: `${file.url}#${now.anchor}` }, number);
  const tex = now?.tex ?? item.tex;
  const formula = el(
    'div',
    { class: 'kept__eq', tabindex: '0', role: 'group', 'aria-label': t('equation', { n }), 'data-tex': '' },
    el('code', {}, tex),
  );
  const bookmark = el('button', { type: 'button', class: 'kept__mark' });
  const showBookmark = (): void => {
    const { bookmarked } = itemOf(key, item);
    bookmark.replaceChildren(icon('i-bookmark'), t(bookmarked ? 'study.bookmarked' : 'study.bookmark'));
    bookmark.setAttribute('aria-pressed', String(bookmarked));
  };
  bookmark.addEventListener('click', () => {
    const now = itemOf(key, item);
    // Without a note nothing would be left of it.
    if (now.bookmarked && now.note === '') removeItem(key, now, n);
    else put(key, { ...now, bookmarked: !now.bookmarked });
    showBookmark();
  });
  showBookmark();
  const remove = el('button', { type: 'button' }, s('notes.remove'));
  remove.addEventListener('click', () => removeItem(key, itemOf(key, item), n));
  const field = noteField({
    id: `note-${key.replace(/[^\w-]/g, '-')}`,
    label: t('study.noteOf', { n }),
    read: () => itemOf(key, item).note,
    write: (note) => study.put('equations', key, { ...withoutTime(itemOf(key, item)), note }),
  });
  const gone = file !== undefined && now === undefined ? [el('p', { class: 'said' }, s('notes.gone'))] : [];
  const tools = el('p', { class: 'kept__tools' }, bookmark, remove);
  return el('li', { 'data-kept': '' }, link, el('div', {}, formula, ...gone, field, tools));
}

function itemOf(key: string, otherwise: EquationItem): EquationItem {
  return study.read().equations.get(key) ?? otherwise;
}

function withoutTime({ at: _, ...item }: EquationItem): Omit<EquationItem, 'at'> {
  return item;
}

function put(key: string, item: EquationItem): void {
  if (said !== null) sayTrouble(said, study.put('equations', key, withoutTime(item)));
}

/** Taken out of the list, and put back if the reader wants it. */
function removeItem(key: string, item: EquationItem, n: string): void {
  put(key, { ...item, bookmarked: false, note: '' });
  const undo = el('button', { type: 'button' }, s('notes.undo'));
  undo.addEventListener('click', () => {
    put(key, item);
    said?.replaceChildren();
  });
  if (said?.childNodes.length === 0) said.replaceChildren(`${s('notes.removed', { n })} `, undo);
  undo.focus();
}

/** The worker sets the formulas; where it cannot, their LaTeX stays. */
async function setAll(): Promise<void> {
  const places = [...document.querySelectorAll<HTMLElement>('[data-tex]:not([data-set])')];
  for (const place of places) place.dataset['set'] = '';
  const formulas = await setFormulas(places.map((place) => place.textContent));
  places.forEach((place, at) => {
    const html = formulas[at];
    if (html !== undefined) place.innerHTML = html;
  });
}

function applyFilter(): void {
  const asked = (filter?.value ?? '').trim().toLowerCase();
  for (const section of list?.querySelectorAll<HTMLElement>('.kept') ?? []) {
    const title = section.querySelector('h2')?.textContent.toLowerCase() ?? '';
    for (const item of section.querySelectorAll<HTMLElement>('[data-kept]')) {
      const tex = item.querySelector('annotation, code')?.textContent ?? '';
      const note = item.querySelector('textarea')?.value ?? '';
      item.hidden = asked !== '' && !`${title} ${tex} ${note}`.toLowerCase().includes(asked);
    }
    section.hidden = section.querySelector('[data-kept]:not([hidden])') === null;
  }
}
