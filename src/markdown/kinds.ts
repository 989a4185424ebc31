import type { ResultKind } from '../equations/types.ts';

interface KindLook {
  readonly label: string;
  /** How it is set; the component that CSS knows. */
  readonly shape: 'env' | 'note' | 'proof' | 'exercise' | 'solution';
  /** Class beside the component's own: `env--thm`, `note--intuition`. */
  readonly variant: string;
}

/** Name and shape of every container of the post syntax. */
export const kindLooks = {
  definition: { label: '定义', shape: 'env', variant: 'env--def' },
  assumption: { label: '假设', shape: 'env', variant: 'env--def' },
  theorem: { label: '定理', shape: 'env', variant: 'env--thm' },
  lemma: { label: '引理', shape: 'env', variant: 'env--thm' },
  proposition: { label: '命题', shape: 'env', variant: 'env--thm' },
  corollary: { label: '推论', shape: 'env', variant: 'env--thm' },
  example: { label: '算例', shape: 'env', variant: 'env--ex' },
  proof: { label: '证明', shape: 'proof', variant: '' },
  intuition: { label: '数学直觉', shape: 'note', variant: 'note--intuition' },
  perspective: { label: '视角', shape: 'note', variant: 'note--perspective' },
  numerics: { label: '数值稳定性', shape: 'note', variant: 'note--numerics' },
  practice: { label: '实践建议', shape: 'note', variant: 'note--practice' },
  remark: { label: '注', shape: 'note', variant: 'note--remark' },
  exercise: { label: '练习', shape: 'exercise', variant: '' },
  solution: { label: '解答', shape: 'solution', variant: '' },
} as const satisfies Record<ResultKind, KindLook>;
