import type { Derivation, Display } from './types.ts';

/** Whether every brace and every `\begin` of a formula has its end, and nothing ends that did not begin. */
export function isBalanced(tex: string): boolean {
  const open: string[] = [];
  for (const [token, command, name] of tex.matchAll(/\\(begin|end)\s*\{([^{}]*)\}|\\[^a-zA-Z]|%.*|[{}]/g)) {
    if (command === 'begin' || token === '{') open.push(name ?? token);
    else if (command === 'end' || token === '}') {
      if (open.pop() !== (name ?? '{')) return false;
    }
  }
  return open.length === 0;
}

/**
 * Whether the tags of a display stand where they seem to. Behind a brace or an environment that is not closed every tag seems
 * to be inside it, and rows seem to be one; KaTeX refuses such a formula, and that is the finding.
 */
export function areTagsCertain(display: Display, { formulas, formulaProblems }: Derivation): boolean {
  const refused = formulaProblems.some(({ formula }) => formula === display.formula);
  return !refused || isBalanced(formulas[display.formula]!.tex);
}
