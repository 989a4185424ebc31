import type { Deck } from '../../study/types.ts';
import { el, loadJson, t, urls } from '../page.ts';
import { countProgress } from './count-progress.ts';
import { markOf } from './marks.ts';
import { makeQueue } from './queue.ts';
import { study } from './store.ts';

/** Fills in how far the reader is, on the home page and the pages of topics and paths, and marks the posts of lists. */
export function startProgress(): void {
  loadJson<Deck>(`${urls.study}deck.json`).then(
    (deck) => {
      show(deck);
      study.subscribe(() => show(deck));
    },
    // Without a network the page stays as it is for everybody.
    () => undefined,
  );
}

function show(deck: Deck): void {
  const record = study.read();
  for (const place of document.querySelectorAll<HTMLElement>('[data-progress]')) {
    const { posts, read, known } = countProgress(place.dataset['progress'] ?? '', deck, record);
    const text = t(known > 0 ? 'study.progressKnown' : 'study.progress', { n: posts, read, known });
    place.textContent = read === 0 ? '' : text;
  }
  for (const place of document.querySelectorAll<HTMLElement>('[data-due]')) {
    const { due, freshCards } = makeQueue(record, deck, Date.now());
    const n = due.length + freshCards;
    place.replaceChildren(...(n === 0 ? [] : [el('a', { href: `${urls.study}review/` }, t('study.due', { n }))]));
  }
  for (const place of document.querySelectorAll<HTMLElement>('[data-study-post]')) {
    const mark = markOf(place.dataset['studyPost'] ?? '');
    place.querySelector(':scope > .post-mark')?.remove();
    if (mark !== 'none') place.append(el('span', { class: 'post-mark', 'data-mark': mark }, t(`study.${mark}`)));
  }
}
