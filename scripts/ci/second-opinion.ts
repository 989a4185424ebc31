import { LinkChecker, LinkState } from 'linkinator';

export interface SecondOpinion {
  /** `page → link`, sorted. */
  readonly broken: readonly string[];
  readonly links: number;
}

/**
 * What linkinator, which knows nothing of this site, finds broken in a served one: missing pages and files, and places
 * that a page does not have. Links to other hosts are left alone.
 * @param url of the first page
 */
export async function secondOpinion(url: string): Promise<SecondOpinion> {
  const { origin } = new URL(url);
  const { links } = await new LinkChecker().check({
    path: url,
    recurse: true,
    checkFragments: true,
    concurrency: 20,
    linksToSkip: (link) => Promise.resolve(new URL(link, url).origin !== origin),
  });
  const broken = links
    .filter(({ state }) => state === LinkState.BROKEN)
    .map(({ parent = '', url: link }) => `${decode(parent)} → ${decode(link)}`);
  return { broken: [...new Set(broken)].sort(), links: links.length };
}

function decode(url: string): string {
  try {
    return decodeURI(url);
  } catch (error) {
    if (error instanceof URIError) return url;
    throw error;
  }
}
