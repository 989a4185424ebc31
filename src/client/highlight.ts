import { createFindWords, loosen, wordsToMark } from '../search/text/find-words.ts';
import { createFold } from '../search/text/fold.ts';
import { el, t } from './page.ts';

/** What is no running text: formulas, what a reader sees only as tools, and our own bar. */
const skipped = '.katex, .eq__side, .eq__tools, .sr, script, style, .found';

/**
 * Marks the words that a search led here with, without touching the elements of the page. The address keeps them until
 * they are cleared. Does nothing where the browser cannot, or where none of the words stands on the page.
 * @param root what is looked through
 */
export function highlightQuery(root: HTMLElement): void {
  const query = new URL(location.href).searchParams.get('highlight') ?? '';
  if (query === '' || typeof Highlight === 'undefined') return;
  const words = wordsToMark(query, createFold({ characters: '', phrases: [] }));
  const found = rangesOf(root, words);
  const ranges = found.length > 0 ? found : rangesOf(root, loosen(words));
  if (ranges.length === 0) return forget();
  CSS.highlights.set('search', new Highlight(...ranges));
  showBar(query, ranges);
}

function rangesOf(root: HTMLElement, words: readonly string[]): Range[] {
  const find = createFindWords({ characters: '' });
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) => {
    if (!(node instanceof Element)) return NodeFilter.FILTER_ACCEPT;
    return node.matches(skipped) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
  });
  const ranges: Range[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    for (const [start, end] of find(node.nodeValue ?? '', words)) {
      const range = new Range();
      range.setStart(node, start);
      range.setEnd(node, end);
      ranges.push(range);
    }
  }
  return ranges;
}

function showBar(query: string, ranges: readonly Range[]): void {
  const next = el('button', { type: 'button' }, t('highlight.next'));
  const clear = el('button', { type: 'button' }, t('highlight.clear'));
  const label = el('span', { role: 'status' }, t('highlight.found', { query, n: ranges.length }));
  const bar = el('div', { class: 'found', role: 'group', 'aria-label': t('search.title') }, label, next, clear);
  let current = -1;
  next.addEventListener('click', () => {
    current = nextOf(ranges, current);
    const range = ranges[current];
    if (range === undefined) return;
    for (let around = range.startContainer.parentElement; around !== null; around = around.parentElement) {
      if (around instanceof HTMLDetailsElement) around.open = true;
    }
    range.startContainer.parentElement?.scrollIntoView({ block: 'center' });
    CSS.highlights.set('search-current', new Highlight(range));
  });
  const end = (): void => {
    CSS.highlights.delete('search');
    CSS.highlights.delete('search-current');
    bar.remove();
    removeEventListener('keydown', onKey);
    forget();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.defaultPrevented && document.querySelector('dialog[open]') === null) end();
  };
  clear.addEventListener('click', end);
  addEventListener('keydown', onKey);
  document.body.append(bar);
}

/** From where the reader is: the first one below the top of the window, then one after the other. */
function nextOf(ranges: readonly Range[], current: number): number {
  if (current >= 0) return (current + 1) % ranges.length;
  const below = ranges.findIndex((range) => range.getBoundingClientRect().top > 0);
  return below === -1 ? 0 : below;
}

function forget(): void {
  const url = new URL(location.href);
  url.searchParams.delete('highlight');
  history.replaceState(history.state, '', url);
}
