import { resolvePath } from '../equations/relative-path.ts';

/**
 * What a link to another post names: `matrices/low-rank-pseudoinverse`.
 * @param path as written, relative to the post: `../matrices/low-rank-pseudoinverse.md`
 * @param topic folder of the post with the link
 * @returns `undefined` where the path leaves the folder of posts
 */
export function postTarget(path: string, topic: string): string | undefined {
  const [folder, file, ...rest] = resolvePath(`${topic}/_`, path).split('/');
  if (folder === undefined || folder === '..' || file === undefined || rest.length > 0) return undefined;
  return `${folder}/${file.replace(/\.mdx?$/, '')}`;
}
