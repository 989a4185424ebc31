import type { Derivation, Position, Reference } from '../equations/types.ts';

/** What the links of a post lead to, for those who read its source elsewhere. */
export interface LinkTargets {
  /** Of a link to an equation, a box, a section or another post; `undefined` leaves it as it is. */
  reference(reference: Reference): { readonly url: string; readonly name: string } | undefined;
  /** A file beside the post: `./figures/x.svg`. */
  file(path: string): string;
}

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/**
 * The source of a post with every relative link made absolute, and the text of empty ones filled in; nothing else is
 * changed, the front matter stays. References in running text (式(3)) are text and stay.
 * @param source the whole file
 */
export function absoluteMarkdown(
  source: string,
  { references, links }: Pick<Derivation, 'references' | 'links'>,
  targets: LinkTargets,
): string {
  const edits = [
    ...references.flatMap((reference) => {
      const target = reference.form === 'link' ? targets.reference(reference) : undefined;
      return target === undefined ? [] : editsOf(source, reference.position, target.url, target.name);
    }),
    ...links.flatMap(({ url, position }) => editsOf(source, position, targets.file(url), '')),
  ].sort((a, b) => a.from - b.from);
  let text = '';
  let at = 0;
  for (const { from, to, text: replacement } of edits) {
    if (from < at) continue;
    text += source.slice(at, from) + replacement;
    at = to;
  }
  return text + source.slice(at);
}

/** The address stands last in a link; in a link that names a definition (`[式(3)][svd]`) it stands there. */
function editsOf(source: string, { start, end }: Position, url: string, name: string): Edit[] {
  const link = source.slice(start.offset, end.offset);
  const inline = /\]\(\s*<?([^\s<>]*?)>?(?:\s+(?:"[\s\S]*"|'[\s\S]*'|\([\s\S]*\)))?\s*\)$/.exec(link);
  if (inline === null) return definitionEdit(source, link, url);
  const written = inline[1] ?? '';
  const from = start.offset + inline.index + inline[0].indexOf(written, 2);
  const address = { from, to: from + written.length, text: url };
  const inside = start.offset + 1;
  return link.startsWith('[](') ? [{ from: inside, to: inside, text: name }, address] : [address];
}

function definitionEdit(source: string, link: string, url: string): Edit[] {
  const identifier = /\[([^[\]]+)\](?:\[\])?$/.exec(link)?.[1];
  if (identifier === undefined) return [];
  const definition = new RegExp(`^ {0,3}\\[${escapeRegExp(identifier)}\\]:[ \\t]*<?([^\\s<>]+)`, 'im').exec(source);
  if (definition === null) return [];
  const written = definition[1] ?? '';
  const from = definition.index + definition[0].lastIndexOf(written);
  return [{ from, to: from + written.length, text: url }];
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
