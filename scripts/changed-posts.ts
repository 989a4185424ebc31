import { spawnSync } from 'node:child_process';
import { relative } from 'node:path';
import type { PostSource } from '../src/integrations/read-content.ts';
import { UsageError } from './command.ts';

/** Whatever decides what a formula means: a change of it concerns every post. */
const common = /^src\/(?:formula|verify)\/(?!.*\.(?:test|fixture)\.ts$).*\.(?:ts|py)$/;

/**
 * The posts whose text, check file or record differs from where this work left another branch; all of them where the
 * tool, the macros or the list of equivalent alterations differ.
 * @param ref a branch or commit. @param root folder of the project. @param contentRoot absolute path of the content.
 * @throws UsageError where Git knows no such commit
 */
export function changedPosts(
  posts: readonly PostSource[],
  ref: string,
  root: string,
  contentRoot: string,
): readonly PostSource[] {
  const folders = [root, contentRoot];
  const [tool = [], content = []] = folders.map((folder) => changedFiles(ref, folder));
  const shared = (path: string): boolean => path === 'macros.yaml' || path === 'records/allow.yaml';
  if (tool.some((path) => common.test(path)) || content.some(shared)) return posts;
  const changed = new Set(content);
  return posts.filter(({ name: { topic, slug, format } }) =>
    [`posts/${topic}/${slug}.${format}`, `posts/${topic}/${slug}.check.py`, `records/${slug}.json`].some((path) =>
      changed.has(path),
    ),
  );
}

/** Files below a folder that differ from the last common commit, new ones included; relative to the folder. */
function changedFiles(ref: string, folder: string): string[] {
  const base = git(folder, ['merge-base', '--', ref, 'HEAD']).trim();
  const names = (text: string): string[] => text.split('\0').filter((name) => name !== '');
  const tracked = names(git(folder, ['diff', '--name-only', '--no-renames', '--relative', '-z', base, '--', '.']));
  const added = names(git(folder, ['ls-files', '--others', '--exclude-standard', '-z', '--', '.']));
  return [...tracked, ...added];
}

function git(folder: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('git', args, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (status === 0) return stdout;
  const place = relative(process.cwd(), folder) || '.';
  throw new UsageError(`--changed 要在 Git 仓库里写一个已有的分支或提交（${place}）：${stderr.trim()}`);
}
