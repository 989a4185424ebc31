import type { CatalogueEntry, Post } from '../site/types.ts';
import { countCheckable, countExecuted, countStatuses, type StatusCounts } from '../site/verify-site.ts';

/** Everything that is counted of a set of posts and of what is planned beside them. Plain data: it is `coverage.json`. */
export interface CoverageFigures {
  /** `planned` counts what is written too. */
  readonly posts: { readonly planned: number; readonly draft: number; readonly complete: number };
  /** Entries of the catalogue that nobody has written, by priority: `core` first, then the batches by name. */
  readonly pending: readonly { readonly priority: string; readonly posts: number }[];
  readonly lines: number;
  readonly references: number;
  /** Definitions and assumptions. */
  readonly definitions: number;
  /** Theorems, lemmas, propositions, corollaries. */
  readonly results: { readonly stated: number; readonly proved: number; readonly unproved: number };
  /** `checkable`: all but definitions and assumptions. `executed`: those that were executed and hold. */
  readonly equations: {
    readonly numbered: number;
    readonly executed: number;
    readonly checkable: number;
    readonly byStatus: StatusCounts;
  };
  /** `marked`: Python that is to be executed. `executed`: that with a record of its present text. */
  readonly code: { readonly blocks: number; readonly marked: number; readonly executed: number };
  readonly exercises: { readonly stated: number; readonly solved: number };
  /** Reading time. */
  readonly minutes: number;
}

/** @param pending entries of the catalogue without a post */
export function coverageFigures(posts: readonly Post[], pending: readonly CatalogueEntry[] = []): CoverageFigures {
  const sum = (of: (post: Post) => number): number => posts.reduce((total, post) => total + of(post), 0);
  const byStatus = countStatuses(posts);
  const stated = sum(({ counts }) => counts.results);
  const proved = sum(({ counts }) => counts.proved);
  return {
    posts: {
      planned: posts.length + pending.length,
      draft: posts.filter(({ status }) => status === 'draft').length,
      complete: posts.filter(({ status }) => status === 'complete').length,
    },
    pending: groupByPriority(pending).map(({ priority, entries }) => ({ priority, posts: entries.length })),
    lines: sum(({ counts }) => counts.lines),
    references: sum(({ counts }) => counts.references),
    definitions: sum(({ counts }) => counts.definitions),
    results: { stated, proved, unproved: stated - proved },
    equations: {
      numbered: sum(({ counts }) => counts.equations),
      executed: countExecuted(byStatus),
      checkable: countCheckable(byStatus),
      byStatus,
    },
    code: {
      blocks: sum(({ counts }) => counts.codeBlocks),
      marked: sum(({ counts }) => counts.runBlocks),
      executed: sum(({ verification }) => verification.executedBlocks),
    },
    exercises: { stated: sum(({ counts }) => counts.exercises), solved: sum(({ counts }) => counts.solved) },
    minutes: sum(({ counts }) => counts.minutes),
  };
}

export interface PendingGroup {
  readonly priority: string;
  readonly entries: readonly CatalogueEntry[];
}

/** `core` first, then the batches in the order of their names. */
export function groupByPriority(entries: readonly CatalogueEntry[]): PendingGroup[] {
  const groups = new Map<string, CatalogueEntry[]>();
  for (const entry of entries) groups.set(entry.priority, [...(groups.get(entry.priority) ?? []), entry]);
  return [...groups]
    .map(([priority, found]) => ({ priority, entries: found }))
    .sort((a, b) => rank(a.priority) - rank(b.priority) || (a.priority < b.priority ? -1 : 1));
}

function rank(priority: string): number {
  return priority === 'core' ? 0 : 1;
}
