/** What pages may load and run besides the site's own files. */
export interface PolicyOptions {
  /** Inline scripts that may run, as written between their tags. */
  readonly scripts: readonly string[];
  /** Origins that images may come from, `https://images.example.org`. */
  readonly imageOrigins: readonly string[];
}

/**
 * The Content Security Policy of every page. A second line behind the sanitiser: what a post might smuggle through does not
 * run, and nothing is sent to another host. Formulas need `style` attributes, Pagefind compiles WebAssembly.
 * @param options.framing also says who may frame a page; browsers take that from a header only
 */
export async function contentSecurityPolicy(options: PolicyOptions & { readonly framing?: boolean }): Promise<string> {
  const hashes = await Promise.all(options.scripts.map(hashSource));
  const directives: Record<string, readonly string[]> = {
    'default-src': ["'none'"],
    'script-src': ["'self'", "'wasm-unsafe-eval'", ...hashes],
    'style-src': ["'self'"],
    'style-src-attr': ["'unsafe-inline'"],
    'img-src': ["'self'", 'data:', ...options.imageOrigins],
    'font-src': ["'self'"],
    'connect-src': ["'self'"],
    'worker-src': ["'self'"],
    'manifest-src': ["'self'"],
    'media-src': ["'self'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    ...(options.framing === true ? { 'frame-ancestors': ["'none'"] } : {}),
  };
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(' '))
    .join('; ');
}

/** `'sha256-…'` of an inline script. */
async function hashSource(script: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(script));
  return `'sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}'`;
}
