import type { Element, ElementContent, Properties, RootContent } from 'hast';

export function el(
  tagName: string,
  properties: Properties,
  children: readonly (ElementContent | string)[] = [],
): Element {
  return {
    type: 'element',
    tagName,
    properties,
    children: children.map((child) => (typeof child === 'string' ? { type: 'text', value: child } : child)),
  };
}

export function hasClass(node: RootContent | ElementContent | undefined, className: string): boolean {
  if (node?.type !== 'element') return false;
  const classes = node.properties.className;
  return Array.isArray(classes) && classes.includes(className);
}

export function isElement<Name extends string>(
  node: RootContent | ElementContent | undefined,
  tagName: Name,
): node is Element & { tagName: Name } {
  return node?.type === 'element' && node.tagName === tagName;
}

/** Children of an element of that name, in order. */
export function childrenNamed(node: Element, tagName: string): Element[] {
  return node.children.filter((child): child is Element => isElement(child, tagName));
}

/** Visits every element below `node`, parents first. `visit` returns false to leave out what is inside. */
export function walk(
  node: { children: (RootContent | ElementContent)[] },
  visit: (element: Element) => boolean | undefined,
): void {
  for (const child of node.children) {
    if (child.type === 'element' && visit(child) !== false) walk(child, visit);
  }
}
