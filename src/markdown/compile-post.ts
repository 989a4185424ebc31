import { checkFormulas, renderFormula, texForKatex } from '../equations/math.ts';
import { createTranslate, type Language } from '../i18n/translate.ts';
import { parsePostWithTree } from '../equations/parse.ts';
import { formulaSlot } from '../output/formula-slots.ts';
import type { PostName, SourceFile } from '../equations/types.ts';
import { readEquations } from '../search/formula/site-formulas.ts';
import { createContext } from './context.ts';
import { renderInline, unrendered } from './fragment.ts';
import { writeLatex } from './latex/write-latex.ts';
import { structureTree } from './structure.ts';
import { toCleanHast, writeHtml } from './to-html.ts';
import { tableOfContents } from './toc.ts';
import { transformTree } from './transform.ts';
import type { TreeNode } from './tree.ts';
import type { CompiledPost } from './types.ts';

/**
 * Renders a post. Pure: the same text, name, macros and language give the same bytes. It judges nothing; what is wrong with the
 * post is in the derivation, and HTML comes out all the same, so that `dev` has something to show.
 */
export function compilePost(
  file: SourceFile,
  name: PostName,
  macros: Readonly<Record<string, string>>,
  language: Language = 'zh-CN',
): CompiledPost {
  const t = createTranslate(language);
  const { derivation: parsed, tree } = parsePostWithTree(file, name);
  const formulas: string[] = [];
  // The check and the page share one run of KaTeX; formulas come in the order of their indices.
  const derivation = checkFormulas(parsed, macros, (tex, options) => {
    const rendered = renderFormula(tex, options);
    formulas.push(rendered.html === '' ? unrendered(tex) : rendered.html);
    return rendered;
  });
  const added: string[] = [];
  const formulaHtml = (formula: number): string => formulas[formula] ?? '';
  const context = createContext(
    derivation,
    file.text,
    {
      tex: (formula) => texOf(derivation.formulas[formula]) ?? added[formula - derivation.formulas.length] ?? '',
      html: formulaHtml,
      add(tex) {
        added.push(tex);
        const { html } = renderFormula(tex, { display: false, macros });
        return formulas.push(html === '' ? unrendered(tex) : html) - 1;
      },
    },
    t,
  );
  // Before the transforms, which take the places out of the tree.
  const latex = writeLatex(tree as TreeNode, context);
  const root = structureTree(toCleanHast(transformTree(tree as TreeNode, context), t), t);
  return {
    html: writeHtml(root.children, (formula) => formulaSlot(name.slug, formula)),
    formulas,
    latex,
    search: readEquations(derivation, macros),
    toc: tableOfContents(root, derivation, formulaHtml),
    ...frontMatterHtml(derivation.frontMatter.data, macros),
    derivation,
  };
}

function texOf(formula: { readonly display: boolean; readonly tex: string } | undefined): string | undefined {
  return formula === undefined ? undefined : texForKatex(formula);
}

/** Title, description and the reasons of prerequisites, whatever else is wrong with the front matter. */
function frontMatterHtml(data: unknown, macros: Readonly<Record<string, string>>) {
  const fields = isRecord(data) ? data : {};
  const inline = (value: unknown): string => (typeof value === 'string' ? renderInline(value, macros) : '');
  const prerequisites = Array.isArray(fields.prerequisites) ? fields.prerequisites.filter(isRecord) : [];
  return {
    titleHtml: inline(fields.title),
    descriptionHtml: inline(fields.description),
    prerequisites: prerequisites.flatMap(({ post, reason }) =>
      typeof post === 'string' ? [{ post, reasonHtml: inline(reason) }] : [],
    ),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
