import { escapeHtml } from './html.ts';

/** What differs between pages that share a shell. */
export interface ShellContent {
  /** Plain text. */
  readonly title: string;
  readonly description: string;
  /** Absolute address of the page. */
  readonly url: string;
  readonly topic: string;
  /** HTML inside `<main>`. */
  readonly main: string;
}

/**
 * A finished page made of another one that Astro put out: the same head, bar and foot around other content. For pages of which
 * there are thousands, where a page of Astro costs more than all that is in them.
 * @param shell a page of the layout Base.astro
 * @throws Error where the layout has changed so that a place is not found exactly once
 */
export function fillShell(shell: string, { title, description, url, topic, main }: ShellContent): string {
  const [, site = ''] = /<title>[^<]* — ([^<]*)<\/title>/.exec(shell) ?? [];
  const attribute = (value: string): string => escapeHtml(value);
  let page = shell;
  const put = (place: RegExp, text: string): void => {
    const found = [...page.matchAll(new RegExp(place, 'g'))];
    const [only] = found;
    if (only === undefined || found.length > 1)
      throw new Error(`fillShell: ${String(found.length)} places for ${String(place)}`);
    page = page.slice(0, only.index) + text + page.slice(only.index + only[0].length);
  };
  put(/<title>[^<]*<\/title>/, `<title>${escapeHtml(title)} — ${site}</title>`);
  put(/<meta name="description" content="[^"]*"/, `<meta name="description" content="${attribute(description)}"`);
  put(/<link rel="canonical" href="[^"]*"/, `<link rel="canonical" href="${attribute(url)}"`);
  put(/<meta property="og:title" content="[^"]*"/, `<meta property="og:title" content="${attribute(title)}"`);
  put(
    /<meta property="og:description" content="[^"]*"/,
    `<meta property="og:description" content="${attribute(description)}"`,
  );
  put(/<meta property="og:url" content="[^"]*"/, `<meta property="og:url" content="${attribute(url)}"`);
  put(/<body[^>]*>/, `<body data-topic="${attribute(topic)}">`);
  // Last: nothing of the content is taken for a place.
  put(/<main [^>]*>[\s\S]*<\/main>/, `<main class="page" id="page-main">\n${main}\n</main>`);
  return page;
}
