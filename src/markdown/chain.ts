import { box, isBox, plainText, text, type TreeNode } from './tree.ts';

const arrow = /\s*(?:→|⇒|⟶|⟹|->)\s*/;
/** A link of the chain is a reference or a few words; longer text is a sentence with arrows in it. */
const longestWord = 16;

/** A paragraph such as 式(1) → 式(5) → 定理 1 as the skeleton of a derivation; `undefined` for any other paragraph. */
export function chain(children: readonly TreeNode[]): TreeNode | undefined {
  if (!children.some((child) => child.type === 'text' && arrow.test(child.value ?? ''))) return undefined;
  const links: TreeNode[][] = [[]];
  for (const child of children) {
    if (child.type !== 'text') {
      links.at(-1)?.push(child);
      continue;
    }
    (child.value ?? '').split(arrow).forEach((part, place) => {
      if (place > 0) links.push([]);
      if (part.trim() !== '') links.at(-1)?.push(text(part.trim()));
    });
  }
  const references = links.filter((link) => link.some((node) => isBox(node, 'ref'))).length;
  const short = links.every((link) => link.length > 0 && link.map(plainText).join('').length <= longestWord);
  if (!short || links.length < 3 || references < 2) return undefined;
  const items = links
    .map((link) => (link.length === 1 && isBox(link[0], 'ref') ? link : [box('span', {}, link)]))
    .flat();
  return box('p', { className: ['chain'] }, items);
}
