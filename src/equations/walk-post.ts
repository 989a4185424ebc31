import type { Code, Heading as HeadingNode, Image, Link, Nodes, Parent, Parents, Root, Table, Text } from 'mdast';
import type { ContainerDirective } from 'mdast-util-directive';
import type { InlineMath, Math } from 'mdast-util-math';
import { BoxReader, boxProblems } from './boxes.ts';
import { findCitations } from './citations.ts';
import { HeadingReader } from './headings.ts';
import { findHtmlIds } from './html-ids.ts';
import { isExternal, linkTarget } from './link-target.ts';
import { alignToSource, positionOf, type Locator } from './locate.ts';
import { findMentions } from './mentions.ts';
import { lastSentence, plainText, sentenceAt, type PlainText } from './plain-text.ts';
import { postComponents } from './post-components.ts';
import { readDisplayNode, readInlineNode } from './read-formula.ts';
import { isSymbolHead } from './symbol-table.ts';
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
  Reference,
} from './types.ts';

type Walked = Omit<Derivation, 'path' | 'name' | 'frontMatter' | 'formulaProblems' | 'lines' | 'hash'>;

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

/** JSX in an .mdx post. */
type Component = Extract<Nodes, { type: 'mdxJsxFlowElement' | 'mdxJsxTextElement' }>;

class PostWalker {
  readonly #locator: Locator;
  readonly #headingReader = new HeadingReader();
  readonly #boxReader = new BoxReader();
  readonly #formulas: Formula[] = [];
  readonly #displays: Display[] = [];
  readonly #equations: Equation[] = [];
  readonly #headings: Heading[] = [];
  readonly #references: Reference[] = [];
  readonly #citations: Citation[] = [];
  readonly #codeBlocks: CodeBlock[] = [];
  readonly #symbols: Derivation['symbols'][number][] = [];
  readonly #htmlIds: Derivation['htmlIds'][number][] = [];
  readonly #links: Derivation['links'][number][] = [];
  readonly #problems: ParseProblem[] = [];
  /** Text of the imports and exports of an .mdx post. */
  #modules = '';
  /** Ids of the boxes around the current place, innermost last. */
  readonly #boxes: string[] = [];
  #lead = '';
  #characters = 0;
  #preparation: number | undefined;
  #block: PlainText = { text: '', starts: new Map() };
  /** Whether a link to another text stands right before: what follows may name its equations. */
  #isBehindLink = false;

  constructor(locator: Locator) {
    this.#locator = locator;
  }

  result(): Walked {
    return {
      formulas: this.#formulas,
      displays: this.#displays,
      equations: this.#equations,
      headings: this.#headings,
      results: this.#boxReader.results,
      references: this.#references,
      citations: this.#citations,
      codeBlocks: this.#codeBlocks,
      symbols: this.#symbols,
      htmlIds: this.#htmlIds,
      links: this.#links,
      problems: this.#problems,
      characters: this.#characters,
      ...(this.#preparation === undefined ? {} : { preparation: this.#preparation }),
    };
  }

  visitAll(nodes: readonly Nodes[], around: Around): void {
    let before: Nodes | undefined;
    for (const node of nodes) {
      this.#isBehindLink = before?.type === 'link' && !before.url.startsWith('#');
      this.#visit(node, around);
      before = node;
    }
  }

  #visit(node: Nodes, around: Around): void {
    switch (node.type) {
      case 'heading':
        return this.#heading(node);
      case 'paragraph':
      case 'tableCell':
        return this.#prose(node, around);
      case 'table':
        return this.#table(node, around);
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
        return this.#image(node);
      case 'html':
        this.#htmlIds.push(...findHtmlIds(node, this.#locator));
        return;
      case 'code':
        return this.#code(node);
      case 'mdxjsEsm':
        this.#modules += `${node.value}\n`;
        return;
      case 'mdxJsxFlowElement':
      case 'mdxJsxTextElement':
        return this.#component(node, around);
      default:
        if ('children' in node) this.visitAll((node as Parent).children, around);
    }
  }

