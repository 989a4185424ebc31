import type { Locator } from './locate.ts';
import type { ParseProblem } from './types.ts';

/** Commands that may stand in prose: references, which become links. */
const inProse: ReadonlySet<string> = new Set(['eqref', 'ref']);

/**
 * What a stretch of prose shows that was meant as math or as a box: a bare environment that is none of ours, a dollar that
 * has no partner, a LaTeX command, a fence of colons. The first is told; the others follow from it. An escaped `\$`,
 * `\\alpha` is meant as text.
 * @param value of the text node. @param at offset in it → offset in the file.
 * @param startsBlock whether nothing stands before it in its paragraph
 */
export function textProblem(
  value: string,
  at: (offset: number) => number,
  locator: Locator,
  startsBlock = false,
): ParseProblem | undefined {
  const problem = (kind: ParseProblem['kind'], detail: string, from: number, length: number): ParseProblem => {
    const start = at(from);
    return { kind, detail, position: locator.between(start, start + length) };
  };
  const environment = /\\begin\{([^{}]*)\}/.exec(value);
  if (environment) return problem('other-environment', environment[1] ?? '', environment.index, environment[0].length);
  for (const { index } of value.matchAll(/\$/g)) {
    if (locator.text[at(index)] === '$') return problem('stray-dollar', '', index, 1);
  }
  for (const { index, 0: command, 1: name } of value.matchAll(/\\([a-zA-Z]{2,})/g)) {
    const isEscaped = locator.text.startsWith('\\\\', at(index));
    if (!isEscaped && !inProse.has(name ?? '')) return problem('stray-tex', command, index, command.length);
  }
  for (const { index, 0: fence } of value.matchAll(/(?<=^|\n|\r):{3,}[^\r\n]*/g)) {
    const isEscaped = locator.text[at(index)] !== ':';
    if (!isEscaped && (index > 0 || startsBlock)) return problem('stray-fence', fence.trim(), index, fence.length);
  }
  return undefined;
}
