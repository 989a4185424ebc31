import type { Edit } from './edits.ts';
import type { HtmlTag } from './find-tags.ts';
import type { MarkupFault } from './scan-math.ts';
import { countRepair, type RepairCounts } from './repair-tex.ts';
import { isUnsafe, safeAttributes } from './safe-html.ts';

/** Tags in the text that are no boxes. @returns changes, and what had to be left out */
export function convertTags(tags: readonly HtmlTag[], counts: RepairCounts): { edits: Edit[]; faults: MarkupFault[] } {
  const edits: Edit[] = [];
  const faults: MarkupFault[] = [];
  for (const { role, start, end, name, closing, line, column, attributes } of tags) {
    switch (role) {
      case 'box':
      case 'fold':
        break;
      case 'keep': {
        if (name === 'br') edits.push({ start, end, text: '<br>' });
        const safe = attributes === '' || closing ? attributes : safeAttributes(name, attributes);
        if (name === 'br' || safe === attributes) break;
        countRepair(counts, 'attributes-removed');
        edits.push({ start, end, text: `<${[name, safe].filter(Boolean).join(' ')}>` });
        break;
      }
      case 'bare':
        countRepair(counts, 'attributes-removed');
        edits.push({ start, end, text: `<${closing ? '/' : ''}${name}>` });
        break;
      case 'unwrap':
        countRepair(counts, 'tag-removed');
        edits.push({ start, end, text: '' });
        break;
      case 'escape':
        countRepair(counts, 'tag-escaped');
        edits.push({ start, end: start + 1, text: '\\<' });
        break;
      case 'remove':
        faults.push({ kind: 'residue', detail: `<${closing ? '/' : ''}${name}>`, line, column });
        edits.push({ start, end, text: '' });
        break;
      case 'embed': {
        const address = /\bsrc\s*=\s*["']?([^"'\s>]+)/.exec(attributes)?.[1];
        if (!closing) faults.push({ kind: 'residue', detail: `<${name}> ${address ?? ''}`.trim(), line, column });
        const text =
          address === undefined || closing ? '' : /^https?:/.test(address) ? `<${address}>` : `\`${address}\``;
        edits.push({ start, end, text });
      }
    }
  }
  return { edits, faults };
}

/** `<?`, `<!` and `<javascript:…>` begin HTML or a link too. @param text with code and mathematics masked */
export function escapeOtherMarkup(text: string, from: number, counts: RepairCounts): Edit[] {
  const edits: Edit[] = [];
  const pattern = /(?<!\\)<(?:[?!](?!--)|([A-Za-z][A-Za-z0-9+.-]{1,31}:)[^\s<>]*>)/g;
  pattern.lastIndex = from;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    if (match[1] !== undefined && !isUnsafe(match[1])) continue;
    countRepair(counts, 'tag-escaped');
    edits.push({ start: match.index, end: match.index + 1, text: '\\<' });
  }
  return edits;
}

/**
 * html2text puts spaces inside emphasis: `** _word_ **` opens nothing.
 * @param text with code and mathematics masked
 */
export function mendEmphasis(text: string, from: number, counts: RepairCounts): Edit[] {
  const edits: Edit[] = [];
  const pattern = /\*\*( ?)_([^_*\n\0]{1,200})_( ?)\*\*/g;
  pattern.lastIndex = from;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const [whole, before = '', word = '', behind = ''] = match;
    if (before === '' && behind === '') continue;
    countRepair(counts, 'emphasis-spaces');
    edits.push({ start: match.index, end: match.index + whole.length, text: `***${word.trim()}***` });
  }
  return [...edits, ...mendSpacedBold(text, from, counts)];
}

/** `** words **`: of the marks in a line the odd ones open, and a mark that is meant to open has no space behind it. */
function mendSpacedBold(text: string, from: number, counts: RepairCounts): Edit[] {
  const edits: Edit[] = [];
  const pattern = /^.*\*\* .*$/gm;
  pattern.lastIndex = from;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const marks = [...match[0].matchAll(/(?<![\w*\\])\*\*(?!\*)|(?<![*\\])\*\*(?![\w*])/g)].map(({ index }) => index);
    for (let open = 0; open + 1 < marks.length; open += 2) {
      const [start = 0, end = 0] = [marks[open], marks[open + 1]];
      const words = match[0].slice(start + 2, end);
      if (!/^ \S(?:.*\S)? $/.test(words) || words.includes('_')) continue;
      countRepair(counts, 'emphasis-spaces');
      const at = match.index + start + 2;
      edits.push(
        { start: at, end: at + 1, text: '' },
        { start: at + words.length - 1, end: at + words.length, text: '' },
      );
    }
  }
  return edits;
}

/** A first-level heading underlined with `===` becomes a section. @param text with code and mathematics masked */
export function demoteUnderlined(text: string, from: number, counts: RepairCounts): Edit[] {
  const edits: Edit[] = [];
  const pattern = /(?<=^ {0,3}[^\s#>|\0:=-][^\0\n]*\n)=+[ \t]*$/gm;
  pattern.lastIndex = from;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    countRepair(counts, 'heading-demoted');
    edits.push({ start: match.index, end: match.index + match[0].length, text: '---' });
  }
  return edits;
}
