import { equationAnchor, labelAnchor } from '../build-index.ts';
import type { CheckInput, Rule, RuleFinding } from '../check-input.ts';
import { whatBecame } from '../ledger/what-became.ts';
import { nearestName } from '../nearest-name.ts';
import { isLabelHidden, isNumberHidden, isSwallowed, largestNumber } from '../number-sequence.ts';
import type { Derivation, Reference } from '../types.ts';

/** What a post refers to in itself exists: numbers, labels, results, sections. */
export const referenceTargetResolves = {
  id: 'reference-target-resolves',
  description: '文中引用的公式、定理、小节都存在',
  defaultSeverity: 'error',
  run(input) {
    return input.derivations.flatMap((derivation) =>
      derivation.references.flatMap((reference) => {
        const fault = faultOf(reference, derivation, input);
        if (!fault) return [];
        const became = whatBecame(input.published, derivation.name.slug, idOf(reference));
        const hint = became === undefined ? fault.hint : `${became}请改成现在的。`;
        return [{ file: derivation.path, position: reference.position, ...fault, hint }];
      }),
    );
  },
} as const satisfies Rule;

type Fault = Omit<RuleFinding, 'file' | 'position'>;

function idOf({ target }: Reference): string {
  if (target.type === 'number') return equationAnchor(target.number);
  return target.type === 'label' ? labelAnchor(target.label) : target.id;
}

function faultOf({ target, text }: Reference, derivation: Derivation, { index }: CheckInput): Fault | undefined {
  switch (target.type) {
    case 'number':
      return missingNumber(target.number, derivation, text);
    case 'label':
      return missingLabel(target.label, derivation);
    case 'anchor': {
      if (index.anchors.has(`${derivation.name.slug}#${target.id}`)) return undefined;
      const number = /^eq-(\d+)$/.exec(target.id)?.[1];
      return number === undefined
        ? missingAnchor(target.id, derivation)
        : missingNumber(Number(number), derivation, '');
    }
    case 'post':
      return undefined;
  }
}

function missingNumber(number: number, derivation: Derivation, text: string): Fault | undefined {
  if (derivation.equations.some((equation) => equation.number === number)) return undefined;
  if (isNumberHidden(derivation, number)) return undefined;
  const largest = largestNumber(derivation);
  const range =
    largest === 0
      ? '本文没有编号的公式'
      : number > largest
        ? `本文的编号到 (${largest}) 为止`
        : `本文没有编号为 (${number}) 的公式`;
  return {
    message: `「${text === '' ? `#eq-${number}` : text}」引用的公式不存在：${range}。`,
    actual: String(number),
    hint: `改成要引用的公式的编号；指别处的公式时，用链接写明是哪篇文章，或者不写成「式(${number})」。`,
  };
}

function missingLabel(label: string, derivation: Derivation): Fault | undefined {
  const labels = derivation.equations.flatMap((equation) => equation.label ?? []);
  if (labels.includes(label) || isSwallowed(derivation)) return undefined;
  // A label on a display that cannot be numbered is reported as that display.
  if (derivation.formulas.some(({ tex }) => tex.includes(`\\label{${label}}`))) return undefined;
  const near = nearestName(label, labels);
  return {
    message: `没有标签为 ${label} 的公式。`,
    ...(near ? { expected: near } : {}),
    actual: label,
    hint: near ? `是不是想写 ${near}？` : `给要引用的公式写上 \\label{${label}}，或者按编号引用。`,
  };
}

function missingAnchor(id: string, derivation: Derivation): Fault | undefined {
  if (derivation.problems.some(({ kind }) => kind === 'unknown-directive' || kind === 'unclosed-directive'))
    return undefined;
  if (isSwallowed(derivation) || isLabelHidden(derivation, id)) return undefined;
  const ids = [...derivation.results, ...derivation.headings, ...derivation.htmlIds]
    .map((target) => target.id)
    .filter((known) => known !== '');
  const labels = derivation.equations.flatMap(({ label }) => (label === undefined ? [] : labelAnchor(label)));
  const near = nearestName(id, [...ids, ...labels]);
  return {
    message: `本文没有锚点 #${id}。`,
    ...(near ? { expected: near } : {}),
    actual: id,
    hint: near ? `是不是想写 #${near}？` : `公式用 #eq-编号，定理等用框上写的 {#名字}，小节用标题的文字。`,
  };
}
