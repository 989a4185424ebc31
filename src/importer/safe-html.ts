/** Elements that may stand in a post, in upper or lower case. */
const elements: ReadonlySet<string> = new Set(
  (
    'br sub sup b strong i em u s del ins code kbd mark small q abbr samp var wbr ruby rt rp span details summary ' +
    'table thead tbody tfoot tr td th caption ul ol li dl dt dd hr blockquote pre figure figcaption img a'
  ).split(' '),
);

/** Attributes that say something about the text. */
const kept: Readonly<Record<string, readonly string[]>> = {
  a: ['href', 'title'],
  img: ['src', 'alt', 'title', 'width', 'height'],
  td: ['align', 'colspan', 'rowspan'],
  th: ['align', 'colspan', 'rowspan'],
  ol: ['start'],
  li: ['value'],
  details: ['open'],
};

/** Attributes that say something about the text; what runs, fetches or styles goes. */
export function safeAttributes(name: string, attributes: string): string {
  const allowed = kept[name] ?? [];
  const list = [...attributes.matchAll(/([A-Za-z_:][\w:.-]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?/g)];
  const safe = list.filter(([, key = '', value = '']) => {
    const isAddress = /^(?:href|src)$/i.test(key);
    return allowed.includes(key.toLowerCase()) && !(isAddress && isUnsafe(value.replace(/^["']|["']$/g, '')));
  });
  return safe.length === list.length ? attributes : safe.map(([written]) => written).join(' ');
}

/** An address that does not lead to a page, a file or a mailbox; entities and white space hide nothing. */
export function isUnsafe(address: string): boolean {
  const plain = address
    .replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|colon|tab|newline);?/gi, (entity, hex?: string, digits?: string) => {
      const code = hex === undefined ? Number(digits ?? (/colon/i.test(entity) ? 58 : 9)) : parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : '';
    })
    .replace(/[\u0000-\u0020\u007f-\u00a0\u200b]/g, '');
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(plain)?.[1];
  return scheme !== undefined && !/^(?:https?|mailto|tel|ftp)$/i.test(scheme);
}

/** Whether a piece of HTML holds nothing but such elements and attributes. */
export function isSafeHtml(html: string): boolean {
  const tag =
    /^<\/?([A-Za-z][A-Za-z0-9-]*)((?:\s+[A-Za-z_:][\w:.-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*)\s*\/?>/;
  for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', at + 1)) {
    const [, name = '', attributes = ''] = tag.exec(html.slice(at, at + 4000)) ?? [];
    if (!elements.has(name.toLowerCase()) || safeAttributes(name.toLowerCase(), attributes) !== attributes)
      return false;
  }
  return true;
}
