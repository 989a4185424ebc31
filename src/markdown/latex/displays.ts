import type { Display, Equation } from '../../equations/types.ts';
import { displayTex } from '../../equations/tex.ts';
import { equationAnchor } from '../../equations/build-index.ts';
import type { RenderContext } from '../context.ts';
import { startOffset, type TreeNode } from '../tree.ts';
import { framed } from './frames.ts';

/** `eq:pinv` where the author named it, else `eq:7`: with a hyphen, each is an id of the page. */
export function equationLabel({ label, number }: Pick<Equation, 'label' | 'number'>): string {
  return label ?? `eq:${String(number ?? 0)}`;
}

/** A display with its original numbers. */
export function latexDisplay(node: TreeNode, context: RenderContext): string {
  const formula = context.formulas.get(startOffset(node));
  const display = formula === undefined ? undefined : context.displays.get(formula);
  const tex = context.derivation.formulas[formula ?? -1]?.tex;
  if (display === undefined || tex === undefined) return `\\[\n${tidy(node.value ?? '')}\n\\]`;
  const numbered = display.equations
    .map((place) => context.derivation.equations[place])
    .filter((equation) => equation?.number !== undefined) as (Equation & { readonly number: number })[];
  const [first] = numbered;
  const body = isMultiRow(display) ? rows(tex, display, numbered) : single(tex, numbered[0]);
  return first === undefined ? body : framed(equationAnchor(first.number), body);
}

function isMultiRow({ form }: Display): boolean {
  return form === 'align' || form === 'gather';
}

function single(tex: string, equation: (Equation & { readonly number: number }) | undefined): string {
  const body = withRows(tidy(displayTex(tex)));
  if (equation === undefined) return `\\begin{equation*}\n${body}\n\\end{equation*}`;
  return `\\begin{equation}${tag(equation)}\n${body}\n\\end{equation}`;
}

/** Starred, since rows without `\tag` have no number. */
function rows(tex: string, { form }: Display, numbered: readonly (Equation & { readonly number: number })[]): string {
  const byNumber = new Map(numbered.map((equation) => [String(equation.number), equation]));
  const body = tidy(tex)
    .replace(/^\\begin\{(?:align|gather)\*?\}\s*/, '')
    .replace(/\s*\\end\{(?:align|gather)\*?\}$/, '')
    .replace(/\\label\s*\{[^{}]*\}/g, '')
    .replace(/\\tag\s*\{\s*(\d+)\s*\}/g, (written, number: string) => {
      const equation = byNumber.get(number);
      return equation === undefined ? written : tag(equation);
    });
  return `\\begin{${form}*}\n${tidy(body)}\n\\end{${form}*}`;
}

function tag(equation: Equation & { readonly number: number }): string {
  return `\\tag{${String(equation.number)}}\\label{${equationLabel(equation)}}`;
}

/** KaTeX breaks lines in a display at `\\` outside all groups; LaTeX wants an environment for that. */
function withRows(tex: string): string {
  let depth = 0;
  for (const [token] of tex.matchAll(/\\(?:begin|end|left|right)(?![A-Za-z])|\\[^]|[{}]/g)) {
    if (token === '{' || token === '\\begin' || token === '\\left') depth += 1;
    else if (token === '}' || token === '\\end' || token === '\\right') depth -= 1;
    else if (token === '\\\\' && depth === 0) return `\\begin{gathered}\n${tex}\n\\end{gathered}`;
  }
  return tex;
}

/** A blank line would end the formula. */
function tidy(tex: string): string {
  return tex.trim().replace(/(?:\r\n?|\n)(?:[ \t]*(?:\r\n?|\n))+/g, '\n');
}
