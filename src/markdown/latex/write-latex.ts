import { escapeCode, escapeLatex, escapeUrl, labelName, verbatim } from '../../export/latex-text.ts';
import { parseMarkdown } from '../../syntax/index.ts';
import type { RenderContext } from '../context.ts';
import { startOffset, type TreeNode } from '../tree.ts';
import { languageName } from '../highlight.ts';
import { latexBox } from './boxes.ts';
import { latexDisplay } from './displays.ts';
import { latexLink, latexMentions, latexReference } from './mentions.ts';
import { latexSlot } from './slots.ts';
import { latexTable } from './tables.ts';

/**
 * The body of a post as LaTeX: a template whose slots `fillLatex` fills. Reads the tree as it came from the parser.
 * Judges nothing: what it does not know it passes through as text.
 */
export function writeLatex(root: TreeNode, context: RenderContext): string {
  return new Writer(root, context).blocks(root.children ?? []);
}

class Writer {
  readonly #context: RenderContext;
  readonly #footnotes = new Map<string, TreeNode>();
  /** Numbers of the footnotes that were written, by identifier. */
  readonly #written = new Map<string, number>();

  constructor(root: TreeNode, context: RenderContext) {
    this.#context = context;
    for (const node of root.children ?? []) {
      if (node.type === 'footnoteDefinition') this.#footnotes.set(identifierOf(node), node);
    }
  }

  /** A display belongs to the paragraphs around it; everything else is set off by a blank line. */
  readonly blocks = (nodes: readonly TreeNode[]): string => {
    let latex = '';
    let before: TreeNode | undefined;
    for (const node of nodes) {
      const block = this.#block(node);
      if (block === '') continue;
      const joined = before?.type === 'math' || node.type === 'math';
      latex += before === undefined ? block : `${joined ? '\n' : '\n\n'}${block}`;
      before = node;
    }
    return latex;
  };

  readonly inline = (nodes: readonly TreeNode[]): string => nodes.map((node) => this.#inline(node)).join('');

  #block(node: TreeNode): string {
    const own = this.#blockKinds[node.type];
    return own === undefined ? this.#inline(node) : own(node);
  }

  readonly #blockKinds: Readonly<Record<string, (node: TreeNode) => string>> = {
    paragraph: (node) => this.#figure(node) ?? this.inline(node.children ?? []),
    heading: (node) => this.#heading(node),
    math: (node) => latexDisplay(node, this.#context),
    list: (node) => this.#list(node),
    blockquote: (node) => `\\begin{quote}\n${this.blocks(node.children ?? [])}\n\\end{quote}`,
    code: (node) => this.#code(node),
    table: (node) => latexTable(node, this.inline),
    thematicBreak: () => '\\par\\medskip\\noindent\\hrulefill\\par\\medskip',
    containerDirective: (node) => latexBox(node, this.#context, this.blocks, this.inline),
    mdxJsxFlowElement: (node) => this.blocks(node.children ?? []),
    footnoteDefinition: () => '',
    definition: () => '',
    mdxjsEsm: () => '',
    mdxFlowExpression: () => '',
  };

  #inline(node: TreeNode): string {
    const own = this.#inlineKinds[node.type];
    if (own !== undefined) return own(node);
    return node.children === undefined ? escapeLatex(node.value ?? '') : this.inline(node.children);
  }

  readonly #inlineKinds: Readonly<Record<string, (node: TreeNode) => string>> = {
    text: (node) => latexMentions(node, this.#context),
    strong: (node) => `\\textbf{${this.inline(node.children ?? [])}}`,
    emphasis: (node) => `\\emph{${this.inline(node.children ?? [])}}`,
    delete: (node) => `\\sout{${this.inline(node.children ?? [])}}`,
    inlineCode: (node) => escapeCode(node.value ?? ''),
    inlineMath: (node) => this.#formula(node),
    break: () => '\\newline\n',
    image: (node) => latexLink(node.url ?? '', escapeLatex(node.alt ?? '')),
    link: (node) => this.#link(node),
    footnoteReference: (node) => this.#footnote(node),
    html: (node) => (/^<br\b/i.test(node.value ?? '') ? '\\newline{}' : escapeLatex(textOfHtml(node.value ?? ''))),
    mdxTextExpression: () => '',
  };

