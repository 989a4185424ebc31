import { resolvePath } from '../equations/relative-path.ts';

/** `eq-7`. */
export function equationId(number: number): string {
  return `eq-${String(number)}`;
}

/** `eq:least-squares` → `eq-least-squares`. */
export function labelId(label: string): string {
  return label.replaceAll(':', '-');
}

/** Id of an entry in the list of references, `ref-penrose1955`. */
export function citationId(key: string): string {
  return `ref-${key.replace(/[^\p{L}\p{N}_-]+/gu, '-')}`;
}

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
