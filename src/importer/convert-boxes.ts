import type { ResultKind } from '../equations/types.ts';
import type { Containers } from './containers.ts';
import type { Edit } from './edits.ts';
import type { HtmlTag } from './find-tags.ts';
import type { MarkupFault } from './scan-math.ts';
import { isBlank, type Lines } from './text.ts';
import { countRepair, type RepairCounts } from './repair-tex.ts';

export interface BoxConversion {
  readonly edits: readonly Edit[];
  readonly faults: readonly MarkupFault[];
  /** Classes that are not in the list, with their lines. */
  readonly unknown: readonly { readonly name: string; readonly line: number; readonly column: number }[];
}

/**
 * HTML boxes become directives, or vanish where they only group.
 * @param tags those of the roles `box` and `fold`
 * @param markup the text with code and mathematics masked
 */
export function convertBoxes(
  tags: readonly HtmlTag[],
  lines: Lines,
  markup: string,
  containers: Containers,
  counts: RepairCounts,
): BoxConversion {
  return new BoxConverter(lines, markup, containers, counts).convert(tags);
}

interface Box {
  readonly open: HtmlTag;
  readonly close: HtmlTag;
  readonly children: Box[];
}

type Role =
  | { readonly type: 'directive'; readonly kind: ResultKind; readonly title: Title | undefined }
  | { readonly type: 'label' }
  | { readonly type: 'details'; readonly summary: Box | undefined }
  | { readonly type: 'transparent' };

/** A heading right behind the opening tag: it becomes the name of the box. */
interface Title {
  readonly text: string;
  /** Where its text begins and ends in the original. */
  readonly start: number;
  readonly end: number;
  /** End of its line. */
  readonly behind: number;
}

/** What becomes of a class; a title that names a theorem, a proof … decides before it. */
const classKinds: Readonly<Record<string, ResultKind | 'group' | 'label'>> = {
  'theorem-box': 'remark',
  'lemma-box': 'lemma',
  'proposition-box': 'proposition',
  'corollary-box': 'corollary',
  'definition-box': 'definition',
  'assumption-box': 'assumption',
  'proof-box': 'proof',
  'intuition-box': 'intuition',
  'example-box': 'remark',
  'note-box': 'remark',
  'warning-box': 'remark',
  'tip-box': 'practice',
  'practice-box': 'practice',
  'analysis-box': 'remark',
  'perspective-box': 'perspective',
  'comparison-box': 'remark',
  'algorithm-box': 'remark',
  'result-box': 'remark',
  'research-direction': 'remark',
  'code-box': 'group',
  'derivation-box': 'group',
  'formula-explanation': 'group',
  'formula-step': 'group',
  'step-explanation': 'group',
  'step-by-step': 'group',
  'step-content': 'group',
  step: 'group',
  'step-label': 'label',
  'step-title': 'label',
  'box-title': 'label',
};

const titleKinds: readonly (readonly [RegExp, ResultKind])[] = [
  [/^定理/, 'theorem'],
  [/^引理/, 'lemma'],
  [/^命题/, 'proposition'],
  [/^推论/, 'corollary'],
  [/^定义/, 'definition'],
  [/^假设/, 'assumption'],
  [/^(?:完整|详细|严格)?的?证明/, 'proof'],
  [/^(?:算例|例子?[\d一二三四五六七八九十：:.、 ]|例题|数值(?:例子|示例|算例))/, 'example'],
];

/** Boxes nested deeper lose their tags. */
const deepest = 40;

class BoxConverter {
  readonly #lines: Lines;
  readonly #text: string;
  readonly #markup: string;
  readonly #containers: Containers;
  readonly #counts: RepairCounts;
  readonly #edits: Edit[] = [];
  readonly #faults: MarkupFault[] = [];
  readonly #unknown: { name: string; line: number; column: number }[] = [];

  constructor(lines: Lines, markup: string, containers: Containers, counts: RepairCounts) {
    this.#lines = lines;
    this.#text = lines.text;
    this.#markup = markup;
    this.#containers = containers;
    this.#counts = counts;
  }

