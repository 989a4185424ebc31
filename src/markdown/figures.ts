import { box, text, type TreeNode } from './tree.ts';

/**
 * An image. Its file is named by a slot that the page fills, since only the page knows where the file is published.
 * Other addresses are kept as they are.
 */
export function image(node: TreeNode): TreeNode {
  const url = node.url ?? '';
  const local = !/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(url);
  const source = local ? { dataAsset: url } : { src: url };
  return box('img', { ...source, alt: node.alt ?? '', loading: 'lazy', decoding: 'async' }, []);
}

/** A paragraph that holds nothing but an image is a figure; the title of the image is its caption. */
export function figure(node: TreeNode): TreeNode | undefined {
  const parts = (node.children ?? []).filter((child) => child.type !== 'text' || (child.value ?? '').trim() !== '');
  const [only] = parts;
  if (parts.length !== 1 || only?.type !== 'image') return undefined;
  const caption = only.title ?? '';
  return box('figure', { className: ['figure'] }, [
    image(only),
    ...(caption === '' ? [] : [box('figcaption', {}, [text(caption)])]),
  ]);
}
