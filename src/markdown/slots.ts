/**
 * The places of a compiled post that depend on something outside it. They are found as exact strings: authors cannot
 * write them, since quotes and `<` of their text are escaped and their raw HTML keeps neither classes nor data.
 */

/** Where a link to another post leads, and what an empty one shows (HTML). */
export interface FilledReference {
  readonly href: string;
  readonly html: string;
}

/**
 * Fills the links to other posts.
 * @param fill gets `topic/slug` or `topic/slug#id`; `undefined` leaves the text without a link
 */
export function fillReferences(html: string, fill: (target: string) => FilledReference | undefined): string {
  if (!html.includes(' data-xref="')) return html;
  return html.replace(
    /<a class="(ref(?: ref--text)?)" data-xref="([^"]*)">(.*?)<\/a>/gs,
    (_, classes: string, target: string, inner: string) => {
      const filled = fill(unescapeHtml(target));
      if (filled === undefined) return inner;
      return `<a class="${classes}" href="${escapeAttribute(filled.href)}">${inner === '' ? filled.html : inner}</a>`;
    },
  );
}

/** A published file and, where known, its size in CSS pixels, which keeps the page from moving when it arrives. */
export interface FilledAsset {
  readonly src: string;
  readonly width?: number;
  readonly height?: number;
}

/**
 * Fills the sources of images beside the post.
 * @param fill gets the path as the author wrote it: `./figures/x.svg`
 * @throws what `fill` throws; an image without a file is a fault of the check, not of the page
 */
export function fillAssets(html: string, fill: (path: string) => FilledAsset): string {
  if (!html.includes('<img data-asset="')) return html;
  return html.replace(/<img data-asset="([^"]*)"/g, (_, path: string) => {
    const { src, width, height } = fill(unescapeHtml(path));
    const size =
      width === undefined || height === undefined ? '' : ` width="${String(width)}" height="${String(height)}"`;
    return `<img src="${escapeAttribute(src)}"${size}`;
  });
}

/**
 * Fills what executing a code block printed.
 * @param fill gets the place of the block in `Derivation.codeBlocks`, gives HTML; `undefined` takes the slot out
 */
export function fillOutputs(html: string, fill: (codeBlock: number) => string | undefined): string {
  if (!html.includes(' data-output="')) return html;
  return html.replace(/<div class="listing__out" data-output="(\d+)"><\/div>/g, (_, index: string) => {
    const output = fill(Number(index));
    return output === undefined ? '' : `<div class="listing__out">${output}</div>`;
  });
}

/**
 * Puts something behind the number of an equation: its status, for one.
 * @param fill gets the number, gives HTML
 */
export function fillMarks(html: string, fill: (equation: number) => string): string {
  return html.replace(/<a class="eq__no" [^>]*>\((\d+)\)<\/a>/g, (link, number: string) => link + fill(Number(number)));
}

/**
 * Puts further ids beside those of the source, so that permanent and former links lead to the same things; the number of an
 * equation links to its permanent id, which is what a reader who copies that link gets.
 * @param beside id of the source → ids, the permanent one first. Ids that the page does not have are passed over.
 */
export function fillAnchors(html: string, beside: ReadonlyMap<string, readonly string[]>): string {
  if (beside.size === 0) return html;
  const parts: string[] = [];
  let from = 0;
  for (let at = html.indexOf(' id="'); at !== -1; at = html.indexOf(' id="', at + 1)) {
    const end = html.indexOf('"', at + 5);
    const ids = beside.get(unescapeHtml(html.slice(at + 5, end)));
    if (ids === undefined) continue;
    // The name of a further row stands in an empty element of its own: what is put in comes behind it.
    const isAlias = html.startsWith('<span', html.lastIndexOf('<', at));
    const isEquation = isAlias || html.startsWith('<div class="eq"', html.lastIndexOf('<', at));
    const place = html.indexOf('>', end) + 1 + (isAlias ? '</span>'.length : 0);
    const className = isEquation ? 'eq__alias' : 'anchor';
    parts.push(
      html.slice(from, place),
      ...ids.map((id) => `<span id="${escapeAttribute(id)}" class="${className}"></span>`),
    );
    from = place;
  }
  parts.push(html.slice(from));
  return parts.join('').replace(/(<a class="eq__no" href="#)([^"]*)"/g, (link, start: string, id: string) => {
    const [permanent] = beside.get(id) ?? [];
    return permanent === undefined ? link : `${start}${permanent}"`;
  });
}

export function escapeAttribute(value: string): string {
  return escapeHtml(value).replaceAll('"', '&quot;');
}

export function escapeHtml(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#x26': '&',
  '#x22': '"',
  '#x27': "'",
  '#x3C': '<',
  '#x3E': '>',
};

function unescapeHtml(value: string): string {
  return value.replace(/&([a-z]+|#x[0-9a-f]+);/gi, (whole, name: string) => entities[name] ?? whole);
}
