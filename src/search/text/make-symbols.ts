import { splitAtFormulas } from '../../output/formula-slots.ts';
import { symbolRows } from '../../site/symbols.ts';
import type { Post } from '../../site/types.ts';
import { shortTex } from './short-tex.ts';
import type { SymbolPlaces } from './symbol-index.ts';

/** @param html of the post as rendered, with slots for its formulas */
export function makeSymbols({ slug, derivation }: Post, html: string): SymbolPlaces[number] {
  const { formulas, headings, symbols } = derivation;
  const first = symbols[0]?.position.start.offset ?? 0;
  const section = headings.findLast(({ position }) => position.start.offset < first);
  const texOf = (formula: number): string => formulas[formula]?.tex ?? '';
  return {
    slug,
    anchor: section?.id ?? '',
    symbols: symbolRows(html, formulas).map(({ tex, meaning }) => [tex, wordsOf(meaning, texOf)]),
  };
}

/** The symbols themselves, in the same order, as HTML with slots. */
export function makeSymbolLooks({ derivation }: Post, html: string): string[] {
  return symbolRows(html, derivation.formulas).map(({ symbol }) => symbol);
}

/** Text of a cell; its formulas as a few plain characters. */
function wordsOf(html: string, texOf: (formula: number) => string): string {
  const { texts, slots } = splitAtFormulas(html);
  const text = texts.map((part, place) => {
    const slot = slots[place];
    return part.replace(/<[^>]*>/g, '') + (slot === undefined ? '' : shortTex(texOf(slot.formula)));
  });
  return unescapeText(text.join('')).replace(/\s+/g, ' ').trim();
}

function unescapeText(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replace(/&#x27;|&#39;/g, "'")
    .replaceAll('&amp;', '&');
}
