import type { Deck } from '../../study/types.ts';
import { el, loadJson, t, urls } from '../page.ts';
import { countProgress } from './count-progress.ts';
import { startData } from './home-data.ts';
import { startSettings } from './home-settings.ts';
import { s, span } from './page-strings.ts';
import { dayOf, doneToday, makeQueue, scheduledCards } from './queue.ts';
import { study } from './store.ts';

/** The home of the study aids: fills in what is known about the reader, here and now. */
const places = {
  today: document.querySelector('[data-study-today]'),
  progress: document.querySelector('[data-study-progress]'),
  notes: document.querySelector('[data-study-notes]'),
};

startSettings();
startData();
show(undefined);
loadJson<Deck>(`${urls.study}deck.json`).then(
  (deck) => {
    show(deck);
    study.subscribe(() => show(deck));
  },
  () => study.subscribe(() => show(undefined)),
);

function show(deck: Deck | undefined): void {
  if (deck !== undefined) showToday(deck);
  if (deck !== undefined) showProgress(deck);
  const items = [...study.read().equations.values()];
  const bookmarks = items.filter(({ bookmarked }) => bookmarked).length;
  const notes = items.filter(({ note }) => note !== '').length;
  if (places.notes !== null)
    places.notes.textContent = bookmarks + notes === 0 ? s('notes.none') : s('notes.count', { bookmarks, notes });
}

function showToday(deck: Deck): void {
  const now = Date.now();
  const record = study.read();
  const { due, freshCards, next } = makeQueue(record, deck, now);
  const done = doneToday(scheduledCards(record), dayOf(now));
  const waits = due.length + freshCards > 0;
  const lines: (Node | string)[] = [];
  if (waits) {
    lines.push(
      el('p', { class: 'today__counts num' }, s('today.counts', { due: due.length, fresh: freshCards })),
      el('p', {}, el('a', { class: 'act act--main', href: `${urls.study}review/` }, s('begin'))),
    );
  } else if (next === undefined) lines.push(el('p', { class: 'none' }, s('today.start')));
  else {
    lines.push(el('p', { class: 'none' }, s('today.none')));
    if (next > now) lines.push(el('p', { class: 'said' }, s('today.next', { time: span(next - now, 'at') })));
  }
  if (done.fresh + done.reviews > 0) lines.push(el('p', { class: 'said' }, s('today.done', { ...done })));
  places.today?.replaceChildren(...lines);
}

/** Topics and paths in which something was read. */
function showProgress(deck: Deck): void {
  const record = study.read();
  const rows = (kind: 'topic' | 'path', names: readonly { readonly id: string; readonly name: string }[]): Node[] =>
    names.flatMap(({ id, name }) => {
      const progress = countProgress(`${kind}:${id}`, deck, record);
      if (progress.read === 0) return [];
      const text = t(progress.known > 0 ? 'study.progressKnown' : 'study.progress', {
        n: progress.posts,
        read: progress.read,
        known: progress.known,
      });
      const bar = el('progress', { max: String(progress.posts), value: String(progress.read), 'aria-label': name });
      return [el('li', {}, el('span', { class: 'progress__name' }, name), bar, el('span', { class: 'num' }, text))];
    });
  const parts = [
    ['progress.topics', rows('topic', deck.topics)],
    ['progress.paths', rows('path', deck.paths)],
  ] as const;
  const filled = parts.filter(([, items]) => items.length > 0);
  const lists = filled.flatMap(([name, items]) => [
    el('h3', {}, s(name)),
    el('ul', { class: 'progress-list' }, ...items),
  ]);
  const learnt = scheduledCards(record).length;
  const cards = learnt === 0 ? [] : [el('p', { class: 'said learnt num' }, s('progress.cards', { n: learnt }))];
  const none = filled.length === 0 ? [el('p', { class: 'none' }, s('progress.none'))] : [];
  places.progress?.replaceChildren(...none, ...lists, ...cards);
}
