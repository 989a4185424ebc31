import type { CardFile, Deck } from '../../study/types.ts';
import { el, loadJson, t, urls } from '../page.ts';
import { s, span } from './page-strings.ts';
import { sayTrouble } from './say.ts';
import { gradeCard, grades, type CardGrade } from './schedule.ts';
import { Session, type Asked } from './session.ts';
import { study } from './store.ts';

/** The page that asks cards: one at a time, answered with the keyboard or with a finger. */
const box = document.querySelector<HTMLElement>('[data-review]');
const said = document.querySelector<HTMLElement>('[data-said]');
const left = document.querySelector<HTMLElement>('[data-review-left]');
const undo = document.querySelector<HTMLButtonElement>('[data-review-undo]');
const only = new URL(location.href).searchParams.get('post') ?? undefined;

let session: Session | undefined;
let asked: Asked | undefined;
/** How many pieces of the answer are shown. */
let shown = 0;

void start();
undo?.addEventListener('click', takeBack);
document.addEventListener('keydown', onKeyDown);

async function start(): Promise<void> {
  box?.replaceChildren(el('p', { class: 'none' }, s('review.loading')));
  try {
    const deck = await loadJson<Deck>(`${urls.study}deck.json`);
    showOnly(deck);
    const load = (slug: string): Promise<CardFile> =>
      loadJson<CardFile>(`${urls.study}cards/${encodeURIComponent(slug)}.json`);
    session = new Session({ store: study, deck, load, now: () => Date.now(), only });
    await ask();
  } catch {
    failed(() => void start());
  }
}

async function ask(): Promise<void> {
  if (session === undefined) return;
  try {
    asked = await session.next();
  } catch {
    asked = undefined;
    failed(() => void ask());
    return;
  }
  shown = 0;
  showLeft();
  if (asked === undefined) finish();
  else showCard(asked);
}

function failed(again: () => void): void {
  const retry = el('button', { type: 'button', class: 'act act--main' }, s('review.retry'));
  retry.addEventListener('click', again);
  box?.replaceChildren(el('p', { class: 'none', role: 'alert' }, s('review.failed')), retry);
}

function showOnly(deck: Deck): void {
  const place = document.querySelector('[data-review-only]');
  const post = deck.posts.find(({ slug }) => slug === only);
  if (place === null || post === undefined) return;
  const all = el('a', { href: `${urls.study}review/` }, s('review.all'));
  place.replaceChildren(`${s('review.only', { title: post.title })}　`, all);
}

function showLeft(): void {
  if (session === undefined || left === null) return;
  const { due, freshCards } = session.queue();
  left.textContent = s('review.left', { due: due.length, fresh: freshCards });
  if (undo !== null) undo.hidden = !session.canUndo;
}

function showCard({ card, file, item }: Asked): void {
  const place = [file.title, card.section].filter((part) => part !== '').join(' ');
  const isNew = item?.schedule === undefined ? [el('span', { class: 'card__new' }, s('review.new'))] : [];
  const heading = el(
    'h2',
    { class: 'card__ask', tabindex: '-1' },
    `${s(`ask.${card.form}`)} `,
    el('span', { class: 'num' }, card.label),
    ...isNew,
  );
  box?.replaceChildren(
    el('p', { class: 'card__place' }, place),
    heading,
    html('card__front', card.front),
    el('div', { class: 'card__back', 'aria-live': 'polite', 'data-back': '' }),
    el('div', { class: 'card__keys', 'data-keys': '' }),
  );
  showKeys();
  heading.focus({ preventScroll: true });
}

/** HTML of our own build; wide formulas scroll in it. */
function html(className: string, text: string): HTMLElement {
  const part = el('div', { class: `${className} card__html` });
  part.innerHTML = text;
  for (const formula of part.querySelectorAll<HTMLElement>('.katex-display')) {
    formula.tabIndex = 0;
    formula.role = 'group';
    formula.ariaLabel = t('equation', { n: '' }).trim();
  }
  return part;
}

