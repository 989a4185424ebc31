import type { Reference } from '../../equations/types.ts';
import { labelName, escapeLatex, escapeUrl } from '../../export/latex-text.ts';
import type { RenderContext } from '../context.ts';
import { placedReferences } from '../placed-references.ts';
import { findDestination } from '../references.ts';
import { plainText, type TreeNode } from '../tree.ts';
import { equationLabel } from './displays.ts';
import { latexSlot } from './slots.ts';

interface Cut {
  readonly from: number;
  readonly to: number;
  readonly latex: string;
}

/** A text with its references and citations. */
export function latexMentions(node: TreeNode, context: RenderContext): string {
  const value = node.value ?? '';
  const cuts = [...referenceCuts(node, value, context), ...citationCuts(value, context)].sort(
    (a, b) => a.from - b.from,
  );
  let latex = '';
  let at = 0;
  for (const { from, to, latex: replacement } of cuts) {
    if (from < at) continue;
    latex += escapeLatex(value.slice(at, from)) + replacement;
    at = to;
  }
  return latex + escapeLatex(value.slice(at));
}

function referenceCuts(node: TreeNode, value: string, context: RenderContext): Cut[] {
  return placedReferences(node, value, context).flatMap(({ reference, from, to }): Cut[] => {
    const latex = latexReference(reference, context);
    return latex === undefined ? [] : [{ from, to, latex }];
  });
}

/**
 * A reference as a link: inside the document, or to the page of another post.
 * @param written LaTeX of the content of a Markdown link; `undefined` for a reference in running text
 * @returns `undefined` where nothing answers to it
 */
export function latexReference(reference: Reference, context: RenderContext, written?: string): string | undefined {
  const destination = findDestination(reference.target, context);
  if (destination === undefined) return undefined;
  const { href, xref, label } = destination;
  if (href === undefined) return latexSlot('reference', xref ?? '', written);
  const id = href.slice(1);
  const equation = equationOf(id, context);
  if (written !== undefined && written !== '') return link(id, written, context);
  if (equation === undefined) return link(id, escapeLatex(label.map(plainText).join('')), context);
  const name = equationLabel(equation);
  if (written === '') return `${escapeLatex(context.t('ref.equation'))}\\eqref{${name}}`;
  const { form, text } = reference;
  if (form === 'ref' || form === 'eqref') {
    const before = text.replace(/\$?\\(?:eq)?ref\{[^}]*\}\$?[\s\S]*$/, '');
    return `${escapeLatex(before)}\\${form}{${name}}`;
  }
  const match = /^(.*?)\s*[(（]\s*\d+\s*[)）]\s*(.*)$/s.exec(text);
  if (match === null) return `\\hyperref[${name}]{${escapeLatex(text)}}`;
  return `${escapeLatex(match[1] ?? '')}\\eqref{${name}}${escapeLatex(match[2] ?? '')}`;
}

function equationOf(id: string, { equationsByNumber }: RenderContext) {
  return equationsByNumber.get(Number(/^eq-([1-9]\d*)$/.exec(id)?.[1]));
}

/** To an equation, a box or a heading of this document; an id of raw HTML is on the page alone. */
function link(id: string, shown: string, context: RenderContext): string {
  const equation = equationOf(id, context);
  if (equation !== undefined) return `\\hyperref[${equationLabel(equation)}]{${shown}}`;
  const known = context.resultsById.has(id) || context.headingsById.has(id);
  return known ? `\\hyperref[${labelName(id)}]{${shown}}` : `\\href{${latexSlot('self', id)}}{${shown}}`;
}

/** `[@a; @b, 第 3 节]` */
const bracket = /\[(@[^[\]]+)\]/g;

function citationCuts(value: string, context: RenderContext): Cut[] {
  if (context.citations.length === 0 || !value.includes('[@')) return [];
  return [...value.matchAll(bracket)].flatMap((match): Cut[] => {
    const works = (match[1] ?? '').split(/[;；]/).map((work) => work.trim());
    const cited = works.map((work) => /^@([^\s,，;；\]]+)\s*(?:[,，]\s*(.*))?$/s.exec(work));
    if (cited.some((work) => work?.[1] === undefined || !context.citationNumbers.has(work[1]))) return [];
    const plain = cited.every((work) => work?.[2] === undefined || work[2] === '');
    const latex = plain
      ? `\\cite{${cited.map((work) => labelName(work?.[1] ?? '')).join(',')}}`
      : cited.map((work) => citation(work?.[1] ?? '', work?.[2] ?? '')).join('');
    return [{ from: match.index, to: match.index + match[0].length, latex }];
  });
}

function citation(key: string, locator: string): string {
  return `\\cite${locator === '' ? '' : `[{${escapeLatex(locator)}}]`}{${labelName(key)}}`;
}

/** Any other link: a file of the site is found from the page of the post. */
export function latexLink(url: string, shown: string): string {
  if (/^[a-z][a-z0-9+.-]*:/i.test(url)) return `\\href{${escapeUrl(url)}}{${shown}}`;
  return url.startsWith('#') ? `\\href{${latexSlot('self', url.slice(1))}}{${shown}}` : shown;
}