  #heading(node: HeadingNode): void {
    this.#headings.push(this.#headingReader.read(node));
    this.#prose(node, { table: false, link: false });
    this.#lead = '';
  }

  #prose(node: Parents, around: Around): void {
    this.#block = plainText(node);
    this.#characters += this.#block.text.replace(/\$[^$]*\$/g, '').length;
    if (/预备知识|需要的准备|需要准备|先修|need(?:s|ed)? to know|prerequisite/i.test(this.#block.text))
      this.#preparation ??= Math.max(0, this.#headings.length - 1);
    this.visitAll(node.children, around);
    const isName = node.type === 'paragraph' && node.data?.directiveLabel === true;
    if (node.type === 'paragraph' && !isName) this.#lead = lastSentence(this.#block.text);
  }

  #table(node: Table, around: Around): void {
    const [head, ...rows] = node.children;
    const inside = { ...around, table: true };
    if (head !== undefined) this.#visit(head, inside);
    const [first] = head?.children ?? [];
    const declares = first !== undefined && isSymbolHead(plainText(first).text);
    for (const row of rows) {
      const [cell, ...others] = row.children;
      const formula = this.#formulas.length;
      if (cell !== undefined) this.#visit(cell, inside);
      if (cell !== undefined && declares && this.#formulas.length > formula)
        this.#symbols.push({ formula, position: positionOf(cell) });
      this.visitAll(others, inside);
    }
  }

  #display(node: Math, around: Around): void {
    const read = readDisplayNode(node, this.#locator);
    const formula = this.#addFormula(node, true, around, read);
    const display = this.#displays.length;
    const shared = {
      display,
      heading: this.#headings.length - 1,
      result: this.#boxes.at(-1),
      lead: this.#lead,
    };
    const equations = read.rows.map((row) => this.#equations.push({ ...row, ...shared }) - 1);
    const { form, untagged, misplacedTags, position } = read;
    this.#displays.push({ formula, form, equations, untagged, misplacedTags, position });
    this.#problems.push(...read.problems);
  }

  #inline(node: InlineMath, around: Around): void {
    const read = readInlineNode(node, this.#locator);
    const [first] = read.mentions;
    const isAlone = first !== undefined && first.text === node.value.trim();
    for (const { label, text, position, form } of read.mentions) {
      const place = isAlone ? read.position : position;
      this.#reference({ target: { type: 'label', label }, text, position: place, form }, node);
    }
    if (isAlone) return;
    this.#addFormula(node, false, around, read);
    this.#problems.push(...read.problems);
  }

  #addFormula(
    node: Math | InlineMath,
    display: boolean,
    around: Around,
    { tex, position, texStart }: Pick<Formula, 'tex' | 'position' | 'texStart'>,
  ): number {
    const index = this.#formulas.length;
    this.#formulas.push({ index, display, tex, position, texStart, inTable: around.table });
    (node as { data?: object }).data = { ...node.data, formula: index };
    return index;
  }

  #box(node: ContainerDirective, around: Around): void {
    this.#problems.push(...boxProblems(node, this.#locator));
    const id = this.#boxReader.read(node, this.#headings.length - 1)?.id ?? '';
    if (id !== '') this.#boxes.push(id);
    this.visitAll(node.children, around);
    if (id !== '') this.#boxes.pop();
  }

  #text(node: Text, around: Around): void {
    const { value } = node;
    if (around.link || !/[(（[\\$:]/.test(value)) return;
    const { start, end } = positionOf(node);
    let align: ((offset: number) => number) | undefined;
    const at = (offset: number): number => {
      align ??= alignToSource(value, this.#locator.text.slice(start.offset, end.offset), start.offset);
      return align(offset);
    };
    const inBlock = this.#block.starts.get(node) ?? 0;
    const before = this.#isBehindLink ? '》' : this.#block.text.slice(Math.max(0, inBlock - 40), inBlock);
    for (const { start: from, end: to, target, form } of findMentions(value, before)) {
      const position = this.#locator.between(at(from), at(to));
      this.#reference({ target, text: value.slice(from, to), position, form }, node, from);
    }
    for (const { key, start: from, end: to } of findCitations(value)) {
      this.#citations.push({ key, position: this.#locator.between(at(from), at(to)) });
    }
    const problem = textProblem(value, at, this.#locator, before === '');
    if (problem !== undefined) this.#problems.push(problem);
  }

  #reference(reference: Pick<Reference, 'target' | 'text' | 'position' | 'form'>, node: Nodes, inNode = 0): void {
    const heading = this.#headings.length - 1;
    const last = this.#equations.length - 1;
    this.#references.push({
      ...reference,
      heading,
      after: this.#equations[last]?.heading === heading ? last : undefined,
      context: sentenceAt(this.#block.text, (this.#block.starts.get(node) ?? 0) + inNode),
    });
  }

  #link(node: Link, around: Around): void {
    const target = linkTarget(node.url);
    const position = positionOf(node);
    if (target !== undefined) {
      this.#reference({ target, text: plainText(node).text, position, form: 'link' }, node);
    } else if (!isExternal(node.url)) this.#links.push({ url: node.url, position });
    this.visitAll(node.children, { ...around, link: true });
  }

  #image(node: Image): void {
    if (!isExternal(node.url)) this.#links.push({ url: node.url, position: positionOf(node) });
  }

  #component(node: Component, around: Around): void {
    const name = node.name ?? '';
    if (/^[A-Z]\w*$/.test(name) && !postComponents.has(name) && !new RegExp(`\\b${name}\\b`).test(this.#modules))
      this.#problems.push({ kind: 'unknown-component', detail: name, position: positionOf(node) });
    for (const attribute of node.attributes) {
      if (attribute.type !== 'mdxJsxAttribute' || attribute.name !== 'id') continue;
      if (typeof attribute.value === 'string')
        this.#htmlIds.push({ id: attribute.value, position: positionOf(attribute) });
    }
    this.visitAll(node.children, around);
  }

  #code(node: Code): void {
    const position = positionOf(node);
    this.#codeBlocks.push({ lang: node.lang ?? '', meta: node.meta ?? '', value: node.value, position });
  }
}
