import { unsupportedDecimals } from '../../site/prose-decimals.ts';
import type { CheckInput, Rule, RuleFinding } from '../check-input.ts';
import { metaOf, placeInFrontMatter } from '../front-matter-facts.ts';
import type { Derivation } from '../types.ts';
import { executionOf } from '../verification.ts';

/**
 * Decimals of the prose come from a program: they stand in recorded output, or the front matter says where they are from.
 * Posts that nothing was executed for are passed over until they are complete.
 */
export const decimalIsInOutput = {
  id: 'decimal-is-in-output',
  description: '正文里三位以上的小数出现在代码的输出里，或者列进 front matter 的 decimals（草稿只警告）',
  defaultSeverity: 'error',
  run(input) {
    return input.derivations.flatMap((derivation) => judge(derivation, input));
  },
} as const satisfies Rule;

function judge(derivation: Derivation, input: CheckInput): RuleFinding[] {
  const meta = metaOf(derivation);
  const source = input.files.sources.get(derivation.path);
  const { record } = executionOf(derivation, input);
  if (meta === undefined || source === undefined) return [];
  const complete = meta.status === 'complete';
  if (record === undefined && !complete) return [];
  const declared = new Set(meta.decimals.map(({ value }) => value));
  const file = derivation.path;
  const severity = complete ? {} : { severity: 'warning' as const };
  const unsupported = unsupportedDecimals(source, derivation, record);
  const used = new Set(unsupported.map(({ text }) => text));
  const missing = unsupported
    .filter(({ text }) => !declared.has(text))
    .map(({ text, position }) => ({
      file,
      position,
      message: `${text} 没有出现在任何代码的输出里。`,
      actual: text,
      hint: '让 python run 代码或检查文件的单元打印它；来自别处的，写进 front matter 的 decimals 并注明出处。',
      ...severity,
    }));
  const unused = meta.decimals.flatMap(({ value }, place) => {
    if (used.has(value)) return [];
    const position = placeInFrontMatter(derivation, `decimals.${String(place)}.value`);
    const message = `decimals 里的 ${value} 不需要列出：正文里没有它，或者输出里已经有了。`;
    return [{ file, position, message, actual: value, hint: '从列表里删掉这一条。', ...severity }];
  });
  return [...missing, ...unused];
}
