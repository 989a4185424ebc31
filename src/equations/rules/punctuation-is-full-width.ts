import type { Rule } from '../check-input.ts';
import { createLocator } from '../locate.ts';
import { wordsOf } from '../prose.ts';

const fullWidth: Readonly<Record<string, string>> = {
  ',': '，',
  ';': '；',
  ':': '：',
  '?': '？',
  '!': '！',
  '.': '。',
  '(': '（',
  ')': '）',
};

const han = String.raw`\p{Script=Han}`;
/** A mark between two characters; a bracket that touches Chinese on both sides and holds some. */
const halfWidth = new RegExp(
  [
    `(?<=${han})[,;:?!](?=\\s?${han})`,
    `(?<=${han})\\.(?=${han})`,
    `(?<=${han})\\((?=${han}[^()\\n]*\\))`,
    `(?<=\\([^()\\n]*${han})\\)(?=[${han}，。；：、])`,
  ].join('|'),
  'gu',
);

/** Chinese is punctuated with full-width marks. */
export const punctuationIsFullWidth = {
  id: 'punctuation-is-full-width',
  description: '汉字之间用全角标点',
  defaultSeverity: 'warning',
  run: ({ derivations, files }) =>
    derivations.flatMap((derivation) => {
      const source = files.sources.get(derivation.path);
      if (source === undefined) return [];
      const locator = createLocator(source.text);
      return [...wordsOf(source.text, derivation).matchAll(halfWidth)].map(({ 0: mark, index }) => ({
        file: derivation.path,
        position: locator.between(index, index + 1),
        message: `汉字之间的「${mark}」是半角标点。`,
        expected: fullWidth[mark] ?? '',
        actual: mark,
        hint: `改成全角的「${fullWidth[mark] ?? ''}」。`,
      }));
    }),
} as const satisfies Rule;
