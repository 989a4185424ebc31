import GithubSlugger from 'github-slugger';
import type {
  Code,
  Definition,
  Heading as HeadingNode,
  Html,
  Image,
  Link,
  Nodes,
  Parent,
  Parents,
  Root,
  Text,
} from 'mdast';
import type { ContainerDirective } from 'mdast-util-directive';
import type { InlineMath, Math } from 'mdast-util-math';
import { alignToSource, type Locator } from './locate.ts';
import { findMentions } from './mentions.ts';
import { lastSentence, plainText, sentenceAt, type PlainText } from './plain-text.ts';
import { readDisplayNode, readInlineNode } from './read-formula.ts';
import { anchorPrefixes, provable, resultKind } from './results.ts';
import { textProblem } from './text-problems.ts';
import type {
  Citation,
  CodeBlock,
  Derivation,
  Display,
  Equation,
  Formula,
  Heading,
  ParseProblem,
  Position,
  Reference,
  ReferenceTarget,
  Result,
} from './types.ts';

type Walked = Pick<
  Derivation,
  | 'formulas'
  | 'displays'
  | 'equations'
  | 'headings'
  | 'results'
  | 'references'
  | 'citations'
  | 'codeBlocks'
  | 'htmlIds'
  | 'links'
  | 'problems'
  | 'characters'
>;

/** One pass over the tree of a post, in the order of the text. Writes `data.formula` on formula nodes, nothing else. */
export function walkPost(tree: Root, locator: Locator): Walked {
  const walker = new PostWalker(locator);
  walker.visitAll(tree.children, { table: false, link: false });
  return walker.result();
}

interface Around {
  readonly table: boolean;
  /** Inside a link: its words are not references of their own. */
  readonly link: boolean;
}

