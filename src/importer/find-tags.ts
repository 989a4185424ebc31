import type { Place, Span, Lines } from './text.ts';

/** An HTML tag, or what looks like one. */
export interface HtmlTag extends Span, Place {
  readonly name: string;
  readonly closing: boolean;
  readonly selfClosing: boolean;
  readonly attributes: string;
  readonly classes: readonly string[];
  /** What is done with it. */
  readonly role: TagRole;
}

/**
 * `box`: becomes a directive or vanishes; `fold`: details and summary; `keep`: inline tags that the site allows; `bare`: such
 * a tag without its attributes; `unwrap`: the tag goes, its text stays; `remove`: residue of a tool; `escape`: no tag at all.
 */
export type TagRole = 'box' | 'fold' | 'keep' | 'bare' | 'unwrap' | 'remove' | 'escape' | 'embed';

const roles: Readonly<Record<string, TagRole>> = {
  ...roleOf('box', 'div section article aside p center'),
  ...roleOf('fold', 'details summary'),
  ...roleOf('keep', 'br sub sup b strong i em u s del ins code kbd mark small q abbr samp var wbr ruby rt rp'),
  ...roleOf(
    'keep',
    'table thead tbody tfoot tr td th caption ul ol li dl dt dd hr blockquote pre figure figcaption img a',
  ),
  ...roleOf('unwrap', 'span font big nobr tt'),
  ...roleOf('remove', 'parameter invoke function_calls'),
  ...roleOf('embed', 'iframe video audio embed object'),
};

function roleOf(role: TagRole, names: string): Record<string, TagRole> {
  return Object.fromEntries(names.split(' ').map((name) => [name, role]));
}

const tag = /<(\/?)([A-Za-z][A-Za-z0-9_-]{0,30})((?:\s[^<>]{0,2000})?)(\/?)>/g;
const attribute = /^(?:\s+[A-Za-z_:][\w:.-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*\s*$/;

/** @param text with code and mathematics masked */
export function findTags(lines: Lines, text: string, from: number): HtmlTag[] {
  const found: HtmlTag[] = [];
  const pattern = new RegExp(tag);
  pattern.lastIndex = from;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const [whole, slash = '', written = '', attributes = '', end = ''] = match;
    if (text[match.index - 1] === '\\' || /\n\s*\n/.test(attributes)) continue;
    const name = written.toLowerCase();
    const known = Object.hasOwn(roles, name) ? roles[name] : undefined;
    const rest = attributes.replace(/\/\s*$/, '');
    // `a<b and c>d` has the shape of a tag too.
    const isTag = known !== undefined && (slash === '' ? isAttributeList(rest) : rest.trim() === '');
    const role = isTag ? known : 'escape';
    found.push({
      ...lines.place(match.index),
      start: match.index,
      end: match.index + whole.length,
      name,
      closing: slash !== '',
      selfClosing: end !== '' || attributes.trimEnd().endsWith('/'),
      attributes: rest.trim(),
      classes: classesOf(rest),
      role: role === 'keep' && rest.trim() !== '' && !keepsAttributes.has(name) ? 'bare' : role,
    });
  }
  return escapeUnpaired(found, text);
}

const paired: ReadonlySet<string> = new Set(
  'sub sup b strong i em u s del ins code kbd mark small q abbr samp var span font big nobr tt a'.split(' '),
);

/** `<s>` alone is a token of a language model, not struck-out text: an inline tag needs its partner in the same paragraph. */
function escapeUnpaired(tags: readonly HtmlTag[], text: string): HtmlTag[] {
  const partnered = new Set<HtmlTag>();
  const open = new Map<string, HtmlTag[]>();
  for (const each of tags) {
    if (!paired.has(each.name) || each.role === 'escape' || each.selfClosing) continue;
    const stack = open.get(each.name) ?? [];
    open.set(each.name, stack);
    const before = each.closing ? stack.pop() : undefined;
    if (!each.closing) stack.push(each);
    else if (before !== undefined && !/\n[ \t>]*\n/.test(text.slice(before.end, each.start))) {
      partnered.add(before).add(each);
    }
  }
  return tags.map((each) =>
    paired.has(each.name) && !partnered.has(each) ? { ...each, role: 'escape' as const } : each,
  );
}

const keepsAttributes: ReadonlySet<string> = new Set(['a', 'img', 'td', 'th', 'ol', 'li']);

function isAttributeList(text: string): boolean {
  if (text.trim() === '') return true;
  // A list of words without a value is prose, one such word may be `open`.
  return attribute.test(text) && (/[=]/.test(text) || /^\s*[a-z]+\s*$/.test(text));
}

function classesOf(attributes: string): string[] {
  const value = /\bclass\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/.exec(attributes);
  const text = value?.[1] ?? value?.[2] ?? value?.[3] ?? '';
  // `intuition-  box` is a slip of the keyboard.
  return text
    .replace(/-\s+/g, '-')
    .split(/\s+/)
    .filter((name) => name !== '');
}

/** Whether a place stands between an opening and a closing tag. @param tags in the order of the text */
export function isInBox(tags: readonly HtmlTag[], offset: number): boolean {
  return tags.filter(({ start }) => start < offset).reduce((depth, { closing }) => depth + (closing ? -1 : 1), 0) > 0;
}