  convert(tags: readonly HtmlTag[]): BoxConversion {
    for (const box of this.#build(tags)) this.#write(box);
    return { edits: this.#edits, faults: this.#faults, unknown: this.#unknown };
  }

  /** Pairs of tags as trees; what has no partner is reported and dropped. */
  #build(tags: readonly HtmlTag[]): Box[] {
    const roots: Box[] = [];
    const open: { tag: HtmlTag; children: Box[] }[] = [];
    const drop = (tag: HtmlTag, kind: 'stray-closing-tag' | 'unclosed-tag'): void => {
      const detail = tag.closing ? `</${tag.name}>` : `<${[tag.name, ...tag.classes].join(' ')}>`;
      this.#faults.push({ kind, detail, line: tag.line, column: tag.column });
      this.#edits.push({ start: tag.start, end: tag.end, text: '\n\n' });
    };
    for (const tag of tags) {
      if ((tag.selfClosing && !tag.closing) || (!tag.closing && open.length >= deepest)) {
        this.#edits.push({ start: tag.start, end: tag.end, text: '' });
      } else if (!tag.closing) {
        open.push({ tag, children: [] });
      } else {
        const at = this.#partnerOf(tag, open);
        if (at === -1) {
          drop(tag, 'stray-closing-tag');
          continue;
        }
        for (const unclosed of open.splice(at + 1)) {
          drop(unclosed.tag, 'unclosed-tag');
          open[at]?.children.push(...unclosed.children);
        }
        const partner = open.pop();
        if (partner === undefined) continue;
        const box = { open: partner.tag, close: tag, children: partner.children };
        (open.at(-1)?.children ?? roots).push(box);
      }
    }
    for (const unclosed of open) {
      drop(unclosed.tag, 'unclosed-tag');
      roots.push(...unclosed.children);
    }
    return roots.sort((a, b) => a.open.start - b.open.start);
  }

  /** The innermost open tag of that name; `</div>` does not reach out of `<details>`. */
  #partnerOf(tag: HtmlTag, open: readonly { tag: HtmlTag }[]): number {
    for (let index = open.length - 1; index >= 0; index -= 1) {
      const name = open[index]?.tag.name;
      if (name === tag.name) return index;
      if (name === 'details' || name === 'summary') return -1;
    }
    return -1;
  }

