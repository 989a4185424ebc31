/** What the file system knows of a path below the site's folder. */
export type Kind = 'file' | 'folder' | 'none';

export type Answer =
  | { readonly status: 200 | 404; readonly file: string }
  | { readonly status: 301; readonly location: string }
  | { readonly status: 400; readonly reason: string };

/**
 * A requested URL → a file of the site, as static hosts do it: `/posts/a/` is `posts/a/index.html`, `/posts/a` is sent to
 * `/posts/a/`, what is not there is `404.html`.
 *
 * @param url path and query, as in the request line
 * @param base path the site is published under, with slashes at both ends
 * @param kindOf asked with a path relative to the site's folder, without leading slash; never with `..`
 */
export function resolveRequest(url: string, base: string, kindOf: (path: string) => Kind): Answer {
  const [rawPath = '', query] = url.split(/\?(.*)/s, 2);
  const path = decode(rawPath);
  if (path === undefined) return { status: 400, reason: 'The address is not valid UTF-8 in percent encoding.' };
  // Backslash: a separator on Windows. Without these two the folder's outside would be reachable.
  if (!path.startsWith('/') || /[\\\0]/.test(path) || path.split('/').includes('..')) {
    return { status: 400, reason: 'The address leaves the site.' };
  }
  if (`${path}/` === base) return redirect(base, query);
  if (!path.startsWith(base)) return path === '/' ? redirect(base, query) : { status: 404, file: '404.html' };
  const inside = path.slice(base.length);
  if (inside === '' || inside.endsWith('/')) {
    const index = `${inside}index.html`;
    return kindOf(index) === 'file' ? { status: 200, file: index } : { status: 404, file: '404.html' };
  }
  if (kindOf(inside) === 'file') return { status: 200, file: inside };
  if (kindOf(`${inside}/index.html`) === 'file') return redirect(`${rawPath}/`, query);
  return { status: 404, file: '404.html' };
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    // The one thing decodeURIComponent can say; the caller turns it into a 400.
    return undefined;
  }
}

function redirect(path: string, query: string | undefined): Answer {
  // `//host` would lead to another site.
  const safe = path.replace(/^\/{2,}/, '/');
  return { status: 301, location: query === undefined ? safe : `${safe}?${query}` };
}
