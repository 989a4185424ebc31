import type { Nodes, Root } from 'mdast';
import { checkFormulas, renderFormula, type RenderedFormula, type RenderOptions } from '../equations/math.ts';
import { parsePostWithTree, type ParsedPost } from '../equations/parse.ts';
import type { Derivation, PostName } from '../equations/types.ts';
import { htmlIn, visitProse } from './mend.ts';
import { isSafeHtml } from './safe-html.ts';

/** Formulas that a post was meant to hold, in the order of the text. */
export interface ExpectedFormulas {
  readonly displays: readonly string[];
  readonly inlines: readonly string[];
  /** Lines of the original, one for each inline formula. */
  readonly inlineLines: readonly number[];
  /** Numbers run from 1 to this. */
  readonly numbers: number;
}

/** A difference between what was meant and what the site reads. */
export interface VerifyFault {
  readonly kind: 'display-differs' | 'inline-differs' | 'number-differs' | 'raw-markup' | 'unsafe-html';
  readonly detail: string;
  /** Line of the written file. */
  readonly line: number;
}

export function readWritten(path: string, text: string, name: PostName): ParsedPost {
  return parsePostWithTree({ path, text }, name);
}

/** Equal but for white space. */
export function bareFormula(tex: string): string {
  return tex.replace(/\s+/g, '');
}

/** Compares the reading of a written post with what was meant to be in it. */
export function verifyPost({ derivation, tree }: ParsedPost, expected: ExpectedFormulas): VerifyFault[] {
  return [
    ...compareDisplays(derivation, expected.displays),
    ...compareInlines(derivation, expected),
    ...compareNumbers(derivation, expected.numbers),
    ...rawMarkup(tree),
    ...htmlIn(tree)
      .filter(({ value }) => !isSafeHtml(value))
      .map(({ value, position }) => ({
        kind: 'unsafe-html' as const,
        detail: value.slice(0, 80),
        line: position?.start.line ?? 1,
      })),
  ];
}

function compareDisplays({ formulas, displays }: Derivation, expected: readonly string[]): VerifyFault[] {
  const read = displays.map(({ formula }) => bareFormula(formulas[formula]?.tex ?? ''));
  const faults: VerifyFault[] = [];
  for (let index = 0; index < Math.max(read.length, expected.length); index += 1) {
    if (read[index] === expected[index]) continue;
    const line = displays[index]?.position.start.line ?? displays.at(-1)?.position.end.line ?? 1;
    faults.push({ kind: 'display-differs', detail: (expected[index] ?? read[index] ?? '').slice(0, 80), line });
    break;
  }
  return faults;
}

function compareInlines({ formulas }: Derivation, expected: ExpectedFormulas): VerifyFault[] {
  const counts = new Map<string, number>();
  for (const tex of expected.inlines) counts.set(tex, (counts.get(tex) ?? 0) + 1);
  const faults: VerifyFault[] = [];
  for (const { display, tex, position } of formulas) {
    if (display) continue;
    const bare = bareFormula(tex);
    const left = counts.get(bare) ?? 0;
    if (left > 0) counts.set(bare, left - 1);
    else faults.push({ kind: 'inline-differs', detail: tex.slice(0, 80), line: position.start.line });
  }
  for (const [tex, left] of counts) {
    if (left === 0) continue;
    const line = String(expected.inlineLines[expected.inlines.indexOf(tex)] ?? 1);
    faults.push({ kind: 'inline-differs', detail: `缺 ${tex.slice(0, 80)}（原文第 ${line} 行）`, line: 1 });
  }
  return faults;
}

function compareNumbers({ equations }: Derivation, numbers: number): VerifyFault[] {
  const wrong = equations.findIndex(({ number }, index) => number !== index + 1);
  if (wrong === -1 && equations.length === numbers) return [];
  const at = equations[wrong === -1 ? equations.length - 1 : wrong];
  const line = at?.position.start.line ?? 1;
  return [{ kind: 'number-differs', detail: `${String(equations.length)} / ${String(numbers)}`, line }];
}

const leftover = /\$\$|\\begin\{|\*\*/;

function rawMarkup(tree: Root): VerifyFault[] {
  const faults: VerifyFault[] = [];
  visitProse(tree, (block) => {
    const waiting: Nodes[] = [block];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      if (node.type === 'text') {
        const found = leftover.exec(node.value)?.[0];
        // Asterisks between letters are a power, and were escaped.
        const isPower = found === '**' && !/(?:^|\W)\*\*|\*\*(?:\W|$)/.test(node.value);
        if (found !== undefined && !isPower) {
          faults.push({ kind: 'raw-markup', detail: node.value.slice(0, 80), line: node.position?.start.line ?? 1 });
        }
      } else if ('children' in node) waiting.push(...node.children);
    }
  });
  return faults;
}

/** Tries formulas, each different one once: the same symbols stand in a post hundreds of times. */
export class FormulaTrial {
  readonly #macros: Readonly<Record<string, string>>;
  readonly #tried = new Map<string, RenderedFormula>();

  constructor(macros: Readonly<Record<string, string>>) {
    this.#macros = macros;
  }

  check(derivation: Derivation): Derivation {
    return checkFormulas(derivation, this.#macros, (tex, options) => this.#render(tex, options));
  }

  #render(tex: string, options: RenderOptions): RenderedFormula {
    const key = `${options.display ? 'd' : 'i'}${tex}`;
    const known = this.#tried.get(key);
    if (known !== undefined) return known;
    const { problems } = renderFormula(tex, options);
    const result = { html: '', problems };
    this.#tried.set(key, result);
    return result;
  }
}
