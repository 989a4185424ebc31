import type { Reference, ReferenceTarget } from '../equations/types.ts';
import { equationAnchor, labelAnchor } from '../equations/build-index.ts';
import { postTarget } from './anchors.ts';
import type { RenderContext } from './context.ts';
import { box, text, type TreeNode } from './tree.ts';

/** Where a reference leads: inside the post, or to a place that only the page can resolve. */
export interface Destination {
  readonly href?: string;
  /** `matrices/low-rank-pseudoinverse#eq-3`. */
  readonly xref?: string;
  /** What an empty link shows. */
  readonly label: TreeNode[];
  /** The label may be broken across lines. */
  readonly long?: boolean;
}

/**
 * The link that a reference becomes.
 * @param written content of a Markdown link; `undefined` for a reference in running text
 * @returns `undefined` where nothing answers to it: the text stays text, and the check has said so
 */
export function referenceLink(
  reference: Reference,
  context: RenderContext,
  written?: readonly TreeNode[],
): TreeNode | undefined {
  const destination = findDestination(reference.target, context);
  if (destination === undefined) return undefined;
  const own = written !== undefined && written.length > 0;
  const children = own
    ? [...written]
    : written === undefined
      ? mention(reference, destination, context)
      : destination.label;
  const className = own || destination.long === true ? ['ref', 'ref--text'] : ['ref'];
  const place = destination.href === undefined ? { dataXref: destination.xref } : { href: destination.href };
  return box('a', { className, ...place }, children);
}

const destinations = {
  number: ({ number }, context) => equationDestination(context.equationsByNumber.get(number)?.number, context),
  label: ({ label }, context) => equationDestination(context.equationsByLabel.get(label)?.number, context),
  anchor: ({ id }, context) => anchorDestination(id, context),
  post({ path, id }, context) {
    const target = postTarget(path, context.derivation.name.topic);
    return target === undefined ? undefined : { xref: id === '' ? target : `${target}#${id}`, label: [] };
  },
} as const satisfies {
  [Type in ReferenceTarget['type']]: (
    target: Extract<ReferenceTarget, { type: Type }>,
    context: RenderContext,
  ) => Destination | undefined;
};

export function findDestination(target: ReferenceTarget, context: RenderContext): Destination | undefined {
  const find = destinations[target.type] as (
    target: ReferenceTarget,
    context: RenderContext,
  ) => Destination | undefined;
  return find(target, context);
}

function equationDestination(number: number | undefined, { t }: RenderContext): Destination | undefined {
  if (number === undefined) return undefined;
  return { href: `#${equationAnchor(number)}`, label: [text(t('ref.equation')), printedNumber(String(number))] };
}

function anchorDestination(id: string, context: RenderContext): Destination | undefined {
  const result = context.resultsById.get(id);
  if (result !== undefined) {
    const label = context.t(`kind.${result.kind}`);
    return { href: `#${id}`, label: [text(result.number === undefined ? label : `${label} ${String(result.number)}`)] };
  }
  const heading = context.headingsById.get(id);
  if (heading !== undefined) {
    return {
      href: `#${id}`,
      label: [text(heading.number === '' ? heading.text : `§${heading.number} ${heading.text}`)],
      long: true,
    };
  }
  const equation =
    context.equationsByNumber.get(Number(/^eq-([1-9]\d*)$/.exec(id)?.[1])) ??
    [...context.equationsByLabel.values()].find(({ label }) => label !== undefined && labelAnchor(label) === id);
  if (equation !== undefined) return equationDestination(equation.number, context);
  return context.derivation.htmlIds.some((each) => each.id === id)
    ? { href: `#${id}`, label: [text(`#${id}`)] }
    : undefined;
}

function printedNumber(number: string): TreeNode {
  return box('span', { className: ['num'] }, [text(`(${number})`)]);
}

/** What stands in the text, its number in upright figures between half-width parentheses: `式（15）` → 式(15). */
function mention(reference: Reference, { label }: Destination, context: RenderContext): TreeNode[] {
  const { form, target, text: typed } = reference;
  if (form === 'eqref' || form === 'ref') {
    const named = target.type === 'label' ? context.equationsByLabel.get(target.label)?.number : undefined;
    const number = target.type === 'number' ? target.number : named;
    if (number === undefined) return label;
    const before = typed.replace(/\$?\\(?:eq)?ref\{[^}]*\}\$?[\s\S]*$/, '');
    const printed =
      form === 'eqref' ? printedNumber(String(number)) : box('span', { className: ['num'] }, [text(String(number))]);
    return before === '' ? [printed] : [text(before), printed];
  }
  const match = /^(.*?)\s*[(（]\s*(\d+)\s*[)）]\s*(.*)$/s.exec(typed);
  if (match === null) return [text(typed)];
  const [, before = '', number = '', after = ''] = match;
  return [...(before === '' ? [] : [text(before)]), printedNumber(number), ...(after === '' ? [] : [text(after)])];
}
