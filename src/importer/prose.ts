import type { Edit } from './edits.ts';
import type { HtmlTag } from './find-tags.ts';
import type { MarkupFault } from './scan-math.ts';
import { countRepair, type RepairCounts } from './repair-tex.ts';

/** Tags in the text that are no boxes. @returns changes, and what had to be left out */
export function convertTags(tags: readonly HtmlTag[], counts: RepairCounts): { edits: Edit[]; faults: MarkupFault[] } {
  const edits: Edit[] = [];
  const faults: MarkupFault[] = [];
  for (const { role, start, end, name, closing, line, column, attributes } of tags) {
    switch (role) {
      case 'box':
      case 'fold':
        break;
      case 'keep':
        if (name === 'br') edits.push({ start, end, text: '<br>' });
        break;
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
  return edits;
}
