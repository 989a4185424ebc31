import { startContents } from './contents.ts';
import { startFit } from './fit.ts';
import { onKey } from './keys.ts';
import { startLevels } from './level-switch.ts';
import { startListings } from './listings.ts';
import { reading, store } from './page.ts';
import { startProofs } from './proofs.ts';
import { startReturn } from './return.ts';
import { startSize } from './size.ts';
import { currentEquation, startStepping } from './step.ts';
import { startStudy } from './study/start.ts';

const prose = document.querySelector<HTMLElement>('.prose');

if (prose !== null && reading !== undefined) {
  startFit(prose);
  startContents(prose);
  startStepping(prose);
  startListings(prose);
  startProofs(prose);
  startLevels(prose);
  startSize();
  startReturn(prose);
  startStudy();
  startOnDemand(prose.closest('main') ?? prose);
  if (location.search.includes('highlight=')) {
    void import('./highlight.ts').then(({ highlightQuery }) => highlightQuery(prose));
  }
  if (prose.querySelector('[data-interactive]') !== null) {
    void import('./interactive.ts').then(({ startInteractive }) => startInteractive(prose));
  }
  if ((store.get(`pins:${reading.slug}`) ?? '[]') !== '[]') void import('./dock.ts').then(({ showDock }) => showDock());
  for (const button of document.querySelectorAll<HTMLElement>('[data-print]')) {
    button.addEventListener('click', () => {
      document.documentElement.dataset['solutions'] = button.dataset['print'];
      print();
    });
  }
  for (const button of document.querySelectorAll<HTMLElement>('[data-copy]')) {
    button.addEventListener('click', () => {
      const text = button.closest('figure')?.querySelector('code')?.textContent ?? '';
      void import('./copy.ts').then(({ copyFrom }) => copyFrom(button, text));
    });
  }
  onKey('p', () => {
    const equation = currentEquation();
    if (equation !== undefined) void import('./dock.ts').then(({ togglePin }) => togglePin(equation));
  });
}

const hasSymbols = document.querySelector('.tbl--symbols') !== null;

/** Tools and previews are loaded when a reader first reaches for an equation or a reference. */
function startOnDemand(prose: HTMLElement): void {
  const reach = (event: Event): void => {
    if (event.type === 'pointerover' && isTouch(event)) return;
    const target = event.target instanceof Element ? event.target : undefined;
    const equation = target?.closest<HTMLElement>('.eq[id]');
    const formula = event.type === 'pointerover' ? target?.closest('.katex') : null;
    const reference = target?.closest<HTMLAnchorElement>('a.ref, a.cite, a.term');
    if (equation != null) void import('./tools.ts').then(({ reachEquation }) => reachEquation(equation, event));
    if (formula != null && target !== undefined && hasSymbols)
      void import('./symbols.ts').then(({ reachSymbol }) => reachSymbol(target));
    if (reference != null) void import('./preview.ts').then(({ reachReference }) => reachReference(reference, event));
  };
  prose.addEventListener('pointerover', reach);
  prose.addEventListener('focusin', reach);
  // A tap must be answered before the link is followed: whether the module is there or not.
  prose.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : undefined;
    const status = target?.closest('.eq[id] a.eq__status');
    if (status != null && !opensElsewhere(event)) {
      event.preventDefault();
      void import('./tools.ts').then(({ openStatus }) => openStatus(status));
      return;
    }
    if (!isTouch(event) || target === undefined) return;
    const link = target.closest('a.ref, a.cite, a.term, a.eq__no');
    if (link !== null) event.preventDefault();
    if (link !== null || (target.closest('.eq__body') !== null && target.closest('.eq[id]') !== null)) reach(event);
  });
}

/** In a new tab or window, as the reader asked for: then the link leads to the page that tells the same. */
function opensElsewhere({ ctrlKey, metaKey, shiftKey, altKey }: MouseEvent): boolean {
  return ctrlKey || metaKey || shiftKey || altKey;
}

function isTouch(event: Event): boolean {
  return event instanceof PointerEvent && event.pointerType === 'touch';
}
