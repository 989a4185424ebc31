import { targetOf } from '../equations/build-index.ts';
import type { EquationIndex, Reference } from '../equations/types.ts';
import { isRunBlock } from './cells.ts';
import {
  equationStatuses,
  isSound,
  runOutputs,
  statusKinds,
  type EquationStatus,
  type StatusKind,
  type VerificationInput,
} from './status.ts';

/** What executing a post showed. */
export interface PostVerification {
  /** One for each numbered equation, in the order of the text. */
  readonly statuses: readonly EquationStatus[];
  /** What the blocks that are executed printed, by their place in `Derivation.codeBlocks`; blocks whose record is not fresh are left out. */
  readonly outputs: ReadonlyMap<number, string>;
  /** How many of these blocks have a fresh record, those that print nothing included. */
  readonly executedBlocks: number;
}

/** Of every post; grounds in other posts count as those of the post itself do. */
export function verifySite(
  inputs: ReadonlyMap<string, VerificationInput>,
  index: EquationIndex,
): Map<string, PostVerification> {
  const sound = new Set<string>();
  for (const [slug, input] of inputs) {
    for (const { number, kind } of equationStatuses(input))
      if (isSound(kind)) sound.add(`${slug}#eq-${String(number)}`);
  }
  const isVerifiedElsewhere = (slug: string, reference: Reference): boolean => {
    const target = targetOf(index, slug, reference);
    const found = target === undefined ? undefined : index.anchors.get(`${target.slug}#${target.id}`);
    if (found?.type !== 'equation') return false;
    const number = inputs.get(found.slug)?.derivation.equations[found.equation]?.number;
    return sound.has(`${found.slug}#eq-${String(number)}`);
  };
  return new Map(
    [...inputs].map(([slug, input]) => [
      slug,
      {
        statuses: equationStatuses({
          ...input,
          isVerifiedElsewhere: (reference) => isVerifiedElsewhere(slug, reference),
        }),
        outputs: outputsOf(input),
        executedBlocks: runOutputs(input).filter((output) => output !== undefined).length,
      },
    ]),
  );
}

function outputsOf(input: VerificationInput): ReadonlyMap<number, string> {
  const blocks = input.derivation.codeBlocks.flatMap((block, place) => (isRunBlock(block) ? [place] : []));
  const outputs = runOutputs(input);
  return new Map(
    blocks.flatMap((place, at) => {
      const output = outputs[at];
      return output === undefined || output === '' ? [] : [[place, output] as const];
    }),
  );
}

/** Numbers of equations by status. */
export type StatusCounts = Readonly<Record<StatusKind, number>>;

export function countStatuses(posts: readonly { readonly verification: PostVerification }[]): StatusCounts {
  const counts = Object.fromEntries(statusKinds.map((kind) => [kind, 0])) as Record<StatusKind, number>;
  for (const { verification } of posts) for (const { kind } of verification.statuses) counts[kind] += 1;
  return counts;
}

/** Equations that were executed and hold. */
export function countExecuted(counts: StatusCounts): number {
  return counts.verified + counts['verified-by-code'] + counts.montecarlo;
}

/** Equations that could be executed: all but those that state something. */
export function countCheckable(counts: StatusCounts): number {
  return statusKinds.reduce((sum, kind) => sum + counts[kind], 0) - counts.definition - counts.assumption;
}

/** Whether there is anything to show of the execution of a post. */
export function isVerified({ verification }: { readonly verification: PostVerification }): boolean {
  return verification.statuses.some(({ kind }) => kind !== 'none');
}
