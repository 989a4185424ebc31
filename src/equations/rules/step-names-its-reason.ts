import type { Rule } from '../check-input.ts';
import { createLocator } from '../locate.ts';
import { wordsOf } from '../prose.ts';

/** Words that stand where a reason should. 「显然」 in quotation marks is spoken of, and 并不显然 says the contrary. */
const evasion =
  /(?<![不非未「“'"])(?:显然(?!不[显是])|易得|易知|易证|易见|显而易见|不难(?:看出|得到|得出|发现|验证|证明)|容易(?:看出|得到|得出|验证|证明))(?!["'”」])/gu;

/** A step of a derivation says what it uses instead of calling itself obvious. */
export const stepNamesItsReason = {
  id: 'step-names-its-reason',
  description: '每一步写明理由，不写「显然」「易得」「不难看出」',
  defaultSeverity: 'warning',
  run: ({ derivations, files }) =>
    derivations.flatMap((derivation) => {
      const source = files.sources.get(derivation.path);
      if (source === undefined) return [];
      const locator = createLocator(source.text);
      return [...wordsOf(source.text, derivation).matchAll(evasion)].map(({ 0: word, index }) => ({
        file: derivation.path,
        position: locator.between(index, index + word.length),
        message: `「${word}」没有说出理由。`,
        actual: word,
        hint: '写明这一步用了哪条公式、引理、假设或法则；真的不需要理由时，删掉这个词。',
      }));
    }),
} as const satisfies Rule;
