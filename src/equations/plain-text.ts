import type { Nodes } from 'mdast';

/** A paragraph as it is read: formulas as `$TeX$`, no markup. Remembers where each text node begins. */
export interface PlainText {
  readonly text: string;
  /** Start in `text` of each node that was passed over, by node. */
  readonly starts: ReadonlyMap<Nodes, number>;
}

export function plainText(node: Nodes): PlainText {
  const starts = new Map<Nodes, number>();
  let text = '';
  const visit = (each: Nodes): void => {
    starts.set(each, text.length);
    if (each.type === 'inlineMath' || each.type === 'math') text += `$${each.value}$`;
    else if (each.type === 'break') text += ' ';
    else if (each.type === 'html' || each.type.startsWith('mdx')) visitChildren(each);
    else if ('value' in each) text += each.value;
    else if ('alt' in each) text += each.alt ?? '';
    else visitChildren(each);
  };
  const visitChildren = (each: Nodes): void => {
    if ('children' in each) for (const child of each.children) visit(child);
  };
  visit(node);
  return { text: text.replace(/[\r\n]/g, ' '), starts };
}

const sentenceLimit = 200;

/** The sentence of `text` that contains offset `at`, shortened around it. */
export function sentenceAt(text: string, at: number): string {
  let start = 0;
  let end = text.length;
  for (const match of text.matchAll(/[。！？；]/g)) {
    if (match.index < at) start = match.index + 1;
    else {
      end = match.index + 1;
      break;
    }
  }
  const sentence = text.slice(start, end).replace(/\s+/g, ' ').trim();
  if (sentence.length <= sentenceLimit) return sentence;
  const from = Math.max(0, Math.min(at - start - sentenceLimit / 2, sentence.length - sentenceLimit));
  const cut = sentence.slice(from, from + sentenceLimit);
  return `${from > 0 ? '…' : ''}${cut}${from + sentenceLimit < sentence.length ? '…' : ''}`;
}

/** The last sentence of a paragraph. */
export function lastSentence(text: string): string {
  const trimmed = text.trim();
  return sentenceAt(trimmed, Math.max(0, trimmed.length - 2));
}