/** One more piece of the answer; behind the last one the grades. */
function reveal(): void {
  if (asked === undefined || shown >= asked.card.back.length) return;
  const back = box?.querySelector('[data-back]');
  if (shown === 0) back?.append(el('h3', { class: 'sr' }, s('review.answer')));
  back?.append(html('card__piece', asked.card.back[shown] ?? ''));
  shown += 1;
  showKeys();
  box?.querySelector<HTMLElement>('[data-keys] [data-first]')?.focus({ preventScroll: true });
  box?.querySelector('[data-keys]')?.scrollIntoView({ block: 'nearest' });
}

function showKeys(): void {
  const keys = box?.querySelector('[data-keys]');
  if (asked === undefined || keys == null) return;
  const { card, file } = asked;
  if (shown < card.back.length) {
    const show = el('button', { type: 'button', class: 'act act--main', 'data-first': '' });
    show.append(s(card.form === 'steps' ? 'review.next' : 'review.show'), el('kbd', {}, '␣'));
    show.addEventListener('click', reveal);
    keys.replaceChildren(show);
    return;
  }
  const buttons = grades.map((grade) => gradeButton(grade, asked?.item?.schedule));
  const group = el('div', { class: 'grades', role: 'group', 'aria-label': s('review.grades') }, ...buttons);
  const link = el('a', { href: `${file.url}#${card.anchor}`, target: '_blank', rel: 'noopener' }, s('review.open'));
  keys.replaceChildren(group, el('p', { class: 'card__open' }, link));
}

function gradeButton(grade: CardGrade, schedule: Parameters<typeof gradeCard>[0]): HTMLElement {
  const now = Date.now();
  const button = el('button', { type: 'button', class: 'act', 'data-grade': String(grade) });
  if (grade === 3) button.dataset['first'] = '';
  const when = span(gradeCard(schedule, grade, now).due - now, 'in');
  button.append(el('kbd', {}, String(grade)), s(`review.grade.${String(grade)}`), el('small', { class: 'num' }, when));
  button.addEventListener('click', () => answer(grade));
  return button;
}

function answer(grade: CardGrade): void {
  if (session === undefined || asked === undefined || shown < asked.card.back.length) return;
  const graded = asked;
  // A second key must not grade it again while the next card is fetched.
  asked = undefined;
  sayTrouble(said, session.grade(graded, grade));
  void ask();
}

function takeBack(): void {
  if (session?.canUndo !== true) return;
  asked = undefined;
  const trouble = session.undo();
  if (trouble === undefined) said?.replaceChildren(s('review.undone'));
  else sayTrouble(said, trouble);
  void ask();
}

function finish(): void {
  const next = session?.queue().next;
  const now = Date.now();
  const later =
    next === undefined || next <= now
      ? []
      : [el('p', { class: 'said' }, s('today.next', { time: span(next - now, 'at') }))];
  const text = next === undefined ? s('today.start') : s('review.done');
  box?.replaceChildren(
    el('p', { class: 'none', tabindex: '-1' }, text),
    ...later,
    el('p', { class: 'card__keys' }, el('a', { class: 'act', href: urls.study }, s('title'))),
  );
  box?.querySelector<HTMLElement>('.none')?.focus({ preventScroll: true });
}

/** Space shows, 1–4 grade, U takes back. Keys on a link or in a field, or with a modifier, are not ours. */
function onKeyDown(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  const target = event.target instanceof Element ? event.target : undefined;
  if (target?.closest('input, textarea, select, dialog, [contenteditable]') != null) return;
  if (event.key === ' ' || event.key === 'Enter') {
    if (target?.closest('a, button, summary') != null || asked === undefined || shown >= asked.card.back.length) return;
    event.preventDefault();
    reveal();
    return;
  }
  const grade = grades.find((each) => String(each) === event.key);
  if (grade !== undefined) answer(grade);
  else if (event.key.toLowerCase() === 'u') takeBack();
}
