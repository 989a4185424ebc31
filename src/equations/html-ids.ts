import type { Html } from 'mdast';
import { alignToSource, positionOf, type Locator } from './locate.ts';
import type { Derivation } from './types.ts';

/** Ids typed in raw HTML, with the places of their tags. */
export function findHtmlIds(node: Html, locator: Locator): Derivation['htmlIds'] {
  const { start, end } = positionOf(node);
  // What stands in a comment is no tag.
  const value = node.value.replace(/<!--[\s\S]*?(?:-->|$)/g, (comment) => ' '.repeat(comment.length));
  const at = alignToSource(node.value, locator.text.slice(start.offset, end.offset), start.offset, 'tex');
  return [...value.matchAll(/<[a-zA-Z][^>]*>/g)].flatMap(({ index, 0: tag }) => {
    const id = /\sid\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))/i.exec(tag);
    if (id === null) return [];
    const position = locator.between(at(index), at(index + tag.length));
    return [{ id: id[1] ?? id[2] ?? id[3] ?? '', position }];
  });
}
