import { execFileSync } from 'node:child_process';
import { root } from '../project.ts';

/**
 * Files that differ from where this branch left a commit, those not committed yet among them; without those that are gone.
 * @param ref a commit, a branch
 * @throws Error that says what to fetch where the commit is not there
 */
export function changedFiles(ref: string): string[] {
  const git = (...args: string[]): string => execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: 'pipe' });
  let base: string;
  try {
    base = git('merge-base', ref, 'HEAD').trim();
  } catch (error) {
    throw new Error(`There is no commit ${ref} to compare with here; fetch it first (git fetch origin).`, {
      cause: error,
    });
  }
  const changed = git('diff', '--name-only', '--diff-filter=d', '-z', base).split('\0');
  const added = git('ls-files', '--others', '--exclude-standard', '-z').split('\0');
  return [...new Set([...changed, ...added])].filter((file) => file !== '').sort();
}

/** Every file of the repository. */
export function trackedFiles(): string[] {
  const list = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 });
  return list.split('\0').filter((file) => file !== '');
}
