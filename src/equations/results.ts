import { resultKinds, type ResultKind } from './types.ts';

/** Names that an author may write after `:::`. */
const aliases: Readonly<Record<string, ResultKind>> = {
  定义: 'definition',
  假设: 'assumption',
  定理: 'theorem',
  引理: 'lemma',
  命题: 'proposition',
  推论: 'corollary',
  证明: 'proof',
  算例: 'example',
  例: 'example',
  直觉: 'intuition',
  数学直觉: 'intuition',
  视角: 'perspective',
  数值稳定性: 'numerics',
  实践建议: 'practice',
  练习: 'exercise',
  解答: 'solution',
  注: 'remark',
};

/** `theorem` or 定理 → `theorem`. */
export function resultKind(name: string): ResultKind | undefined {
  return resultKinds.find((kind) => kind === name) ?? aliases[name];
}

/** Beginning of the anchor of a numbered kind; kinds without one are not numbered. */
export const anchorPrefixes: Partial<Record<ResultKind, string>> = {
  definition: 'def',
  assumption: 'asm',
  theorem: 'thm',
  lemma: 'lem',
  proposition: 'prop',
  corollary: 'cor',
  example: 'ex',
  exercise: 'exr',
  remark: 'rem',
};

/** Kinds that a proof can belong to. */
export const provable: ReadonlySet<ResultKind> = new Set(['theorem', 'lemma', 'proposition', 'corollary']);
