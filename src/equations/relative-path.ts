/** `\` and percent signs as Markdown writes them; a malformed escape stays as it is. */
function decode(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch (error) {
    if (error instanceof URIError) return url;
    throw error;
  }
}

/**
 * The path that a relative link means.
 * @param from path of the file that holds the link, `/`-separated.
 * @param link relative link without query and fragment, possibly percent-encoded.
 * @returns a path of the same kind as `from`; it begins with `../` where the link leaves what `from` is relative to.
 */
export function resolvePath(from: string, link: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const part of decode(link).split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

/** The relative link from one file to another, both paths of the same kind. */
export function relativePath(from: string, to: string): string {
  const source = from.split('/').slice(0, -1);
  const target = to.split('/');
  let common = 0;
  while (common < source.length && common < target.length - 1 && source[common] === target[common]) common += 1;
  const up = source.slice(common).map(() => '..');
  return [...(up.length > 0 ? up : ['.']), ...target.slice(common)].join('/');
}
