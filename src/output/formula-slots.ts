/**
 * KaTeX's HTML is nine tenths of a page and the same in every build. So pages are put together without it, with a slot for
 * each formula, and the formulas go in last, as the bytes that lie in the cache. Authors cannot write a slot: `<` of their
 * text is escaped, and so is `"` in their attributes.
 */

/** Stands for a formula of a post, also on pages of other posts. `formula` is its place among the formulas of its post. */
export function formulaSlot(slug: string, formula: number): string {
  return `<f n="${encodeURIComponent(slug)}/${String(formula)}">`;
}

export interface FormulaSlot {
  readonly slug: string;
  readonly formula: number;
  /** The slot stands in a string of a JSON file, where the formula has to be escaped. */
  readonly inJson: boolean;
}

const slots = /<f n=(\\?)"([^"\\/]*)\/(\d+)\\?">/g;

/** Whether there is a slot at all. */
export function hasFormulaSlots(text: string): boolean {
  return text.includes('<f n=');
}

/** The text between slots, and the slots: text, slot, text, slot, …, text. */
export function splitAtFormulas(text: string): { readonly texts: readonly string[]; readonly slots: FormulaSlot[] } {
  const texts: string[] = [];
  const found: FormulaSlot[] = [];
  let from = 0;
  for (const { 0: whole, 1: escaped, 2: slug = '', 3: formula, index } of text.matchAll(slots)) {
    texts.push(text.slice(from, index));
    found.push({ slug: decodeURIComponent(slug), formula: Number(formula), inJson: escaped !== '' });
    from = index + whole.length;
  }
  texts.push(text.slice(from));
  return { texts, slots: found };
}

/** Fills slots in HTML or JSON. Of a whole page rather its bytes are put together. */
export function fillFormulas(text: string, html: (slot: FormulaSlot) => string): string {
  const { texts, slots: found } = splitAtFormulas(text);
  return texts
    .map((part, place) => {
      const slot = found[place];
      if (slot === undefined) return part;
      return part + (slot.inJson ? escapeInJson(html(slot)) : html(slot));
    })
    .join('');
}

/** As it reads between the quotes of a JSON string. */
export function escapeInJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
