import { measure } from './fit.ts';
import { el, idOf, store, t } from './page.ts';

export const levels = ['main', 'standard', 'steps'] as const;
export type Level = (typeof levels)[number];

/** An equation that other sentences come back to this often belongs to the main line. */
const oftenUsed = 3;

/** The level that the address asks for, else the one chosen last. */
export function chosenLevel(): Level {
  const asked = new URL(location.href).searchParams.get('level') ?? store.get('level');
  return levels.find((level) => level === asked) ?? 'standard';
}

/**
 * Shows a post at a level. The main line keeps headings, definitions, theorems and the equations that carry the
 * derivation, and folds what stands between into lines that open; the steps open everything. Numbers stay as they are.
 */
export function showLevel(prose: HTMLElement, level: Level): void {
  unfold(prose);
  if (level === 'main') {
    const key = keyEquations(prose);
    for (const section of prose.querySelectorAll<HTMLElement>('.sec')) foldSection(section, key);
  }
  for (const details of prose.querySelectorAll<HTMLDetailsElement>('details.solution'))
    details.open = level === 'steps';
  document.documentElement.dataset['level'] = level;
  reveal(location.hash);
}

/** Opens the fold that hides a place, before it is gone to. */
export function reveal(hash: string): void {
  const fold = document.getElementById(idOf(hash))?.closest('[data-folded]');
  if (fold == null) return;
  openFold(foldButton(fold));
  document.getElementById(idOf(hash))?.scrollIntoView();
}

/** Named by the author, part of the skeleton in the summary, or used often. */
function keyEquations(prose: HTMLElement): Set<Element> {
  const uses = new Map<string, number>();
  const skeleton = new Set<string>();
  for (const link of prose.querySelectorAll<HTMLAnchorElement>('a.ref')) {
    const id = idOf(link.hash);
    uses.set(id, (uses.get(id) ?? 0) + 1);
    if (link.closest('.chain') !== null) skeleton.add(id);
  }
  const isKey = (equation: Element): boolean =>
    [...equation.querySelectorAll('.eq__alias')].some(({ id }) => !/^eq-\d+$/.test(id)) ||
    skeleton.has(equation.id) ||
    (uses.get(equation.id) ?? 0) >= oftenUsed;
  return new Set([...prose.querySelectorAll('.eq[id]')].filter(isKey));
}

function foldSection(section: HTMLElement, key: ReadonlySet<Element>): void {
  const parts = [...section.children].filter((part): part is HTMLElement => part instanceof HTMLElement);
  const first = parts.find((part) => part.tagName === 'P');
  const kept = (part: HTMLElement): boolean =>
    part.matches('h2, h3, .env:not(.env--ex), .chain, .tbl-box:has(.tbl--symbols), .tbl-box:has(.tbl--practice)') ||
    key.has(part);
  const stays = parts.map((part, place) => {
    if (kept(part) || part === first) return true;
    // The sentence that leads to a key equation.
    const next = parts[place + 1];
    return part.tagName === 'P' && next !== undefined && key.has(next);
  });
  let run: HTMLElement[] = [];
  parts.forEach((part, place) => {
    if (stays[place] !== true) run.push(part);
    if (stays[place] === true || place === parts.length - 1) {
      if (run.length > 0) fold(run);
      run = [];
    }
  });
}

function fold(run: readonly HTMLElement[]): void {
  const numbers = run.flatMap((part) =>
    [...part.querySelectorAll('.eq__no')].map((number) => number.textContent ?? ''),
  );
  const range = numbers.length > 1 ? `${numbers[0] ?? ''}–${numbers.at(-1) ?? ''}` : (numbers[0] ?? '');
  const label = range === '' ? t('fold', { n: run.length }) : t('foldEquations', { n: run.length, range });
  const button = el('button', { type: 'button', class: 'fold', 'aria-expanded': 'false' }, label);
  button.addEventListener('click', () => openFold(button));
  run[0]?.before(button);
  for (const part of run) {
    part.hidden = true;
    part.dataset['folded'] = '';
  }
}

function foldButton(folded: Element): Element | null {
  let before = folded.previousElementSibling;
  while (before !== null && !before.matches('.fold')) before = before.previousElementSibling;
  return before;
}

function openFold(button: Element | null): void {
  let part = button?.nextElementSibling;
  const first = part;
  while (part instanceof HTMLElement && part.dataset['folded'] !== undefined && part.hidden) {
    show(part);
    part = part.nextElementSibling;
  }
  const hadFocus = button === document.activeElement;
  button?.remove();
  if (hadFocus && first instanceof HTMLElement) {
    first.tabIndex = -1;
    first.focus({ preventScroll: true });
  }
}

function unfold(prose: HTMLElement): void {
  for (const button of prose.querySelectorAll('.fold')) button.remove();
  for (const part of prose.querySelectorAll<HTMLElement>('[data-folded]')) {
    show(part);
  }
}

/** What was hidden could not be measured. */
function show(part: HTMLElement): void {
  part.hidden = false;
  delete part.dataset['folded'];
  const inner = [...part.querySelectorAll<HTMLElement>('.eq__body')];
  measure(inner);
}
