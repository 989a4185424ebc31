import type { ContainerDirective } from 'mdast-util-directive';
import { positionOf, type Locator } from './locate.ts';
import { plainText } from './plain-text.ts';
import { anchorPrefixes, provable, resultKind } from './results.ts';
import type { ParseProblem, Result, ResultKind } from './types.ts';

/** Gives boxes their numbers and ids, in the order of the text. */
export class BoxReader {
  readonly results: Result[] = [];
  readonly #counts = new Map<ResultKind, number>();

  /** Adds the result that a directive is; `undefined` for a directive that is none of ours. */
  read(node: ContainerDirective, heading: number): Result | undefined {
    const kind = resultKind(node.name);
    if (kind === undefined) return undefined;
    const prefix = anchorPrefixes[kind];
    const number = prefix === undefined ? undefined : (this.#counts.get(kind) ?? 0) + 1;
    if (number !== undefined) this.#counts.set(kind, number);
    const [label] = node.children;
    const hasLabel = label?.type === 'paragraph' && label.data?.directiveLabel === true;
    const id = node.attributes?.['id'] ?? (number === undefined ? '' : `${prefix ?? ''}-${String(number)}`);
    const name = hasLabel ? plainText(label).text : '';
    const result = { kind, number, id, name, of: this.#owner(kind), heading, position: positionOf(node) };
    this.results.push(result);
    return result;
  }

  #owner(kind: ResultKind): string | undefined {
    if (kind === 'proof') return this.results.findLast((result) => provable.has(result.kind))?.id;
    if (kind === 'solution') return this.results.findLast((result) => result.kind === 'exercise')?.id;
    return undefined;
  }
}

/** What is wrong with the fences of a directive; told at its first line. */
export function boxProblems(node: ContainerDirective, locator: Locator): ParseProblem[] {
  const { start, end } = positionOf(node);
  const position = locator.between(start.offset, locator.startOfLine(start.line) + locator.line(start.line).length);
  const problem = (kind: ParseProblem['kind']): ParseProblem => ({ kind, detail: node.name, position });
  const closed = end.line > start.line && /^[\s>]*:{3,}\s*$/.test(locator.line(end.line));
  return [
    ...(resultKind(node.name) === undefined ? [problem('unknown-directive')] : []),
    ...(closed ? [] : [problem('unclosed-directive')]),
  ];
}
