import type { ReferenceTarget } from './types.ts';

/** What a Markdown link names: a place of this post, another post; `undefined` for anything else. */
export function linkTarget(url: string): ReferenceTarget | undefined {
  const [path = '', ...rest] = url.split('#');
  const id = decode(rest.join('#'));
  if (path === '' && rest.length > 0) return { type: 'anchor', id };
  if (isExternal(url) || path.startsWith('/') || !/\.mdx?$/.test(path)) return undefined;
  return { type: 'post', path: decode(path), id };
}

/** Other schemes (`javascript:`, `data:`, a host without protocol) are for the rule on links to judge. */
export function isExternal(url: string): boolean {
  return /^(?:https?:\/\/|mailto:|tel:)/i.test(url);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}
