import { resolve } from 'node:path';
import { buildIndex } from '../equations/build-index.ts';
import { followRenumbering } from '../equations/ledger/follow-renumbering.ts';
import { writeLedger } from '../equations/ledger/ledger-file.ts';
import { readPublished } from '../equations/ledger/published.ts';
import { parsePost } from '../equations/parse.ts';
import type { Renumbering } from '../equations/renumber/assign-numbers.ts';
import { applyEdits } from '../equations/renumber/edits.ts';
import {
  planRenumber,
  renumberRecord,
  type NumberedFile,
  type RenumberPlan,
} from '../equations/renumber/plan-renumber.ts';
import type { Derivation, EquationIndex } from '../equations/types.ts';
import { checkFileOf } from '../equations/verification.ts';
import { formatRecord } from '../schemas/record.ts';
import { cellsOf } from '../site/cells.ts';
import type { VerificationRecord } from '../site/record.ts';
import { readContent, type ContentReading } from './read-content.ts';

/** A file before and after. `kind`: whether people wrote it, and so want to see each line that changes. */
export interface ChangedFile {
  readonly path: string;
  readonly kind: 'written' | 'generated';
  readonly before: string;
  readonly after: string;
}

export interface ContentRenumbering {
  readonly reading: ContentReading;
  readonly plan: RenumberPlan;
  /** By path. Empty where the plan refuses. */
  readonly changes: readonly ChangedFile[];
  /** Posts whose record cannot follow: they have to be executed anew. */
  readonly unverified: readonly string[];
}

/**
 * Plans consecutive numbers for posts of a content root, with everything that follows: references in all posts, check files,
 * data files, records, and the ledger of published anchors. Writes nothing.
 * @param slugs posts to number anew
 * @throws Error with one Chinese sentence where the content root or the ledger cannot be used
 */
export function renumberContent(root: string, project: string, slugs: ReadonlySet<string>): ContentRenumbering {
  const reading = readContent(root, project);
  const { posts, files, anchors } = reading;
  const texts = new Map([...files.sources.values()].map(({ path, text }) => [path, text]));
  const index = buildIndex(posts.map(({ file, name }) => parsePost(file, name)));
  const published = readPublished(anchors, index);
  if (published?.problem !== undefined) throw new Error(published.problem);
  const plan = planRenumber({ index, sources: texts, files: numberedFiles(reading), slugs });
  if (plan.refusals.length > 0) return { reading, plan, changes: [], unverified: [] };

  const after = new Map(texts);
  for (const [path, edits] of plan.edits) after.set(path, applyEdits(texts.get(path) ?? '', edits));
  const next = buildIndex(
    posts.map(({ file, name }) => parsePost({ path: file.path, text: after.get(file.path) ?? file.text }, name)),
  );
  assertSameEquations(index, next);
  const changed = [...plan.renumberings.values()].filter(({ changes }) => changes);
  const unverified: string[] = [];
  const generated = new Set<string>();
  for (const renumbering of changed) {
    const record = files.verification.records.get(renumbering.slug);
    if (record?.record === undefined) continue;
    const moved = followRecord(record.record, renumbering, { index, texts }, { index: next, texts: after });
    if (moved === undefined) unverified.push(renumbering.slug);
    else after.set(record.path, formatRecord(moved));
    generated.add(record.path);
  }
  if (published !== undefined && changed.length > 0) {
    generated.add(published.path);
    const { ledger, match } = published;
    after.set(published.path, writeLedger(followRenumbering(ledger, match, plan.renumberings, next)));
  }
  const changes = [...after].flatMap(([path, text]): ChangedFile[] => {
    const before = texts.get(path) ?? '';
    return before === text ? [] : [{ path, kind: generated.has(path) ? 'generated' : 'written', before, after: text }];
  });
  return { reading, plan, changes: changes.sort((a, b) => (a.path < b.path ? -1 : 1)), unverified };
}

/** Absolute path → text, for `writeTogether`. */
export function filesToWrite({ changes }: ContentRenumbering, project: string): Map<string, string> {
  return new Map(changes.map(({ path, after }) => [resolve(project, path), after]));
}

/** Everything beside the posts that names equations by number. */
function numberedFiles({ posts, files: { sources, data, verification } }: ContentReading): NumberedFile[] {
  const kinds: [string, NumberedFile['kind']][] = [
    ...posts.map(({ file, name }): [string, NumberedFile['kind']] => [
      checkFileOf(file.path),
      { type: 'check', slug: name.slug },
    ]),
    ...Object.values(data).map(({ path }): [string, NumberedFile['kind']] => [path, { type: 'addresses' }]),
    [verification.allowances.path, { type: 'allowances' }],
  ];
  return kinds.flatMap(([path, kind]) => {
    const text = sources.get(path)?.text;
    return text === undefined ? [] : [{ path, text, kind }];
  });
}

interface State {
  readonly index: EquationIndex;
  readonly texts: ReadonlyMap<string, string>;
}

/** What was executed is the same LaTeX under another number. A cell that was out of date before stays so. */
function followRecord(
  record: VerificationRecord,
  renumbering: Renumbering,
  before: State,
  after: State,
): VerificationRecord | undefined {
  const [old, fresh] = [before, after].map(({ index, texts }) => {
    const derivation = index.derivations.get(renumbering.slug);
    const hashes = derivation === undefined ? [] : cellsOf(derivation, texts.get(checkFileOf(derivation.path))).cells;
    return new Map(hashes.map(({ id, hash }) => [id, hash]));
  });
  const hashes = record.cells.map(({ id, hash }): [string, string] => [
    id,
    (old?.get(id) === hash ? fresh?.get(id) : undefined) ?? hash,
  ]);
  return renumberRecord(record, renumbering, new Map(hashes));
}

/** @throws Error where an edit changed more than numbers: a fault of this program, so nothing may be written. */
function assertSameEquations(before: EquationIndex, after: EquationIndex): void {
  const tex = (derivation: Derivation | undefined): string =>
    (derivation?.formulas ?? []).map((formula) => formula.tex.replace(/\\tag\s*\{[^{}]*\}|\s+/g, '')).join('\0');
  for (const [slug, derivation] of before.derivations) {
    if (tex(derivation) !== tex(after.derivations.get(slug))) throw new Error(`${slug} 的公式会被改坏，什么都没有写。`);
  }
}
