import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { growthArguments, readGrowth, type Growth } from '../coverage/growth.ts';
import { postName } from './read-content.ts';

/**
 * How the posts grew, from the history that Git has of them: two commands, however long it is.
 * @param contentRoot absolute
 * @returns `unknown` without Git, outside a repository, for posts that nobody committed, and where only the last commits
 * were fetched
 */
export function growthOf(contentRoot: string): Growth {
  const posts = join(contentRoot, 'posts');
  if (!existsSync(posts)) return { state: 'unknown', reason: 'none' };
  const shallow = git(posts, ['rev-parse', '--is-shallow-repository']);
  if (shallow?.trim() === 'true') return { state: 'unknown', reason: 'shallow' };
  const log = shallow === undefined ? undefined : git(posts, growthArguments);
  if (log === undefined) return { state: 'unknown', reason: 'none' };
  return readGrowth(log, (path) => postName(`posts/${path}`) !== undefined);
}

/** @returns what it prints; `undefined` where Git is missing or knows nothing of the folder */
function git(folder: string, args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync('git', args, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 29 });
  return status === 0 ? stdout : undefined;
}
