import type { ElementContent, Properties, Root, RootContent } from 'hast';
import { raw } from 'hast-util-raw';
import { sanitize, type Schema } from 'hast-util-sanitize';

/** What an author may write as raw HTML. No classes, no styles, no data: those belong to us. */
const schema: Schema = {
  tagNames: [
    'a',
    'abbr',
    'aside',
    'b',
    'blockquote',
    'br',
    'caption',
    'cite',
    'code',
    'col',
    'colgroup',
    'dd',
    'del',
    'details',
    'dfn',
    'div',
    'dl',
    'dt',
    'em',
    'figcaption',
    'figure',
    'h1',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'hr',
    'i',
    'img',
    'input',
    'ins',
    'kbd',
    'li',
    'mark',
    'ol',
    'p',
    'pre',
    'q',
    'rp',
    'rt',
    'ruby',
    's',
    'samp',
    'section',
    'small',
    'span',
    'strong',
    'sub',
    'summary',
    'sup',
    'table',
    'tbody',
    'td',
    'tfoot',
    'th',
    'thead',
    'tr',
    'u',
    'ul',
    'var',
    'wbr',
  ],
  attributes: {
    '*': [
      'dataSeal',
      ['id', /^(?!page-)[\p{L}\p{N}][\p{L}\p{N}_:.%-]{0,250}$/u],
      'lang',
      'title',
      ['dir', 'ltr', 'rtl', 'auto'],
    ],
    a: ['href'],
    col: ['span'],
    del: ['dateTime'],
    details: ['open'],
    img: ['src', 'alt', 'width', 'height'],
    ins: ['dateTime'],
    li: ['value'],
    ol: ['start', 'reversed', ['type', '1', 'a', 'A', 'i', 'I']],
    td: ['colSpan', 'rowSpan', ['align', 'left', 'center', 'right']],
    th: ['colSpan', 'rowSpan', ['scope', 'col', 'row'], ['align', 'left', 'center', 'right']],
  },
  protocols: { href: ['http', 'https', 'mailto'], src: ['http', 'https'] },
  ancestors: {
    li: ['ol', 'ul'],
    summary: ['details'],
    caption: ['table'],
    tbody: ['table'],
    thead: ['table'],
    tfoot: ['table'],
    tr: ['table'],
    td: ['table'],
    th: ['table'],
    col: ['table'],
    colgroup: ['table'],
    dd: ['dl'],
    dt: ['dl'],
    rt: ['ruby'],
    rp: ['ruby'],
  },
  required: {},
  clobber: [],
  clobberPrefix: '',
  // Their content is no text for readers.
  strip: [
    'script',
    'style',
    'iframe',
    'template',
    'svg',
    'math',
    'object',
    'noscript',
    'noembed',
    'noframes',
    'title',
    'textarea',
    'select',
    'xmp',
    'plaintext',
    'audio',
    'video',
    'canvas',
    'form',
  ],
  allowComments: false,
  allowDoctypes: false,
};

/**
 * Parses the raw HTML of authors and removes whatever could run, load, post or pose as ours. Where there is no raw HTML,
 * the addresses of links and images are all that an author has a say in.
 *
 * Elements that we made keep all their properties: they are sealed (moved out of the tree, a number left behind) before the
 * raw HTML is parsed, and opened again after it was sanitised. An author cannot write a seal, since the name of its
 * attribute is taken out of raw HTML first, and each seal is opened once.
 * @param tree changed in place where that is enough
 */
export function sanitizeTree(tree: Root): Root {
  if (!secureLinks(tree.children)) return tree;
  const seals: Sealed[] = [];
  seal(tree.children, seals);
  const clean = sanitize(raw(tree, { tagfilter: false }), schema);
  const root: Root = clean.type === 'root' ? clean : { type: 'root', children: [clean] };
  open(root.children, seals);
  return root;
}

/**
 * Takes out addresses that run code.
 * @returns whether there is raw HTML
 */
function secureLinks(nodes: readonly (RootContent | ElementContent)[]): boolean {
  let hasRaw = false;
  for (const node of nodes) {
    if (node.type === 'raw') hasRaw = true;
    else if (node.type === 'element') {
      for (const key of ['href', 'src'] as const) {
        const value = node.properties[key];
        if (value !== undefined && !(typeof value === 'string' && isSafeUrl(value, key))) delete node.properties[key];
      }
      hasRaw = secureLinks(node.children) || hasRaw;
    }
  }
  return hasRaw;
}

interface Sealed {
  readonly tagName: string;
  readonly properties: Properties;
  opened: boolean;
}

function seal(nodes: (RootContent | ElementContent)[], seals: Sealed[]): void {
  for (const node of nodes) {
    if (node.type === 'raw') node.value = node.value.replace(/data-seal/gi, 'data-void');
    else if (node.type === 'element') {
      if (Object.keys(node.properties).length > 0) {
        seals.push({ tagName: node.tagName, properties: node.properties, opened: false });
        node.properties = { dataSeal: String(seals.length - 1) };
      }
      seal(node.children, seals);
    }
  }
}

function open(nodes: (RootContent | ElementContent)[], seals: Sealed[]): void {
  for (const node of nodes) {
    if (node.type !== 'element') continue;
    const { dataSeal, ...rest } = node.properties;
    if (dataSeal !== undefined) {
      const sealed = seals[Number(dataSeal)];
      const ours = sealed !== undefined && !sealed.opened && sealed.tagName === node.tagName;
      node.properties = ours ? sealed.properties : rest;
      if (ours) sealed.opened = true;
    } else if (node.tagName === 'input') node.tagName = 'span';
    open(node.children, seals);
  }
}

/** Relative, or one of the few schemes that open no code. Control characters and spaces do not hide a scheme. */
export function isSafeUrl(url: string, attribute: 'href' | 'src'): boolean {
  const bare = url.replace(/[\u0000-\u0020\u007f-\u00a0\u200b-\u200f\u2028-\u202f\ufeff]/g, '');
  const scheme = /^([^/?#:]*):/.exec(bare)?.[1]?.toLowerCase();
  if (scheme === undefined) return true;
  return scheme === 'http' || scheme === 'https' || (attribute === 'href' && scheme === 'mailto');
}