  /** @returns how many directives stand in each other in the box, itself included */
  #write(box: Box): number {
    const role = this.#roleOf(box);
    const inner = box.children
      .filter((child) => role.type !== 'details' || child !== role.summary)
      .reduce((deepest, child) => Math.max(deepest, this.#write(child)), 0);
    const { open, close } = box;
    const replace = (tag: HtmlTag, text: string): void => {
      this.#edits.push({ start: tag.start, end: tag.end, text });
    };
    switch (role.type) {
      case 'transparent':
        countRepair(this.#counts, 'box-dropped');
        replace(open, '\n\n');
        replace(close, '\n\n');
        return inner;
      case 'label':
        countRepair(this.#counts, 'box-label');
        this.#edits.push({ start: open.start, end: this.#skipBlanks(open.end), text: '\n\n**' });
        this.#edits.push({ start: this.#backOverBlanks(close.start), end: close.end, text: '**\n\n' });
        return inner;
      case 'details':
        countRepair(this.#counts, 'details');
        replace(open, '\n\n<details>\n');
        replace(close, '\n\n</details>\n\n');
        if (role.summary !== undefined) this.#writeSummary(role.summary, open);
        return inner;
      case 'directive': {
        countRepair(this.#counts, 'box-directive');
        const colons = ':'.repeat(3 + inner);
        const begin = `\n\n${colons}${role.kind}`;
        if (role.title === undefined) replace(open, `${begin}\n\n`);
        else {
          this.#edits.push({ start: open.start, end: role.title.start, text: `${begin}[` });
          this.#edits.push({ start: role.title.end, end: role.title.behind, text: ']\n\n' });
        }
        replace(close, `\n\n${colons}\n\n`);
        return inner + 1;
      }
    }
  }

  #writeSummary(summary: Box, details: HtmlTag): void {
    const text = plainSummary(this.#text.slice(summary.open.end, summary.close.start));
    this.#edits.push({ start: details.end, end: summary.close.end, text: `<summary>${text}</summary>\n\n` });
  }

  #roleOf(box: Box): Role {
    const { open } = box;
    const container = this.#containers.at(open.line - 1, open.column - 1);
    const isPlain = container.quotes === 0 && container.indent === 0;
    if (open.name === 'summary') return { type: 'label' };
    if (open.name === 'details') return this.#roleOfDetails(box, isPlain);
    if (open.name === 'p' || open.name === 'center' || open.classes.length === 0) return { type: 'transparent' };
    const known = open.classes.map((name) => classKinds[name]).find((kind) => kind !== undefined);
    if (known === undefined) {
      this.#unknown.push({ name: open.classes.join(' '), line: open.line, column: open.column });
    }
    if (known === 'label') {
      const content = this.#text.slice(open.end, box.close.start);
      return content.includes('**') || /\n\s*\S/.test(content.trim()) || content.trim() === ''
        ? { type: 'transparent' }
        : { type: 'label' };
    }
    if (!isPlain) return { type: 'transparent' };
    const title = this.#titleBehind(box);
    const named =
      title === undefined ? undefined : titleKinds.find(([pattern]) => pattern.test(bareWords(title.text)))?.[1];
    if (named !== undefined && (known !== 'group' || named === 'proof'))
      return { type: 'directive', kind: named, title };
    if (known === 'group') return { type: 'transparent' };
    return { type: 'directive', kind: known ?? 'remark', title };
  }

  /** Details stay foldable where nothing in them would end a section of the page. */
  #roleOfDetails(box: Box, isPlain: boolean): Role {
    const summary = box.children.find(({ open }) => open.name === 'summary');
    const content = this.#markup.slice(box.open.end, box.close.start);
    const label = summary === undefined ? '' : this.#markup.slice(summary.open.end, summary.close.start);
    const isFirst = summary !== undefined && isBlank(this.#text.slice(box.open.end, summary.open.start));
    const foldable =
      isPlain && isFirst && !/\n {0,3}#{1,6} /.test(content) && !/[$*`\0[\]]/.test(label.replace(/\*\*/g, ''));
    if (foldable) return { type: 'details', summary };
    return { type: 'transparent' };
  }

  #titleBehind(box: Box): Title | undefined {
    const from = box.open.end;
    const limit = box.children.reduce((first, { open }) => Math.min(first, open.start), box.close.start);
    let index = this.#lines.indexOf(from);
    if (!isBlank(this.#text.slice(from, this.#lines.end(index)))) return undefined;
    index += 1;
    while (index < this.#lines.count && isBlank(this.#lines.line(index))) index += 1;
    const line = this.#lines.line(index);
    const heading = /^#{1,6}\s+/.exec(line);
    if (heading === null) return undefined;
    const start = this.#lines.start(index) + heading[0].length;
    const text = line
      .slice(heading[0].length)
      .trimEnd()
      .replace(/\s+#+$/, '');
    const behind = this.#lines.end(index);
    if (behind > limit || text === '' || !hasPairedBrackets(text)) return undefined;
    return { text, start, end: start + text.length, behind };
  }

  #skipBlanks(offset: number): number {
    let at = offset;
    while (/\s/.test(this.#text[at] ?? '')) at += 1;
    return at;
  }

  #backOverBlanks(offset: number): number {
    let at = offset;
    while (at > 0 && /\s/.test(this.#text[at - 1] ?? '')) at -= 1;
    return at;
  }
}

/** A directive ends its name at the bracket that pairs with the first. */
function hasPairedBrackets(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '[') depth += 1;
    else if (text[at] === ']') {
      depth -= 1;
      if (depth < 0) return false;
    }
  }
  return depth === 0;
}

function bareWords(text: string): string {
  return text.replace(/^[^\p{L}\p{N}$]+/u, '');
}

function plainSummary(html: string): string {
  return html
    .replace(/<[^<>]*>/g, '')
    .replace(/\*\*/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
