import { createLocator } from '../locate.ts';
import type { Derivation } from '../types.ts';
import type { Renumbering } from './assign-numbers.ts';
import type { Refusal } from './edits.ts';

/**
 * Bare numbers such as 「(3)」 that are not read as references and that an equation carried which moves. Nobody but the author
 * can say what they count; they are shown, not touched.
 */
export function findDoubts(derivation: Derivation, source: string, { moved, changes }: Renumbering): Refusal[] {
  if (!changes) return [];
  const { path, formulas, references, codeBlocks, citations, links, frontMatter } = derivation;
  const known = [...formulas, ...references, ...codeBlocks, ...citations, ...links, frontMatter].flatMap(
    ({ position }) => (position === undefined ? [] : [[position.start.offset, position.end.offset] as const]),
  );
  const locator = createLocator(source);
  const inLine = [...source.matchAll(/`[^`\r\n]*`/g)].map(
    ({ index, 0: code }) => [index, index + code.length] as const,
  );
  return [...source.matchAll(/(?<![A-Za-z\d\]_])[（(](\d{1,4})[)）]/g)].flatMap(({ index, 0: written, 1: digits }) => {
    const number = Number(digits);
    const to = moved.get(number);
    const end = index + written.length;
    if (to === undefined || to === number) return [];
    if ([...known, ...inLine].some(([from, until]) => index < until && end > from)) return [];
    const message = `这里的 ${written} 如果指公式，应改成 (${String(to)})；没有改动。`;
    return [{ path, position: locator.between(index, end), message }];
  });
}