  #heading(node: TreeNode): string {
    const known = this.#context.headings.get(startOffset(node));
    const command = sections[(node.depth ?? 2) - 1] ?? '\\paragraph*';
    if (known === undefined) return `${command}{${this.inline(node.children ?? [])}}`;
    // What the parser took out of the title, a typed number and an id, is out of `text` already.
    const title = this.inline(inlineTree(known.text));
    const plain = escapeLatex(known.text.replace(/\$/g, ''));
    const shown = title === plain ? title : `\\texorpdfstring{${title}}{${plain}}`;
    return `${known.number === '' ? starred(command) : command}{${shown}}\\label{${labelName(known.id)}}`;
  }

  #list(node: TreeNode): string {
    const { ordered = false, start } = node as TreeNode & { ordered?: boolean; start?: number | null };
    const name = ordered ? 'enumerate' : 'itemize';
    const from = ordered && start != null && start !== 1 ? `[start=${String(start)}]` : '';
    const items = (node.children ?? []).map((item) => {
      const { checked } = item as TreeNode & { checked?: boolean | null };
      const mark = checked == null ? '' : `[$${checked ? '\\boxtimes' : '\\square'}$]`;
      return `\\item${mark} ${this.blocks(item.children ?? [])}`;
    });
    return `\\begin{${name}}${from}\n${items.join('\n')}\n\\end{${name}}`;
  }

  #formula(node: TreeNode): string {
    const [reference] = this.#referencesAt(node);
    const link = reference === undefined ? undefined : latexReference(reference, this.#context);
    if (link !== undefined) return link;
    const index = this.#context.formulas.get(startOffset(node));
    const tex = (index === undefined ? node.value : this.#context.tex(index)) ?? '';
    return `$${tex.trim().replace(/\s*[\r\n]\s*/g, '\n')}$`;
  }

  #link(node: TreeNode): string {
    const shown = this.inline(node.children ?? []);
    const reference = this.#referencesAt(node).find(({ form }) => form === 'link');
    if (reference !== undefined) return latexReference(reference, this.#context, shown) ?? shown;
    return latexLink(node.url ?? '', shown);
  }

  #referencesAt(node: TreeNode): readonly RenderContext['references'][number][] {
    const at = startOffset(node);
    return this.#context.references.filter(({ position }) => position.start.offset === at);
  }

  /** The first mention writes the note, later ones its number. */
  #footnote(node: TreeNode): string {
    const identifier = identifierOf(node);
    const known = this.#written.get(identifier);
    if (known !== undefined) return `\\footnotemark[${String(known)}]`;
    const definition = this.#footnotes.get(identifier);
    if (definition === undefined) return '';
    this.#written.set(identifier, this.#written.size + 1);
    return `\\footnote{${this.blocks((definition.children ?? []).map(withoutVerbatim))}}`;
  }

  /** A paragraph that holds nothing but an image. SVG is not for LaTeX: the figure is a link, with its description. */
  #figure(node: TreeNode): string | undefined {
    const parts = (node.children ?? []).filter((child) => child.type !== 'text' || (child.value ?? '').trim() !== '');
    const [only] = parts;
    if (parts.length !== 1 || only?.type !== 'image') return undefined;
    const url = only.url ?? '';
    const address = /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(url) ? escapeUrl(url) : latexSlot('asset', url);
    const caption = this.inline(inlineTree(only.title ?? ''));
    return `\\figurelink{${address}}{${escapeLatex(only.alt ?? '')}}{${caption}}`;
  }

  #code(node: TreeNode): string {
    const lang = node.lang ?? '';
    const meta = node.meta ?? '';
    const title = /\btitle=(?:"([^"]*)"|'([^']*)'|(\S+))/.exec(meta);
    const caption = title?.[1] ?? title?.[2] ?? title?.[3] ?? languageName(lang);
    const index = this.#context.codeBlocks.get(startOffset(node));
    const head = caption === '' ? '' : `\\par\\noindent\\textbf{${escapeLatex(caption)}}\n`;
    const runs = /(?:^|\s)run(?:\s|$)/.test(meta) && index !== undefined;
    return head + codeBlock(node.value ?? '') + (runs ? latexSlot('output', String(index)) : '');
  }
}

const sections = ['\\section*', '\\section', '\\subsection', '\\subsubsection*', '\\paragraph*', '\\paragraph*'];

function starred(command: string): string {
  return command.endsWith('*') ? command : `${command}*`;
}

/** Code as it is; the environment is one whose end is not in it. */
export function codeBlock(code: string): string {
  const name = code.includes('\\end{codeblock}') ? 'codeblockalt' : 'codeblock';
  return `\\begin{${name}}\n${verbatim(code)}\n\\end{${name}}`;
}

/** Inside an argument nothing can be verbatim. */
function withoutVerbatim(node: TreeNode): TreeNode {
  if (node.type === 'code') return { type: 'paragraph', children: [{ type: 'inlineCode', value: node.value ?? '' }] };
  return node.children === undefined ? node : { ...node, children: node.children.map(withoutVerbatim) };
}

function identifierOf(node: TreeNode): string {
  return (node as TreeNode & { identifier?: string }).identifier ?? '';
}

/** One line of Markdown without the places of the file, so that no reference of the post is found in it. */
function inlineTree(markdown: string): TreeNode[] {
  const strip = (node: TreeNode): TreeNode => {
    const { position: _position, ...rest } = node;
    return node.children === undefined ? rest : { ...rest, children: node.children.map(strip) };
  };
  const [paragraph] = (parseMarkdown(markdown) as TreeNode).children ?? [];
  return (paragraph?.children ?? []).map(strip);
}

function textOfHtml(html: string): string {
  return html.replace(/<!--[\s\S]*?-->/g, '').replace(/<\/?[a-z][^>]*>/gi, '');
}
