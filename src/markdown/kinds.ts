import type { ResultKind } from '../equations/types.ts';

interface KindLook {
  /** How it is set; the component that CSS knows. */
  readonly shape: 'env' | 'note' | 'proof' | 'exercise' | 'solution';
  /** Class beside the component's own: `env--thm`, `note--intuition`. */
  readonly variant: string;
}

/** Shape of every container of the post syntax. */
export const kindLooks = {
  definition: { shape: 'env', variant: 'env--def' },
  assumption: { shape: 'env', variant: 'env--def' },
  theorem: { shape: 'env', variant: 'env--thm' },
  lemma: { shape: 'env', variant: 'env--thm' },
  proposition: { shape: 'env', variant: 'env--thm' },
  corollary: { shape: 'env', variant: 'env--thm' },
  example: { shape: 'env', variant: 'env--ex' },
  proof: { shape: 'proof', variant: '' },
  intuition: { shape: 'note', variant: 'note--intuition' },
  perspective: { shape: 'note', variant: 'note--perspective' },
  numerics: { shape: 'note', variant: 'note--numerics' },
  practice: { shape: 'note', variant: 'note--practice' },
  remark: { shape: 'note', variant: 'note--remark' },
  exercise: { shape: 'exercise', variant: '' },
  solution: { shape: 'solution', variant: '' },
} as const satisfies Record<ResultKind, KindLook>;