const headingNumber = /^\s*(?:(?:\d+(?:\.\d+)*)(?:[.、．]\s*|\s+)|[一二三四五六七八九十]+、\s*)/;
const typedId = /\s*\{#([^{}\s]+)\}\s*$/;

class PostWalker {
  readonly #locator: Locator;
  readonly #slugger = new GithubSlugger();
  readonly #formulas: Formula[] = [];
  readonly #displays: Display[] = [];
  readonly #equations: Equation[] = [];
  readonly #headings: Heading[] = [];
  readonly #results: Result[] = [];
  readonly #references: Reference[] = [];
  readonly #citations: Citation[] = [];
  readonly #codeBlocks: CodeBlock[] = [];
  readonly #htmlIds: { id: string; position: Position }[] = [];
  readonly #links: { url: string; position: Position }[] = [];
  readonly #problems: ParseProblem[] = [];
  readonly #counts = new Map<string, number>();
  readonly #sections = [0, 0];
  /** Ids of the boxes around the current place, innermost last. */
  readonly #boxes: string[] = [];
  #lead = '';
  #characters = 0;
  #block: PlainText = { text: '', starts: new Map() };

  constructor(locator: Locator) {
    this.#locator = locator;
  }

  result(): Walked {
    return {
      formulas: this.#formulas,
      displays: this.#displays,
      equations: this.#equations,
      headings: this.#headings,
      results: this.#results,
      references: this.#references,
      citations: this.#citations,
      codeBlocks: this.#codeBlocks,
      htmlIds: this.#htmlIds,
      links: this.#links,
      problems: this.#problems,
      characters: this.#characters,
    };
  }

  visitAll(nodes: readonly Nodes[], around: Around): void {
    for (const node of nodes) this.#visit(node, around);
  }

  #visit(node: Nodes, around: Around): void {
    switch (node.type) {
      case 'heading':
        return this.#heading(node);
      case 'paragraph':
      case 'tableCell':
        return this.#prose(node, around);
      case 'table':
        return this.visitAll(node.children, { ...around, table: true });
      case 'math':
        return this.#display(node, around);
      case 'inlineMath':
        return this.#inline(node, around);
      case 'containerDirective':
        return this.#box(node, around);
      case 'text':
        return this.#text(node, around);
      case 'link':
        return this.#link(node, around);
      case 'image':
      case 'definition':
        return this.#target(node);
      case 'html':
        return this.#html(node);
      case 'code':
        return this.#code(node);
      default:
        if ('children' in node) this.visitAll((node as Parent).children, around);
    }
  }

  #heading(node: HeadingNode): void {
    const first = node.children[0];
    const whole = plainText(node).text.trim();
    const id = typedId.exec(whole)?.[1];
    const unnamed = whole.replace(typedId, '');
    const numbered = node.depth === 2 || node.depth === 3;
    const text = numbered && first?.type === 'text' ? unnamed.replace(headingNumber, '') : unnamed;
    this.#headings.push({
      depth: node.depth,
      text,
      number: this.#sectionNumber(node.depth),
      id: id ?? this.#slugger.slug(text.replace(/[$\\{}]/g, '')),
      position: place(node),
    });
    this.#lead = '';
    this.#prose(node, { table: false, link: false });
  }

  #sectionNumber(depth: number): string {
    if (depth === 2) {
      this.#sections[0] = (this.#sections[0] ?? 0) + 1;
      this.#sections[1] = 0;
      return String(this.#sections[0]);
    }
    if (depth !== 3) return '';
    this.#sections[1] = (this.#sections[1] ?? 0) + 1;
    return `${String(this.#sections[0])}.${String(this.#sections[1])}`;
  }

  #prose(node: Parents, around: Around): void {
    this.#block = plainText(node);
    this.#characters += this.#block.text.replace(/\$[^$]*\$/g, '').length;
    this.visitAll(node.children as Nodes[], around);
    if (node.type === 'paragraph') this.#lead = lastSentence(this.#block.text);
  }

  #display(node: Math, around: Around): void {
    const read = readDisplayNode(node, this.#locator);
    const formula = this.#addFormula(node, { ...read, display: true, inTable: around.table });
    const display = this.#displays.length;
    const equations = read.rows.map((row) => {
      this.#equations.push({
        ...row,
        display,
        heading: this.#headings.length - 1,
        result: this.#boxes.at(-1),
        lead: this.#lead,
      });
      return this.#equations.length - 1;
    });
    this.#displays.push({
      formula,
      form: read.form,
      equations,
      untagged: read.untagged,
      misplacedTags: read.misplacedTags,
      position: place(node),
    });
    this.#problems.push(...read.problems);
  }

  #inline(node: InlineMath, around: Around): void {
    const mention = /^\s*\\(eqref|ref)\{([^{}]*)\}\s*$/.exec(node.value);
    if (mention !== null) {
      const target = { type: 'label', label: mention[2] ?? '' } as const;
      this.#reference(target, place(node), mention[1] === 'ref' ? 'ref' : 'eqref', node.value, node);
      return;
    }
    const read = readInlineNode(node, this.#locator);
    this.#addFormula(node, { ...read, display: false, inTable: around.table });
    this.#problems.push(...read.problems);
  }

  #addFormula(node: Math | InlineMath, read: Omit<Formula, 'index'>): number {
    const index = this.#formulas.length;
    const { display, tex, position, texStart, inTable } = read;
    this.#formulas.push({ index, display, tex, position, texStart, inTable });
    (node as { data?: object }).data = { ...node.data, formula: index };
    return index;
  }

  #box(node: ContainerDirective, around: Around): void {
    const kind = resultKind(node.name);
    const position = place(node);
    const openingLine = this.#locator.between(position.start.offset, endOfLine(this.#locator, position.start.line));
    if (kind === undefined) {
      this.#problems.push({ kind: 'unknown-directive', detail: node.name, position: openingLine });
    }
    if (!/^[\s>]*:{3,}\s*$/.test(this.#locator.line(position.end.line)) || position.end.line === position.start.line) {
      this.#problems.push({ kind: 'unclosed-directive', detail: node.name, position: openingLine });
    }
    const label = node.children[0];
    const hasLabel = label?.type === 'paragraph' && label.data?.directiveLabel === true;
    if (kind === undefined) return this.visitAll(node.children, around);

    const prefix = anchorPrefixes[kind];
    const number = prefix === undefined ? undefined : this.#count(kind);
    const id = node.attributes?.['id'] ?? (number === undefined ? '' : `${prefix ?? ''}-${String(number)}`);
    this.#results.push({
      kind,
      number,
      id,
      name: hasLabel ? plainText(label).text : '',
      of: this.#owner(kind),
      heading: this.#headings.length - 1,
      position,
    });
    if (id !== '') this.#boxes.push(id);
    this.visitAll(node.children, around);
    if (id !== '') this.#boxes.pop();
  }

  #count(kind: string): number {
    const number = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, number);
    return number;
  }

  #owner(kind: Result['kind']): string | undefined {
    if (kind === 'proof') return this.#results.findLast((result) => provable.has(result.kind))?.id;
    if (kind === 'solution') return this.#results.findLast((result) => result.kind === 'exercise')?.id;
    return undefined;
  }

  #text(node: Text, around: Around): void {
    if (around.link || node.position === undefined) return;
    const { value } = node;
    const { start, end } = place(node);
    const mayHold = /[(（[\\$]/.test(value);
    if (!mayHold) return;
    const at = alignToSource(value, this.#locator.text.slice(start.offset, end.offset), start.offset);
    for (const mention of findMentions(value)) {
      const position = this.#locator.between(at(mention.start), at(mention.end));
      this.#reference(
        mention.target,
        position,
        mention.form,
        value.slice(mention.start, mention.end),
        node,
        mention.start,
      );
    }
    for (const match of value.matchAll(/\[(@[^[\]]+)\]/g)) {
      for (const key of (match[1] ?? '').matchAll(/(?:^|[;；]\s*)@([^\s,，;；\]]+)/g)) {
        const from = match.index + 1 + key.index + key[0].indexOf('@');
        const position = this.#locator.between(at(from), at(from + 1 + (key[1] ?? '').length));
        this.#citations.push({ key: key[1] ?? '', position });
      }
    }
    const problem = textProblem(value, at, this.#locator);
    if (problem !== undefined) this.#problems.push(problem);
  }

  #reference(
    target: ReferenceTarget,
    position: Position,
    form: Reference['form'],
    text: string,
    node: Nodes,
    inNode = 0,
  ): void {
    const heading = this.#headings.length - 1;
    const last = this.#equations.length - 1;
    this.#references.push({
      target,
      text,
      position,
      heading,
      after: this.#equations[last]?.heading === heading ? last : undefined,
      context: sentenceAt(this.#block.text, (this.#block.starts.get(node) ?? 0) + inNode),
      form,
    });
  }

  #link(node: Link, around: Around): void {
    const target = linkTarget(node.url);
    if (target === undefined) {
      if (!isExternal(node.url)) this.#links.push({ url: node.url, position: place(node) });
    } else this.#reference(target, place(node), 'link', plainText(node).text, node);
    this.visitAll(node.children, { ...around, link: true });
  }

  #target(node: Image | Definition): void {
    if (!isExternal(node.url)) this.#links.push({ url: node.url, position: place(node) });
  }

  #html(node: Html): void {
    const { start } = place(node);
    for (const tag of node.value.matchAll(/<[a-zA-Z][^>]*>/g)) {
      const id = /\sid\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))/i.exec(tag[0]);
      if (id === null) continue;
      const from = start.offset + tag.index;
      this.#htmlIds.push({
        id: id[1] ?? id[2] ?? id[3] ?? '',
        position: this.#locator.between(from, from + tag[0].length),
      });
    }
  }

  #code(node: Code): void {
    this.#codeBlocks.push({ lang: node.lang ?? '', meta: node.meta ?? '', value: node.value, position: place(node) });
  }
}

/** Every node of a parsed file has a position; a made one would not be in the file. */
function place(node: Nodes): Position {
  const { position } = node;
  if (position === undefined) throw new Error(`${node.type}: a parsed node without position`);
  const point = ({ line, column, offset = 0 }: { line: number; column: number; offset?: number | undefined }) => ({
    line,
    column,
    offset,
  });
  return { start: point(position.start), end: point(position.end) };
}

function endOfLine(locator: Locator, line: number): number {
  const start = locator.text.split('\n', line - 1).join('\n').length + (line > 1 ? 1 : 0);
  return start + locator.line(line).length;
}

function linkTarget(url: string): ReferenceTarget | undefined {
  const [path = '', ...rest] = url.split('#');
  const id = decodeFragment(rest.join('#'));
  if (path === '' && rest.length > 0) return { type: 'anchor', id };
  if (isExternal(url) || path.startsWith('/') || !/\.mdx?$/.test(path)) return undefined;
  return { type: 'post', path: decodeFragment(path), id };
}

function decodeFragment(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

/** Other schemes (`javascript:`, `data:`, a host without protocol) are for the rule on links to judge. */
function isExternal(url: string): boolean {
  return /^(?:https?:\/\/|mailto:|tel:)/i.test(url);
}
