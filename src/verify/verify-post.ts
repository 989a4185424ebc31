import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePost } from '../equations/parse.ts';
import type { Derivation, PostName, SourceFile } from '../equations/types.ts';
import { checkFileOf } from '../equations/verification.ts';
import { toPostMeta } from '../schemas/post.ts';
import { cellsOf } from '../site/cells.ts';
import { killScore, type VerificationRecord } from '../site/record.ts';
import { equationStatuses, type StatusKind } from '../site/status.ts';
import { killFloor } from '../site/verification-findings.ts';
import type { Allowances } from './allowances.ts';
import { compareRecords } from './compare-records.ts';
import type { Python } from './find-python.ts';
import { defaultLimits, makeJob } from './job.ts';
import { makeRecord, type Problem } from './make-record.ts';
import { readRecord } from './record-files.ts';
import { HarnessFailure, runHarness } from './run-harness.ts';

export interface PostToVerify {
  readonly file: SourceFile;
  readonly name: PostName;
}

export interface VerifyPostOptions {
  readonly contentRoot: string;
  readonly macros: Readonly<Record<string, string>>;
  readonly allowances: Allowances;
  readonly python: Python;
  readonly tool: string;
  readonly seeds: number;
  readonly mutate: boolean;
  /** Compare with the committed record. */
  readonly compare: boolean;
  readonly signal: AbortSignal;
}

export interface PostVerification {
  readonly slug: string;
  /** `nothing`: the post has no check file and no code to run. */
  readonly state: 'done' | 'nothing' | 'broken';
  readonly record: VerificationRecord | undefined;
  readonly problems: readonly Problem[];
  /** What differs from the committed record. */
  readonly differences: readonly string[];
  readonly survivors: ReadonlyMap<number, readonly string[]>;
  /** Number of equations by status, as they are with the fresh record. */
  readonly counts: Readonly<Partial<Record<StatusKind, number>>>;
  readonly seconds: number;
}

/** Executes one post. @throws only what is no fault of the post. */
export async function verifyPost(post: PostToVerify, options: VerifyPostOptions): Promise<PostVerification> {
  const { contentRoot, macros, tool, seeds, mutate } = options;
  const { slug } = post.name;
  const derivation = parsePost(post.file, post.name);
  const checkPath = checkFileOf(post.file.path);
  const full = join(contentRoot, 'posts', post.name.topic, `${slug}.check.py`);
  const checkFile = existsSync(full) ? readFileSync(full, 'utf8') : undefined;
  const { cells, problems } = cellsOf(derivation, checkFile);
  const nothing = {
    slug,
    record: undefined,
    problems: [],
    differences: [],
    survivors: new Map(),
    counts: {},
    seconds: 0,
  };
  if (problems.length > 0) {
    const found = problems.map(({ line, message }) => ({ file: checkPath, line, message }));
    return { ...nothing, state: 'broken', problems: found };
  }
  if (cells.length === 0) return { ...nothing, state: 'nothing' };
  const start = performance.now();
  const limits = mutate ? { ...defaultLimits, cpu: defaultLimits.cpu * 5 } : defaultLimits;
  const { job, mutants } = makeJob({ derivation, cells, checkPath, macros, seeds, mutate, limits });
  try {
    const result = await runHarness(job, { python: options.python, signal: options.signal });
    const allowed = options.allowances.get(slug) ?? new Map<number, ReadonlySet<string>>();
    const tried = mutate ? { mutants } : {};
    const made = makeRecord({ derivation, cells, checkPath, macros, tool, seeds, result, allowed, ...tried });
    const committed = options.compare ? readRecord(contentRoot, slug) : undefined;
    return {
      slug,
      state: 'done',
      record: made.record,
      problems: [...made.problems, ...weakChecks(made.record, made.survivors, checkPath)],
      differences: options.compare ? compareRecords(committed, made.record, mutate) : [],
      survivors: made.survivors,
      counts: countStatuses(derivation, made.record, checkFile, macros),
      seconds: (performance.now() - start) / 1000,
    };
  } catch (error) {
    if (!(error instanceof HarnessFailure)) throw error;
    const seconds = (performance.now() - start) / 1000;
    return {
      ...nothing,
      state: 'broken',
      problems: [{ file: checkPath, line: undefined, message: error.message }],
      seconds,
    };
  }
}

function weakChecks(
  record: VerificationRecord,
  survivors: ReadonlyMap<number, readonly string[]>,
  file: string,
): readonly Problem[] {
  return Object.entries(record.equations).flatMap(([number, equation]) => {
    const score = killScore(equation);
    if (score === undefined || score >= killFloor) return [];
    const left = survivors.get(Number(number)) ?? [];
    const message = `式(${number}) 的检查只发现了 ${(100 * score).toFixed(0)}% 的改动，没发现：${left.join('；')}`;
    return [{ file, line: undefined, message }];
  });
}

function countStatuses(
  derivation: Derivation,
  record: VerificationRecord,
  checkFile: string | undefined,
  macros: Readonly<Record<string, string>>,
): PostVerification['counts'] {
  const declared = toPostMeta(derivation.frontMatter.data)?.equations;
  const statuses = equationStatuses({
    derivation,
    declared: declared ?? { definition: [], assumption: [], unchecked: [] },
    record,
    checkFile,
    macros,
  });
  const counts: Partial<Record<StatusKind, number>> = {};
  for (const { kind } of statuses) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
