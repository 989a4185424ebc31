import { isDeepStrictEqual } from 'node:util';

export interface Crawl {
  /** Addresses of the pages that were read, sorted. */
  readonly pages: readonly string[];
  /** `page → link: what is wrong`, sorted. */
  readonly broken: readonly string[];
}

interface Fetched {
  readonly status: number;
  readonly ids: ReadonlySet<string>;
  readonly links: readonly string[];
}

/**
 * Follows every link of a served site as a browser would, by HTTP. It knows nothing of how the site is made, so it is a
 * second opinion on the check of the output.
 *
 * @param start address of the first page; everything below it belongs to the site
 * @param seeds further pages that no link leads to
 */
export async function crawl(start: string, seeds: readonly string[] = []): Promise<Crawl> {
  const fetched = new Map<string, Fetched>();
  const broken: string[] = [];
  const queue = [start, ...seeds];
  for (let page = queue.shift(); page !== undefined; page = queue.shift()) {
    if (fetched.has(page)) continue;
    const found = await read(page);
    fetched.set(page, found);
    for (const link of found.links) {
      const target = new URL(link, page);
      if (target.origin !== new URL(start).origin) continue;
      if (!target.href.startsWith(start)) {
        broken.push(`${page} → ${link}: leads out of the site`);
        continue;
      }
      const bare = new URL(target);
      bare.hash = '';
      if (!fetched.has(bare.href)) queue.push(bare.href);
    }
  }
  for (const [page, { links, status }] of fetched) {
    if (status !== 200) broken.push(`${page}: ${status}`);
    for (const link of links) {
      const target = new URL(link, page);
      const { hash } = target;
      target.hash = '';
      const known = fetched.get(target.href);
      if (known && known.status !== 200) broken.push(`${page} → ${link}: ${known.status}`);
      if (known && hash !== '' && !known.ids.has(decodeURIComponent(hash.slice(1)))) {
        broken.push(`${page} → ${link}: no such place`);
      }
    }
  }
  return {
    pages: [...fetched]
      .filter(([, { ids }]) => !isDeepStrictEqual(ids, new Set()))
      .map(([page]) => page)
      .sort(),
    broken: broken.sort(),
  };
}

async function read(address: string): Promise<Fetched> {
  // A redirect means that a link forgot its slash: each one costs the reader a round trip.
  const response = await fetch(address, { redirect: 'manual' });
  const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false;
  const text = await response.text();
  if (!isPage) return { status: response.status, ids: new Set(), links: [] };
  return {
    status: response.status,
    ids: new Set(attributes(text, 'id')),
    links: [...attributes(text, 'href'), ...attributes(text, 'src')],
  };
}

/** Values of an attribute in markup that we emit ourselves: always in double quotes. */
function attributes(html: string, name: string): string[] {
  const values = html.replaceAll(/<!--.*?-->/gs, '').matchAll(new RegExp(`<[a-z][^>]*?\\s${name}="([^"]*)"`, 'gi'));
  return [...values]
    .map(([, value = '']) => value.replaceAll('&amp;', '&').replaceAll('&#38;', '&'))
    .filter((value) => !/^(data|mailto|javascript):/.test(value));
}
