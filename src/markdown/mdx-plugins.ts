import type { Root } from 'hast';
import type { Root as MdastRoot } from 'mdast';
import rehypeKatex from 'rehype-katex';
import type { PluggableList } from 'unified';
import type { VFile } from 'vfile';
import { errorColour } from '../equations/error-colour.ts';
import { lengthLimit, renderFormula, texForKatex } from '../equations/math.ts';
import { parsePost } from '../equations/parse.ts';
import type { PostName } from '../equations/types.ts';
import { createTranslate, type Language, type Translate } from '../i18n/translate.ts';
import { syntaxPlugins } from '../syntax/index.ts';
import { createContext } from './context.ts';
import { structureTree } from './structure.ts';
import { remarkRehypeOptions } from './to-html.ts';
import { transformTree } from './transform.ts';
import type { TreeNode } from './tree.ts';

type Macros = Readonly<Record<string, string>>;

export interface MdxPlugins {
  readonly remarkPlugins: PluggableList;
  readonly rehypePlugins: PluggableList;
  readonly remarkRehype: ReturnType<typeof remarkRehypeOptions>;
}

/**
 * The pipeline of `.mdx` posts, for `unified({ ...mdxPlugins(macros) })`: the same extensions, transforms and KaTeX
 * options as `compilePost`, with rehype-katex in place of the string that is put in last. Slots for other posts,
 * images, outputs and marks are in the result, too, and are filled in the rendered HTML.
 * @param macros a function where they are not known yet when the configuration is read
 */
export function mdxPlugins(macros: Macros | (() => Macros) = {}, language: Language = 'zh-CN'): MdxPlugins {
  const t = createTranslate(language);
  // Asked once for a post, not once for a formula: the function may read files.
  let current: Macros = {};
  const begin = (): Macros => (current = typeof macros === 'function' ? macros() : macros);
  return {
    remarkPlugins: [...syntaxPlugins, [remarkPost, begin, t]],
    rehypePlugins: [
      [rehypeStructure, t],
      [rehypeKatex, katexOptions(() => current)],
    ],
    remarkRehype: remarkRehypeOptions(t),
  };
}

function remarkPost(begin: () => Macros, t: Translate) {
  return (tree: MdastRoot, file: VFile): MdastRoot => {
    const macros = begin();
    const source = String(file.value);
    const derivation = parsePost({ path: file.path, text: source }, nameOf(file.path));
    const added: string[] = [];
    const tex = (formula: number): string => {
      const known = derivation.formulas[formula];
      return known === undefined ? (added[formula - derivation.formulas.length] ?? '') : texForKatex(known);
    };
    const context = createContext(
      derivation,
      source,
      {
        tex,
        // Only the few displays with several numbered rows ask: where their rows stand is read from KaTeX's HTML.
        html: (formula) => renderFormula(tex(formula), { display: true, macros }).html,
        add: (caption) => derivation.formulas.length + added.push(caption) - 1,
      },
      t,
    );
    return transformTree(tree as TreeNode, context) as MdastRoot;
  };
}

function rehypeStructure(t: Translate) {
  return (tree: Root): Root => structureTree(tree, t);
}

/** The same as `renderFormula` has. Faults show as KaTeX shows them: the check has found them in the source. */
function katexOptions(macros: () => Macros) {
  return {
    output: 'htmlAndMathml' as const,
    errorColor: errorColour,
    maxSize: lengthLimit,
    maxExpand: 1000,
    strict: 'ignore' as const,
    trust: false,
    // rehype-katex copies its options for each formula, so each gets macros of its own: `\gdef` writes into them.
    get macros() {
      return { ...macros() };
    },
  };
}

function nameOf(path: string): PostName {
  const [file = '', topic = ''] = path.replaceAll('\\', '/').split('/').reverse();
  return { topic, slug: file.replace(/\.mdx?$/, ''), format: 'mdx' };
}
