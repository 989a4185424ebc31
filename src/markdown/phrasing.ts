import { visibleLength } from './math-width.ts';
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

/**
 * Sets a line of text: one space between a formula and a Chinese character, none around a reference (its own margin
 * does it), and short formulas bound to the punctuation beside them, which browsers would let begin or end a line.
 */
export function setPhrasing(nodes: readonly TreeNode[]): TreeNode[] {
  return bindPunctuation(setSpaces(nodes));
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

function bindPunctuation(nodes: readonly TreeNode[]): TreeNode[] {
  const bound: TreeNode[] = [];
  const rest = [...nodes];
  for (let node = rest.shift(); node !== undefined; node = rest.shift()) {
    if (node.type !== 'inlineMath' || !isBindable(node.value ?? '')) {
      bound.push(node);
      continue;
    }
    const children = [node];
    const before = bound.at(-1);
    const head = before?.type === 'text' ? (opening.exec(before.value ?? '')?.[0] ?? '') : '';
    if (head !== '' && before?.value !== undefined) {
      bound.pop();
      if (before.value.length > head.length) bound.push({ ...before, value: before.value.slice(0, -head.length) });
      children.unshift(text(head));
    }
    const after = rest[0];
    const tail = after?.type === 'text' ? (closing.exec(after.value ?? '')?.[0] ?? '') : '';
    if (tail !== '' && after?.value !== undefined) {
      rest.shift();
      if (after.value.length > tail.length) rest.unshift({ ...after, value: after.value.slice(tail.length) });
      children.push(text(tail));
    }
    bound.push(children.length === 1 ? node : box('span', { className: ['nb'] }, children));
  }
  return bound;
}

function isBindable(tex: string): boolean {
  const length = visibleLength(tex);
  return length <= shortEnough || (length <= longest && !hasBreak(tex));
}

const operator =
  /[=<>+\-*:]|\\(?:leq?|geq?|neq?|approx|equiv|sim|simeq|in|notin|to|mapsto|mid|cdot|times|otimes|odot|circ|pm|cup|cap|subset|subseteq|propto|succeq?|preceq?|ll|gg|[lL]?[lL]eftarrow|[rR]ightarrow|[lL]ongrightarrow|Leftrightarrow|iff|implies|parallel|perp)\b/;

/** Whether KaTeX lets the formula break: at an operator outside of every group. */
function hasBreak(tex: string): boolean {
  let outer = tex.replace(/\\left\b.*\\right\b/gs, '');
  for (let before = ''; before !== outer;) {
    before = outer;
    outer = outer.replace(/\{[^{}]*\}/g, '');
  }
  return operator.test(outer);
}
