import { spawnSync } from 'node:child_process';
import { relative } from 'node:path';
import { UsageError } from './command.ts';

/**
 * Files below a folder that differ from where this work left another branch; new ones and those that are gone included.
 * @param ref a branch or commit
 * @param folder absolute; paths are relative to it
 * @throws UsageError where Git knows no such commit
 */
export function changedFiles(ref: string, folder: string): string[] {
  const base = git(folder, ['merge-base', '--', ref, 'HEAD']).trim();
  const tracked = git(folder, ['diff', '--name-only', '--no-renames', '--relative', '-z', base, '--', '.']);
  const added = git(folder, ['ls-files', '--others', '--exclude-standard', '-z', '--', '.']);
  return [...names(tracked), ...names(added)];
}

/** Every file that Git follows below a folder. */
export function trackedFiles(folder: string): string[] {
  return names(git(folder, ['ls-files', '-z', '--', '.']));
}

function names(list: string): string[] {
  return list.split('\0').filter((name) => name !== '');
}

function git(folder: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('git', args, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (status === 0) return stdout;
  const place = relative(process.cwd(), folder) || '.';
  throw new UsageError(`--changed、--since 要在 Git 仓库里写一个已有的分支或提交（${place}）：${stderr.trim()}`);
}
