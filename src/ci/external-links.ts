/** A link of a post to another host. */
export interface ExternalLink {
  readonly url: string;
  readonly file: string;
  readonly line: number;
}

/** `unknown`: the host refuses robots, asks for patience or cannot be reached; that says nothing about the page. */
export type LinkState = 'alive' | 'dead' | 'unknown';

export interface LinkVerdict {
  readonly url: string;
  readonly state: LinkState;
  /** Status, or why there is none. */
  readonly reason: string;
}

export interface Ask {
  /** @returns the HTTP status; throws where no answer comes */
  readonly fetchStatus: (url: string, method: 'HEAD' | 'GET') => Promise<number>;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** After the first try. */
  readonly retries?: number;
}

/** Links of a Markdown text to other hosts, each with its first line; formulas, code and front matter are no links. */
export function externalLinks(file: string, text: string): ExternalLink[] {
  const bare = text
    .replace(/^(```|~~~)[\s\S]*?^\1/gm, blank)
    .replace(/`[^`\n]*`/g, blank)
    .replace(/\$\$[\s\S]*?\$\$|\$[^$\n]*\$/g, blank);
  const found = new Map<string, ExternalLink>();
  for (const match of bare.matchAll(/https?:\/\/[^\s<>{}"'`\]\p{Script=Han}\u3000-\u303f\uff00-\uffef]+/gu)) {
    const url = balanced(match[0]);
    const line = bare.slice(0, match.index).split('\n').length;
    if (!found.has(url)) found.set(url, { url, file, line });
  }
  return [...found.values()];
}

/** Keeps the lines, so that places stay right. */
function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}

/** `(see https://a.org/x_(y))` ends before the parenthesis that was open before it; a full stop belongs to the sentence. */
function balanced(url: string): string {
  let depth = 0;
  let end = 0;
  for (; end < url.length; end += 1) {
    if (url[end] === '(') depth += 1;
    else if (url[end] === ')') depth -= 1;
    if (depth < 0) break;
  }
  return url.slice(0, end).replace(/[.,;:!?*_]+$/, '');
}

/** Asks a host for a page: by HEAD, by GET where the host does not like that, again after a while where it does not answer. */
export async function judgeLink(url: string, { fetchStatus, wait, retries = 2 }: Ask): Promise<LinkVerdict> {
  let reason = '';
  for (let attempt = 0; attempt <= retries; attempt += 1) {
    if (attempt > 0) await wait(1000 * 3 ** (attempt - 1));
    try {
      let status = await fetchStatus(url, 'HEAD');
      if (status === 405 || status === 501 || status === 404) status = await fetchStatus(url, 'GET');
      reason = String(status);
      if (status < 400) return { url, state: 'alive', reason };
      if (status === 404 || status === 410) return { url, state: 'dead', reason };
      if (status < 500 && status !== 429) return { url, state: 'unknown', reason };
    } catch (error) {
      reason = error instanceof Error ? error.message : String(error);
    }
  }
  return { url, state: 'unknown', reason };
}

/** Where an old copy of a page may lie. */
export function archiveSuggestion(url: string): string {
  return `https://web.archive.org/web/*/${url}`;
}
