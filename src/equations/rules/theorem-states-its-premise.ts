import type { Rule } from '../check-input.ts';
import { isComplete } from '../front-matter-facts.ts';
import { blankDisplays, statementsOf, textAround } from '../statements.ts';

/** Words and signs by which a statement says under which conditions it holds. */
const premise =
  /设|若|假设|令|对任|对一切|对所有|对于|对每|任取|任意|给定|固定|当|如果|只要|除非|其中|每个|凡|独立|满足|限制在|的条件下|取自|服从|在.{1,20}[下时]|时(?![间刻候长])|\[[^\]]*\]\(#(?:asm|def)|\\(?:in|geq?|leq?|neq?|succ|prec|succeq|preceq|perp|sim|subset|subseteq)(?![a-z])|[<>≥≤≠∈]|\b(?:let|if|suppose|assume|for (?:all|any|every)|given|where|when)\b/i;

/** A theorem says for what it holds: ranges, ranks, signs. The words right before its box count too. */
export const theoremStatesItsPremise = {
  id: 'theorem-states-its-premise',
  description: '写完的文章里，每个定理写明前提（范围、满秩、非零等）',
  defaultSeverity: 'warning',
  run: ({ derivations, files }) =>
    derivations.filter(isComplete).flatMap((derivation) => {
      const text = files.sources.get(derivation.path)?.text ?? '';
      const words = blankDisplays(text, derivation);
      return statementsOf(derivation).flatMap((result) => {
        if (premise.test(textAround(words, derivation, result).upTo)) return [];
        return [
          {
            file: derivation.path,
            position: { start: result.position.start, end: result.position.start },
            message: `「${result.name === '' ? result.id : result.name}」没有写前提。`,
            hint: '写明它对什么成立：参数的范围、满秩、非零、独立；对符号表里的全部取值都成立时，也写一句。',
          },
        ];
      });
    }),
} as const satisfies Rule;
