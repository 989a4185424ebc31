import type { CheckInput, Rule } from '../check-input.ts';
import { isComplete } from '../front-matter-facts.ts';
import { isInEnding } from '../statements.ts';
import type { Derivation, Equation } from '../types.ts';

/** An equation that matters later is named there; one that nobody names may need no number, or a sentence is missing. */
export const equationIsReferredTo = {
  id: 'equation-is-referred-to',
  description: '写完的文章里，每条公式至少被引用一次（练习、解答、算例里的除外）',
  defaultSeverity: 'warning',
  run: (input) =>
    input.derivations.filter(isComplete).flatMap((derivation) => {
      const text = input.files.sources.get(derivation.path)?.text ?? '';
      const ranges = rangesOf(derivation, text);
      return derivation.equations.flatMap((equation, place) => {
        const { number, position } = equation;
        if (number === undefined || isInEnding(derivation, position) || isNamed(derivation, equation, input)) return [];
        if (ranges.some(([from, to]) => from < number && number < to)) return [];
        if (isPointedAt(text, equation, derivation.equations[place + 1])) return [];
        return [
          {
            file: derivation.path,
            position,
            message: `式(${String(number)}) 从来没有被引用过。`,
            hint: '在用到它的地方写明编号；哪里都用不到的公式，看看该不该留。',
          },
        ];
      });
    }),
} as const satisfies Rule;

/** By its number, its name, or with the theorem in which it stands. */
function isNamed({ name: { slug } }: Derivation, { number, result }: Equation, { index }: CheckInput): boolean {
  const isUsed = (anchor: string): boolean => (index.uses.get(`${slug}#${anchor}`)?.length ?? 0) > 0;
  return isUsed(`eq-${String(number)}`) || (result !== undefined && isUsed(result));
}

/** 式(3)–式(7) names what lies between too. */
function rangesOf({ references }: Derivation, text: string): [number, number][] {
  return references.flatMap(({ target, position }, place): [number, number][] => {
    const next = references[place + 1];
    if (target.type !== 'number' || next?.target.type !== 'number') return [];
    const between = text.slice(position.end.offset, next.position.start.offset);
    return /^\s?(?:到|至|[-–—~～]{1,2})\s?$/.test(between) ? [[target.number, next.target.number]] : [];
  });
}

/** 上式, 这两式 in the text behind it, before the next equation. */
function isPointedAt(text: string, { position }: Equation, next: Equation | undefined): boolean {
  const behind = text.slice(position.end.offset, next?.position.start.offset ?? position.end.offset + 300);
  return /[上前此][面述]?(?:两|一|几)?(?:条|个)?式|这(?:两|几)?(?:条|个)?(?:公式|式|等式|不等式)/.test(
    behind.slice(0, 300),
  );
}
