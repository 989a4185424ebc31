import type { Definition, Nodes, Root } from 'mdast';

/**
 * Writes links and images that name a definition (`[式(3)][low-rank]`) as links and images with an address, so that
 * whoever reads the tree knows one form. Changes the tree in place.
 */
export function resolveDefinitions(tree: Root): void {
  const definitions = new Map<string, Definition>();
  walk(tree, (node) => {
    // Of two with one name the first counts, as in Markdown.
    if (node.type === 'definition' && !definitions.has(node.identifier)) definitions.set(node.identifier, node);
  });
  if (definitions.size === 0) return;
  walk(tree, (node) => {
    if (node.type !== 'linkReference' && node.type !== 'imageReference') return;
    const definition = definitions.get(node.identifier);
    if (definition === undefined) return;
    const type = node.type === 'linkReference' ? 'link' : 'image';
    Object.assign(node, { type, url: definition.url, title: definition.title ?? null });
  });
}

function walk(node: Nodes, visit: (node: Nodes) => void): void {
  visit(node);
  if ('children' in node) for (const child of node.children) walk(child, visit);
}
