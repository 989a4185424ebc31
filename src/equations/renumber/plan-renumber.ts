import type { VerificationRecord } from '../../site/record.ts';
import { createLocator } from '../locate.ts';
import type { EquationIndex } from '../types.ts';
import { assignNumbers, type Renumbering, type Renumberings } from './assign-numbers.ts';
import type { Edit, Refusal, Rewriting } from './edits.ts';
import { findDoubts } from './find-doubts.ts';
import { mentionEdits, rewriteCheckFile } from './rewrite-check-file.ts';
import { rewriteAddresses, rewriteAllowances } from './rewrite-data.ts';
import { rewriteReferences } from './rewrite-references.ts';

/** A file beside the posts that names equations by number. */
export interface NumberedFile {
  readonly path: string;
  readonly text: string;
  /** `check`: the check file of a post. `addresses`: `slug#eq-3` anywhere in it. `allowances`: `records/allow.yaml`. */
  readonly kind:
    | { readonly type: 'check'; readonly slug: string }
    | { readonly type: 'addresses' }
    | { readonly type: 'allowances' };
}

export interface RenumberInput {
  readonly index: EquationIndex;
  /** Text of every post, by its printed path. */
  readonly sources: ReadonlyMap<string, string>;
  readonly files: readonly NumberedFile[];
  /** Posts to number anew; all where it is absent. References are rewritten in every post. */
  readonly slugs?: ReadonlySet<string>;
}

export interface RenumberPlan {
  readonly renumberings: Renumberings;
  /** By path, only of files that change. */
  readonly edits: ReadonlyMap<string, readonly Edit[]>;
  /** Where one stands, nothing may be written. */
  readonly refusals: readonly Refusal[];
  /** Numbers in prose that may or may not be meant. */
  readonly doubts: readonly Refusal[];
}

/** Plans consecutive numbers and everything that has to follow them. Changes nothing. */
export function planRenumber({ index, sources, files, slugs }: RenumberInput): RenumberPlan {
  const posts = [...index.derivations.values()].flatMap((derivation) => {
    const source = sources.get(derivation.path);
    return source === undefined ? [] : [{ derivation, source }];
  });
  const renumberings = new Map(
    posts
      .filter(({ derivation }) => slugs?.has(derivation.name.slug) !== false)
      .map(({ derivation, source }) => [derivation.name.slug, assignNumbers(derivation, source)] as const),
  );
  const rewritings: Rewriting[] = [...renumberings.values()];
  const doubts: Refusal[] = [];
  for (const { derivation, source } of posts) {
    rewritings.push(rewriteReferences(derivation, source, index, renumberings));
    const renumbering = renumberings.get(derivation.name.slug);
    if (renumbering?.changes !== true) continue;
    rewritings.push(codeComments(derivation.path, source, derivation.codeBlocks, renumbering));
    doubts.push(...findDoubts(derivation, source, renumbering));
  }
  for (const file of files) rewritings.push(rewriteFile(file, renumberings));
  const edits = new Map<string, Edit[]>();
  for (const edit of rewritings.flatMap((rewriting) => rewriting.edits)) {
    edits.set(edit.path, [...(edits.get(edit.path) ?? []), edit]);
  }
  return { renumberings, edits, refusals: rewritings.flatMap(({ refusals }) => refusals), doubts };
}

function rewriteFile({ path, text, kind }: NumberedFile, renumberings: Renumberings): Rewriting {
  if (kind.type === 'addresses') return rewriteAddresses({ path, text }, renumberings);
  if (kind.type === 'allowances') return rewriteAllowances({ path, text }, renumberings);
  const renumbering = renumberings.get(kind.slug);
  return renumbering === undefined ? { edits: [], refusals: [] } : rewriteCheckFile(path, text, renumbering);
}

/** Comments in the code of a post name its equations too. */
function codeComments(
  path: string,
  source: string,
  blocks: readonly {
    readonly lang: string;
    readonly position: { readonly start: { line: number }; readonly end: { line: number } };
  }[],
  renumbering: Renumbering,
): Rewriting {
  const locator = createLocator(source);
  const edits = blocks
    .filter(({ lang }) => lang === 'python')
    .flatMap(({ position: { start, end } }) => {
      const lines = Array.from({ length: end.line - start.line - 1 }, (_, row) => start.line + row + 1);
      return lines.flatMap((line) => {
        const text = locator.line(line);
        const comment = text.indexOf('#');
        if (comment === -1) return [];
        return mentionEdits(path, text.slice(comment), locator.startOfLine(line) + comment, renumbering);
      });
    });
  return { edits, refusals: [] };
}

/**
 * A record with its equations under their new numbers: what was executed is the same LaTeX.
 * @param hashes of the cells of the rewritten files, by id
 * @returns `undefined` where an equation of the record is gone or its number is not clear; the post is then verified anew
 */
export function renumberRecord(
  record: VerificationRecord,
  { moved }: Renumbering,
  hashes: ReadonlyMap<string, string>,
): VerificationRecord | undefined {
  const equations: [number, VerificationRecord['equations'][string]][] = [];
  for (const [number, equation] of Object.entries(record.equations)) {
    const found = moved.get(Number(number));
    if (found === undefined) return undefined;
    equations.push([found, equation]);
  }
  if (record.cells.some(({ id }) => !hashes.has(id))) return undefined;
  return {
    ...record,
    cells: record.cells.map((cell) => ({ ...cell, hash: hashes.get(cell.id) ?? cell.hash })),
    equations: Object.fromEntries(equations.sort(([a], [b]) => a - b)),
  };
}
