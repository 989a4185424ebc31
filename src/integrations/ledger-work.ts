import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { currentAnchors } from '../equations/ledger/current-anchors.ts';
import { findEntry } from '../equations/ledger/find-entry.ts';
import { lostLabels } from '../equations/ledger/judge-ledger.ts';
import { readLedger, writeLedger } from '../equations/ledger/ledger-file.ts';
import { matchLedger } from '../equations/ledger/match-ledger.ts';
import { ledgerFileName } from '../equations/ledger/published.ts';
import { acknowledge, releaseLabel, replacementOf, retire } from '../equations/ledger/retire.ts';
import type { Ledger, LedgerMatch, Retirement } from '../equations/ledger/types.ts';
import { followLedger, updateLedger } from '../equations/ledger/update-ledger.ts';
import { isAboutAnchors } from '../equations/rules/published-anchor-is-kept.ts';
import type { Finding } from '../equations/types.ts';
import { labelAnchor } from '../equations/build-index.ts';
import type { SiteConfig } from '../site.config.ts';
import { checkContent, type ContentCheck } from './check-content.ts';
import { writeTogether } from './write-files.ts';

/** The ledger of a content root, beside its posts. */
export interface LedgerWork {
  readonly checked: ContentCheck;
  /** Absolute path of the ledger. */
  readonly path: string;
  readonly ledger: Ledger;
  readonly match: LedgerMatch;
  /** Errors for which the ledger must not be changed: with them it is not certain what there is. */
  readonly obstacles: readonly Finding[];
}

/**
 * @param root absolute path of the content root. @param project folder that printed paths are relative to
 * @throws Error with one Chinese sentence where the ledger, the content root or the config cannot be used
 */
export function openLedger(root: string, config: SiteConfig, project: string): LedgerWork {
  const checked = checkContent(root, config, project);
  const { published, index, findings } = checked;
  if (published?.problem !== undefined) throw new Error(published.problem);
  const ledger = published?.ledger ?? [];
  return {
    checked,
    path: join(root, ledgerFileName),
    ledger,
    match: published?.match ?? matchLedger(ledger, currentAnchors(index)),
    obstacles: findings.filter(({ ruleId, severity }) => severity === 'error' && isAboutAnchors(ruleId)),
  };
}

/** Lets entries follow what they name and publishes what is new. */
export function updated({ ledger, match }: LedgerWork): Ledger {
  return updateLedger(ledger, match);
}

/** Says that references to changed equations were read again. @param names of entries, or slugs; all where there is none */
export function acknowledged({ ledger, match }: LedgerWork, names: readonly string[]): Ledger {
  const followed = followLedger(ledger, match);
  if (names.length === 0) return acknowledge(followed);
  const ids = names.flatMap((name) => {
    const { id, kind, post } = findEntry(followed, name);
    return kind === 'post' ? followed.filter((entry) => entry.post === post).map((entry) => entry.id) : [id];
  });
  return acknowledge(followed, new Set(ids));
}

/**
 * Retires what is gone, or releases a name that was taken away.
 * @throws Error with one Chinese sentence where that is not possible
 */
export function retired({ ledger, match, checked }: LedgerWork, name: string, retirement: Retirement): Ledger {
  const entry = findEntry(ledger, name);
  const isName = entry.label !== undefined && name.endsWith(`#${labelAnchor(entry.label)}`);
  if (isName && lostLabels(match).some((pair) => pair.entry.id === entry.id)) return releaseLabel(ledger, entry);
  const { reason, replacement } = retirement;
  const checkedReplacement =
    replacement === undefined ? {} : { replacement: replacementOf(replacement, checked.index) };
  return retire(ledger, entry, { ...(reason === undefined ? {} : { reason }), ...checkedReplacement }, match);
}

/**
 * Says which equation of the posts an entry is, where that cannot be told.
 * @throws Error with one Chinese sentence where there is no such anchor, or another entry has it
 */
export function kept({ ledger, checked }: LedgerWork, name: string, as: string): Ledger {
  const entry = findEntry(ledger, name);
  const target = replacementOf(as, checked.index);
  const match = matchLedger(ledger, currentAnchors(checked.index), new Map([[entry.id, target]]));
  if (match.missing.some(({ id }) => id === entry.id)) {
    throw new Error(`${target} 不能是 ${entry.id}：种类不同，或者在另一篇文章里。`);
  }
  return followLedger(ledger, match);
}

export function saveLedger({ path }: LedgerWork, ledger: Ledger): void {
  writeTogether(new Map([[path, writeLedger(ledger)]]), dirname(path));
}

/**
 * The ledger as it was at a commit; empty where there was none.
 * @throws Error with one Chinese sentence where git does not know the commit, or the content is in no repository
 */
export function ledgerAt({ path }: LedgerWork, ref: string): Ledger {
  const cwd = dirname(path);
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 2 ** 28 });
  try {
    git('rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`);
  } catch (error) {
    throw new Error(`git 里没有 ${ref}，或者内容目录不在 git 仓库里。`, { cause: error });
  }
  const name = `./${ledgerFileName}`;
  if (git('ls-tree', '--name-only', ref, name).trim() === '') return [];
  return readLedger(git('show', `${ref}:${name}`));
}
