import type { PostSource } from '../src/integrations/read-content.ts';
import { changedFiles } from './changed-files.ts';

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
