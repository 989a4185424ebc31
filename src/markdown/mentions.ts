import { citationAnchor } from '../site/urls.ts';
import type { RenderContext } from './context.ts';
import { placedReferences } from './placed-references.ts';
import { referenceLink } from './references.ts';
import { box, text, type TreeNode } from './tree.ts';

interface Cut {
  readonly from: number;
  readonly to: number;
  readonly nodes: TreeNode[];
}

/** A text with its references and citations made into links. */
export function splitMentions(node: TreeNode, context: RenderContext): TreeNode[] {
  const value = node.value ?? '';
  const cuts = [...referenceCuts(node, value, context), ...citationCuts(value, context)].sort(
    (a, b) => a.from - b.from,
  );
  if (cuts.length === 0) return [node];
  const nodes: TreeNode[] = [];
  let at = 0;
  for (const { from, to, nodes: replacement } of cuts) {
    if (from < at) continue;
    if (from > at) nodes.push(text(value.slice(at, from)));
    nodes.push(...replacement);
    at = to;
  }
  if (at < value.length) nodes.push(text(value.slice(at)));
  return nodes;
}

function referenceCuts(node: TreeNode, value: string, context: RenderContext): Cut[] {
  return placedReferences(node, value, context).flatMap(({ reference, from, to }): Cut[] => {
    const link = referenceLink(reference, context);
    return link === undefined ? [] : [{ from, to, nodes: [link] }];
  });
}

/** `[@a; @b, 第 3 节]` */
const bracket = /\[(@[^[\]]+)\]/g;

function citationCuts(value: string, context: RenderContext): Cut[] {
  if (context.citations.length === 0 || !value.includes('[@')) return [];
  return [...value.matchAll(bracket)].flatMap((match): Cut[] => {
    const works = (match[1] ?? '').split(/[;；]/).map((work) => citation(work.trim(), context));
    if (works.some((work) => work === undefined)) return [];
    const inner = works.flatMap((work, place) => [...(place === 0 ? [] : [text(', ')]), ...(work ?? [])]);
    const nodes = [box('span', { className: ['cites'] }, [text('['), ...inner, text(']')])];
    return [{ from: match.index, to: match.index + match[0].length, nodes }];
  });
}

function citation(work: string, context: RenderContext): TreeNode[] | undefined {
  const match = /^@([^\s,，;；\]]+)\s*(?:[,，]\s*(.*))?$/s.exec(work);
  const key = match?.[1] ?? '';
  const number = context.citationNumbers.get(key);
  if (number === undefined) return undefined;
  const link = box('a', { className: ['cite'], href: `#${citationAnchor(key)}`, dataCite: key }, [
    text(String(number)),
  ]);
  const locator = match?.[2];
  return locator === undefined || locator === '' ? [link] : [link, text(`, ${locator}`)];
}
