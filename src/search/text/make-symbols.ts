import { symbolRows } from '../../site/symbols.ts';
import type { Post } from '../../site/types.ts';
import { shortenFormulas } from './index-copy.ts';
import type { SymbolPlaces } from './symbol-index.ts';

/** @param html of the post as rendered */
export function makeSymbols({ slug, derivation }: Post, html: string): SymbolPlaces[number] {
  const first = derivation.symbols[0]?.position.start.offset ?? 0;
  const section = derivation.headings.findLast(({ position }) => position.start.offset < first);
  const symbols = symbolRows(html).map(({ tex, meaning }): [string, string] => [unescapeText(tex), wordsOf(meaning)]);
  return { slug, anchor: section?.id ?? '', symbols };
}

/** The symbols themselves, in the same order: HTML of KaTeX. */
export function makeSymbolLooks(html: string): string[] {
  return symbolRows(html).map(({ symbol }) => symbol);
}

/** Text of a cell; its formulas as a few plain characters. */
function wordsOf(html: string): string {
  return unescapeText(shortenFormulas(html).replace(/<[^>]*>/g, ''))
    .replace(/\s+/g, ' ')
    .trim();
}

function unescapeText(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replace(/&#x27;|&#39;/g, "'")
    .replaceAll('&amp;', '&');
}
