import type { Html, Nodes, Root } from 'mdast';
import type { Derivation } from '../equations/types.ts';
import type { Edit } from './edits.ts';
import { countRepair, type RepairCounts } from './repair-tex.ts';
import { isSafeHtml } from './safe-html.ts';

/** A mention that is to become a link, by the place of its number in the text. */
export interface IntendedLink {
  readonly number: number;
  /** Of the digits. */
  readonly start: number;
  readonly end: number;
}

/** What the reading of a written post shows that is not as it was meant. */
export interface Mending {
  readonly edits: readonly Edit[];
  /** Numbers that the site would link and nobody meant: kept as text. */
  readonly unlinked: readonly { readonly number: number; readonly offset: number }[];
}

/** Compares a written post with what was meant, and says what to change. */
export function findMendings(
  text: string,
  derivation: Derivation,
  tree: Root,
  intended: readonly IntendedLink[],
  counts: RepairCounts,
): Mending {
  const { edits, unlinked } = mendLinks(text, derivation, intended, counts);
  return {
    edits: [
      ...edits,
      ...mendBold(text, tree, counts),
      ...mendCitations(derivation, counts),
      ...mendHtml(text, tree, counts),
    ],
    unlinked,
  };
}

function mendLinks(
  text: string,
  { references }: Derivation,
  intended: readonly IntendedLink[],
  counts: RepairCounts,
): Pick<Mending, 'edits' | 'unlinked'> {
  const edits: Edit[] = [];
  const unlinked: { number: number; offset: number }[] = [];
  const wanted = new Map(intended.map((link) => [link.start, link]));
  const made = new Set<number>();
  for (const { target, form, position } of references) {
    if (target.type === 'anchor') {
      const inside = intended.find(({ start, end }) => start >= position.start.offset && end <= position.end.offset);
      if (inside !== undefined) made.add(inside.start);
    }
    if (form !== 'text' || target.type !== 'number') continue;
    const { offset } = position.start;
    const written = text.slice(offset, position.end.offset);
    const at = offset + written.search(/\d/);
    if (wanted.get(at)?.number === target.number) {
      made.add(at);
      continue;
    }
    countRepair(counts, 'reference-kept-as-text');
    unlinked.push({ number: target.number, offset: at });
    // A number in an element of its own is not read together with the words around it.
    const end = at + (/^\d+/.exec(text.slice(at))?.[0].length ?? 0);
    edits.push({ start: at, end: at, text: '<span>' }, { start: end, end, text: '</span>' });
  }
  for (const { start, end, number } of intended) {
    if (made.has(start)) continue;
    countRepair(counts, 'reference-written-as-link');
    const opening = /[(（]\s{0,4}$/.exec(text.slice(Math.max(0, start - 5), start));
    const closing = /^\s{0,4}[)）]/.exec(text.slice(end, end + 5));
    const from = opening === null || closing === null ? start : start - opening[0].length;
    const to = opening === null || closing === null ? end : end + closing[0].length;
    edits.push({ start: from, end: to, text: `[${text.slice(from, to)}](#eq-${String(number)})` });
  }
  return { edits, unlinked };
}

/** `[@name]` would be a citation; the originals have none. A word in an element of its own is not read together with the bracket. */
function mendCitations({ citations }: Derivation, counts: RepairCounts): Edit[] {
  countRepair(counts, 'bracket-escaped', citations.length);
  return citations.flatMap(({ position: { start, end } }) => [
    { start: start.offset, end: start.offset, text: '<span>' },
    { start: end.offset, end: end.offset, text: '</span>' },
  ]);
}

/** HTML that only the whole text shows: what stood apart may make a tag together. It becomes words. */
function mendHtml(text: string, tree: Root, counts: RepairCounts): Edit[] {
  const edits: Edit[] = [];
  for (const { value, position } of htmlIn(tree)) {
    if (position === undefined || isSafeHtml(value)) continue;
    countRepair(counts, 'html-escaped');
    const [from, to] = [position.start.offset ?? 0, position.end.offset ?? 0];
    for (let at = text.indexOf('<', from); at !== -1 && at < to; at = text.indexOf('<', at + 1)) {
      // A backslash would belong to an address that stands before it.
      edits.push({ start: at, end: at + 1, text: '&lt;' });
    }
  }
  return edits;
}

/** All HTML of a tree. */
export function htmlIn(tree: Root): Html[] {
  const found: Html[] = [];
  const waiting: Nodes[] = [tree];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.type === 'html') found.push(node);
    else if ('children' in node) waiting.push(...node.children);
  }
  return found;
}

const prose: ReadonlySet<string> = new Set(['paragraph', 'heading', 'tableCell']);

/** Asterisks that Markdown prints: pairs become `<strong>`, single ones go. */
function mendBold(text: string, tree: Root, counts: RepairCounts): Edit[] {
  const edits: Edit[] = [];
  visitProse(tree, (block) => {
    const literal = literalAsterisks(text, block);
    if (literal.length === 0) return;
    const isPower = (at: number): boolean => /\w/.test(text[at - 1] ?? '') && /\w/.test(text[at + 2] ?? '');
    const powers = literal.filter((at) => isPower(at));
    for (const at of powers) edits.push({ start: at, end: at + 2, text: '\\*\\*' });
    const marks = literal.filter((at) => !isPower(at));
    for (let index = 0; index < marks.length; index += 2) {
      const [open = 0, close] = [marks[index], marks[index + 1]];
      if (close === undefined) {
        countRepair(counts, 'bold-unpaired');
        edits.push({ start: open, end: open + 2, text: '' });
      } else {
        countRepair(counts, 'bold-as-html');
        edits.push(
          { start: open, end: open + 2, text: '<strong>' },
          { start: close, end: close + 2, text: '</strong>' },
        );
      }
    }
    countRepair(counts, 'asterisks-escaped', powers.length);
  });
  return edits;
}

/** Offsets of `**` in the text nodes of a block, escaped ones left out. */
function literalAsterisks(text: string, block: Nodes): number[] {
  const found: number[] = [];
  const visit = (node: Nodes): void => {
    if (node.type === 'text' && node.value.includes('**') && node.position !== undefined) {
      const { start, end } = node.position;
      const [from, to] = [start.offset ?? 0, end.offset ?? 0];
      for (let at = text.indexOf('**', from); at !== -1 && at + 2 <= to; at = text.indexOf('**', at + 2)) {
        if (text[at - 1] !== '\\') found.push(at);
      }
    }
    if ('children' in node) node.children.forEach((child) => visit(child));
  };
  visit(block);
  return found.sort((a, b) => a - b);
}

/** Blocks of words, from the top; nesting is followed as deep as Markdown itself does. */
export function visitProse(root: Root, visitor: (block: Nodes) => void): void {
  const waiting: Nodes[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (prose.has(node.type)) visitor(node);
    else if ('children' in node) for (const child of [...node.children].reverse()) waiting.push(child);
  }
}
