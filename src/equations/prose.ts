import type { Derivation, Position } from './types.ts';

/**
 * The text of a post with everything blanked that is no prose: front matter, code, displays, addresses, comments. Offsets
 * and lines stay those of the file.
 * @param text of the file
 */
export function proseOf(text: string, derivation: Derivation): string {
  const { frontMatter, codeBlocks, displays } = derivation;
  const regions = [frontMatter, ...codeBlocks, ...displays].flatMap(({ position }) => position ?? []);
  return blankRegions(text, regions)
    .replace(/`[^`\n]*`/g, blank)
    .replace(/\]\([^)\n]*\)/g, blank)
    .replace(/https?:\/\/\S+/g, blank)
    .replace(/<!--[\s\S]*?-->/g, blank);
}

/** The same without inline formulas and citations: what is written in words. */
export function wordsOf(text: string, derivation: Derivation): string {
  const inline = derivation.formulas.filter(({ display }) => !display).map(({ position }) => position);
  return blankRegions(proseOf(text, derivation), inline).replace(/\[@[^\]\n]*\]/g, blank);
}

function blankRegions(text: string, regions: readonly Position[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of [...regions].sort((a, b) => a.start.offset - b.start.offset)) {
    if (end.offset <= at) continue;
    const from = Math.max(at, start.offset);
    parts.push(text.slice(at, from), blank(text.slice(from, end.offset)));
    at = end.offset;
  }
  return parts.join('') + text.slice(at);
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}
