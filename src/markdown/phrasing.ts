import type { Properties } from 'hast';
import { unbreakableParts, visibleLength } from './math-width.ts';
import { box, isBox, text, type TreeNode } from './tree.ts';

const han = /[\u3400-\u9fff\uf900-\ufaff]/;
/** What must not begin a line. */
const closing = /^[，。、；：？！）》」』】〉〕”’…,.;:?!)\]]{1,3}/;
/** What must not end one. */
const opening = /[（《「『【〈〔“‘([]{1,2}$/;
/** Formulas up to this long are bound to their punctuation; longer ones need the breaks inside them on a phone. */
const shortEnough = 13;
/** As long as this when there is no break inside to be lost. */
const longest = 22;
/** A part longer than this that cannot break is wider than a phone: it gets a box of its own that scrolls. */
const widest = 24;

/**
 * Sets a line of text: one space between a formula and a Chinese character, none around a reference (its own margin
 * does it), and formulas bound to the punctuation beside them, which browsers would let begin or end a line.
 * @param boxName name of the box in which a formula wider than a phone scrolls; none where it gets no box of its own:
 *   a table scrolls as a whole, a title may stand in a link
 */
export function setPhrasing(nodes: readonly TreeNode[], boxName?: string): TreeNode[] {
  return bindPunctuation(setSpaces(nodes), boxName);
}

function setSpaces(nodes: readonly TreeNode[]): TreeNode[] {
  return nodes.map((node, place) => {
    if (node.type !== 'text' || node.value === undefined) return node;
    let { value } = node;
    const before = nodes[place - 1];
    const after = nodes[place + 1];
    if (before?.type === 'inlineMath' && han.test(value[0] ?? '')) value = ` ${value}`;
    if (after?.type === 'inlineMath' && han.test(value.at(-1) ?? '')) value += ' ';
    if (isMention(before)) value = value.replace(/^ (?=[\u3400-\u9fff])/, '');
    if (isMention(after)) value = value.replace(/(?<=[\u3400-\u9fff]) $/, '');
    return value === node.value ? node : { ...node, value };
  });
}

function isMention(node: TreeNode | undefined): boolean {
  return isBox(node, 'ref') || isBox(node, 'cites');
}

function bindPunctuation(nodes: readonly TreeNode[], boxName: string | undefined): TreeNode[] {
  const bound: TreeNode[] = [];
  const rest = [...nodes];
  for (let node = rest.shift(); node !== undefined; node = rest.shift()) {
    const hold = node.type === 'inlineMath' ? holdOf(node.value ?? '', boxName) : undefined;
    if (hold === undefined) {
      bound.push(node);
      continue;
    }
    const head = takeFrom(bound, -1, opening);
    const tail = takeFrom(rest, 0, closing);
    const children = [...(head === '' ? [] : [text(head)]), node, ...(tail === '' ? [] : [text(tail)])];
    bound.push(children.length === 1 && hold === binding ? node : box('span', hold, children));
  }
  return bound;
}

const binding: Properties = { className: ['nb'] };

/** What keeps a formula together with its punctuation; `undefined` for one that is left to break. */
function holdOf(tex: string, boxName: string | undefined): Properties | undefined {
  const length = visibleLength(tex);
  if (length <= shortEnough) return binding;
  const parts = unbreakableParts(tex);
  if (boxName !== undefined && parts.some((part) => visibleLength(part) > widest))
    return { className: ['math-wide'], tabIndex: 0, role: 'group', ariaLabel: boxName };
  return length <= longest && parts.length === 1 ? binding : undefined;
}

/** Cuts what matches off the text at one end of a list. */
function takeFrom(nodes: TreeNode[], place: 0 | -1, pattern: RegExp): string {
  const node = nodes.at(place);
  const taken = node?.type === 'text' ? (pattern.exec(node.value ?? '')?.[0] ?? '') : '';
  if (node?.value === undefined || taken === '') return '';
  const left = place === 0 ? node.value.slice(taken.length) : node.value.slice(0, -taken.length);
  const kept = left === '' ? [] : [{ ...node, value: left }];
  if (place === 0) nodes.splice(0, 1, ...kept);
  else nodes.splice(-1, 1, ...kept);
  return taken;
}
