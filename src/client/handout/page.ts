import { moveItem, readHandout, readItem, writeHandout, type HandoutState } from '../../export/handout-address.ts';
import { copyFrom } from '../copy.ts';
import { measure } from '../fit.ts';
import { el, icon, store, t } from '../page.ts';
import { findItem, loadPost, type HandoutItem, type HandoutPost } from './items.ts';
import { startPicker } from './picker.ts';
import { addressOf, sheetItem } from './sheet.ts';
import { page, words } from './words.ts';

const one = <E extends HTMLElement>(selector: string): E => {
  const found = document.querySelector<E>(selector);
  if (found === null) throw new Error(`handout: ${selector}`);
  return found;
};

const title = one<HTMLInputElement>('#handout-title');
const proofs = one<HTMLInputElement>('#handout-proofs');
const solutions = one<HTMLInputElement>('#handout-solutions');
const chosen = one('#handout-chosen');
const status = one('#handout-status');
const sheet = one('#handout-sheet');

/** What was gathered in posts; an address that somebody gave shows its own and leaves this alone. */
const gathered = (store.get('handout') ?? '').split(' ').filter((item) => item !== '');
const asked = readHandout(location.search);
const own = asked.items.length === 0 || asked.items.join(' ') === gathered.join(' ');
let state: HandoutState = asked.items.length === 0 ? { ...asked, items: gathered } : asked;

/** What became of each item of the address. */
type Found = { readonly item: HandoutItem; readonly post: HandoutPost } | { readonly missing: string };
let found = new Map<string, Found>();
let run = 0;

async function find(token: string): Promise<Found> {
  const name = readItem(token);
  if (name === undefined) return { missing: words('notAnItem') };
  let post;
  try {
    post = await loadPost(name.slug, page.post.replace('{slug}', name.slug));
  } catch {
    return { missing: words('noPost', { slug: name.slug }) };
  }
  const item = findItem(post, name.id);
  if (item !== undefined) return { item, post };
  const retired = post.page.getElementById(name.id)?.closest('.retired li')?.textContent?.replace(/\s+/g, ' ').trim();
  return { missing: retired === undefined ? words('noItem', { title: post.title, id: name.id }) : retired };
}

/** Shows what was chosen; the address says the same. */
async function show(next: Partial<HandoutState> = {}): Promise<void> {
  state = { ...state, ...next };
  history.replaceState(null, '', location.pathname + writeHandout(state));
  if (own) store.set('handout', state.items.join(' '));
  run += 1;
  const mine = run;
  status.textContent = state.items.length === 0 ? words('nothing') : words('loading');
  const all = await Promise.all(
    state.items.map(async (token) => [token, found.get(token) ?? (await find(token))] as const),
  );
  if (mine !== run) return;
  found = new Map(all);
  const missing = all.flatMap(([token, each]) => ('missing' in each ? [`${token}: ${each.missing}`] : []));
  const there = all.flatMap(([, each]) => ('item' in each ? [each] : []));
  status.textContent =
    state.items.length === 0 ? words('nothing') : words('count', { n: there.length, missing: missing.length });
  chosen.replaceChildren(...all.map(([token, each], place) => row(token, each, place)));
  const heading = state.title === '' ? words('title') : state.title;
  sheet.replaceChildren(
    el('h2', {}, heading),
    ...there.map(({ item, post }) => sheetItem(item, post, state)),
    ...(missing.length === 0
      ? []
      : [
          el(
            'section',
            { class: 'handout__missing' },
            el('h3', {}, words('missing')),
            el('ul', {}, ...missing.map((line) => el('li', {}, line))),
          ),
        ]),
  );
  measure([...sheet.querySelectorAll<HTMLElement>('.eq__body')]);
  document.dispatchEvent(new CustomEvent('handout', { detail: state.items }));
}

function row(token: string, each: Found, place: number): HTMLElement {
  const name =
    'item' in each ? t('ref.title', { title: each.post.title }) + each.item.label : `${token}: ${each.missing}`;
  const button = (key: string, sign: string | Node, act: () => void, off = false): HTMLButtonElement => {
    const made = el('button', { type: 'button', 'data-act': key, 'aria-label': words(key, { name }) }, sign);
    made.disabled = off;
    made.addEventListener('click', act);
    return made;
  };
  const move = (by: -1 | 1, key: string): void => {
    void show({ items: moveItem(state.items, token, by) }).then(() => {
      const moved = chosen.children[state.items.indexOf(token)];
      const same = moved?.querySelector<HTMLButtonElement>(`[data-act="${key}"]`);
      (same?.disabled === true ? moved?.querySelector<HTMLButtonElement>('button:enabled') : same)?.focus();
      status.textContent = words('moved', { name, place: state.items.indexOf(token) + 1 });
    });
  };
  const take = (): void => {
    void show({ items: state.items.filter((other) => other !== token) }).then(() => {
      const next = chosen.children[Math.min(place, chosen.children.length - 1)];
      (next?.querySelector<HTMLButtonElement>('[data-act="remove"]') ?? title).focus();
    });
  };
  const item = el(
    'li',
    'item' in each ? {} : { class: 'is-missing' },
    el('span', {}, name),
    el(
      'span',
      { class: 'handout__acts' },
      button('up', '↑', () => move(-1, 'up'), place === 0),
      button('down', '↓', () => move(1, 'down'), place === state.items.length - 1),
      button('remove', icon('i-close'), take),
    ),
  );
  item.addEventListener('keydown', (event) => {
    const by = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined;
    if (by !== -1 && by !== 1) return;
    event.preventDefault();
    move(by, by === -1 ? 'up' : 'down');
  });
  return item;
}

async function download(button: HTMLElement): Promise<void> {
  const there = [...found.values()].flatMap((each) => ('item' in each ? [each] : []));
  try {
    const { handoutLatex } = await import('../../export/handout.ts');
    const posts = new Map(there.map(({ post }) => [post.slug, post]));
    const sources = await Promise.all(
      [...posts.values()].map(async ({ slug, url }) => {
        const response = await fetch(page.latex.replaceAll('{slug}', slug));
        if (!response.ok) throw new Error(String(response.status));
        return [slug, { tex: await response.text(), url }] as const;
      }),
    );
    const parts = there.map(({ item, post }) => ({ ...item, url: addressOf(item, post) }));
    const latex = handoutLatex({
      ...state,
      title: state.title === '' ? words('title') : state.title,
      parts,
      sources: new Map(sources),
    });
    const link = el('a', {
      href: URL.createObjectURL(new Blob([latex], { type: 'application/x-tex' })),
      download: 'handout.tex',
    });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  } catch {
    status.textContent = t('loadFailed');
    button.focus();
  }
}

title.value = state.title;
proofs.checked = state.proofs;
solutions.checked = state.solutions;
title.addEventListener('input', () => void show({ title: title.value.trim() }));
proofs.addEventListener('change', () => void show({ proofs: proofs.checked }));
solutions.addEventListener('change', () => void show({ solutions: solutions.checked }));
one('#handout-print').addEventListener('click', () => print());
one('#handout-latex').addEventListener('click', (event) => void download(event.currentTarget as HTMLElement));
one('#handout-link').addEventListener(
  'click',
  (event) => void copyFrom(event.currentTarget as HTMLElement, location.href, t('linkCopied')),
);
one('#handout-clear').addEventListener('click', () => void show({ items: [] }).then(() => title.focus()));
startPicker({
  has: (token) => state.items.includes(token),
  set: (token, on) => void show({ items: on ? [...state.items, token] : state.items.filter((each) => each !== token) }),
});
void show();
