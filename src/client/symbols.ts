import { el, t } from './page.ts';

/** A symbol of the post's own table. */
export interface KnownSymbol {
  readonly row: HTMLTableRowElement;
  readonly base: string;
  readonly sub: string;
  readonly sup: string;
}

/** How long a pointer rests on a symbol before it is explained, in ms. */
const openAfter = 320;

let known: readonly KnownSymbol[] | undefined;

/** The symbols that the post declares; read once from its table. */
function knownSymbols(): readonly KnownSymbol[] {
  known ??= [...document.querySelectorAll<HTMLTableRowElement>('.prose .tbl--symbols tbody tr')].flatMap((row) =>
    [...(row.cells[0]?.querySelectorAll('.katex-html > .katex-base') ?? [])].flatMap((base) =>
      firstAtoms(base).map((atom) => ({ row, ...partsOf(atom) })),
    ),
  );
  return known;
}

/** `U_r, V_r` declares two symbols, `f(x)` declares `f`. */
function firstAtoms(base: Element): Element[] {
  const atoms: Element[] = [];
  let wanted = true;
  for (const part of base.children) {
    if (part.matches('.mpunct')) wanted = true;
    else if (wanted && part.matches('.mord, .mop')) {
      atoms.push(part);
      wanted = false;
    }
  }
  return atoms;
}

/** Base, index and exponent of an atom, as they are printed, with the face of the base: 𝓛 is not L. */
function partsOf(atom: Element): Omit<KnownSymbol, 'row'> {
  const scripts = [...atom.children].find((child) => child.matches('.msupsub'));
  const base = scripts === undefined ? atom : (atom.firstElementChild ?? atom);
  let sub = '';
  let sup = '';
  for (const script of scripts?.querySelector('.vlist')?.children ?? []) {
    const strut = script.querySelector<HTMLElement>(':scope > .pstrut')?.style.height;
    if (!(script instanceof HTMLElement) || strut === undefined) continue;
    // Above or below the base line, as KaTeX shifts it against its strut.
    if (Number.parseFloat(script.style.top) + Number.parseFloat(strut) < 0) sup = textOf(script);
    else sub = textOf(script);
  }
  const face = /\b(?:math(?:bf|bb|cal|rm|sf|scr|frak|tt)|boldsymbol|accent)\b/.exec(leafOf(base).className)?.[0] ?? '';
  return { base: textOf(base) + face, sub, sup };
}

function leafOf(element: Element): Element {
  return element.firstElementChild === null ? element : leafOf(element.firstElementChild);
}

function textOf(element: Element): string {
  return (element.textContent ?? '').replace(/[\s\u200b]/g, '');
}

/** The declared symbol that an atom of a formula is: with its scripts, else with its index, else another index of the same letter. */
export function symbolAt(target: Element): { readonly atom: Element; readonly symbol: KnownSymbol } | undefined {
  let found: { readonly atom: Element; readonly symbol: KnownSymbol; readonly score: number } | undefined;
  for (
    let atom = target.closest('.mord, .mop');
    atom !== null;
    atom = atom.parentElement?.closest('.katex-html .mord') ?? null
  ) {
    const { base, sub, sup } = partsOf(atom);
    for (const symbol of knownSymbols()) {
      if (symbol.base !== base || base === '') continue;
      const score =
        (symbol.sub === sub ? (sub === '' ? 2 : 4) : symbol.sub === '' || sub === '' ? 1 : 2) +
        (symbol.sup === sup ? (sup === '' ? 0 : 2) : symbol.sup === '' ? 0 : -3);
      if (score > 0 && (found === undefined || score > found.score)) found = { atom, symbol, score };
    }
  }
  return found;
}

/** The declared symbols of an equation, each once, in the order of the formula. */
export function symbolsIn(equation: Element): HTMLTableRowElement[] {
  const rows = [...equation.querySelectorAll('.eq__body .katex-html .mord')].flatMap(
    (atom) => symbolAt(atom)?.symbol.row ?? [],
  );
  return [...new Set(rows)];
}

/** A line that explains a symbol: the row of the table. */
export function explain(row: HTMLTableRowElement): HTMLElement {
  const [symbol, meaning, ...more] = [...row.cells].map((cell) => [...cell.cloneNode(true).childNodes]);
  const rest = more.flat();
  return el(
    'div',
    {},
    el('dt', {}, ...(symbol ?? [])),
    el('dd', {}, ...(meaning ?? []), ...(rest.length === 0 ? [] : [el('small', {}, ...rest)])),
  );
}

let timer: ReturnType<typeof setTimeout> | undefined;
let tip: HTMLElement | undefined;

/** A pointer has come to a formula. */
export function reachSymbol(target: Element): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    const found = target.matches(':hover') ? symbolAt(target) : undefined;
    hide();
    if (found !== undefined) show(found.atom, found.symbol.row);
  }, openAfter);
  target.addEventListener('pointerleave', leave, { once: true });
}

function leave(): void {
  clearTimeout(timer);
  hide();
}

function hide(): void {
  tip?.remove();
  tip = undefined;
}

function show(atom: Element, row: HTMLTableRowElement): void {
  // The table itself needs no explanation.
  if (row.contains(atom)) return;
  tip = el('dl', { class: 'tip', role: 'tooltip', popover: 'manual', 'aria-label': t('symbols') }, explain(row));
  document.querySelector('main')?.append(tip);
  tip.showPopover();
  const { left, bottom, top } = atom.getBoundingClientRect();
  const { width, height } = tip.getBoundingClientRect();
  const below = bottom + height + 8 < innerHeight;
  tip.style.left = `${String(Math.max(8, Math.min(left, innerWidth - width - 8)))}px`;
  tip.style.top = `${String(below ? bottom + 4 : top - height - 4)}px`;
}

addEventListener('scroll', hide, { passive: true });
