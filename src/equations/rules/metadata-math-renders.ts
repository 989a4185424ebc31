import { startOfFile, type CheckInput, type Rule } from '../check-input.ts';
import { explainTexFault } from '../explain-tex-fault.ts';
import { metaOf, placeInFrontMatter } from '../front-matter-facts.ts';
import { checkFormulas } from '../math.ts';
import { parsePost } from '../parse.ts';
import type { Position } from '../types.ts';

/** Formulas in titles, descriptions, reasons and definitions are set on pages too. One finding a field. */
export const metadataMathRenders = {
  id: 'metadata-math-renders',
  description: '标题、简介、先修理由、概念定义等字段里的公式能排版',
  defaultSeverity: 'error',
  run(input) {
    return [...fieldsOfPosts(input), ...fieldsOfData(input)].flatMap(({ file, position, name, text }) => {
      const fault = faultIn(text, input.content.macros);
      return fault ? [{ file, position, message: `「${name}」里${fault.message}`, hint: fault.hint }] : [];
    });
  },
} as const satisfies Rule;

interface Field {
  readonly file: string;
  readonly position: Position;
  readonly name: string;
  readonly text: string;
}

function fieldsOfPosts({ derivations }: CheckInput): Field[] {
  return derivations.flatMap((derivation) => {
    const meta = metaOf(derivation);
    if (!meta) return [];
    const texts: [string, string][] = [
      ['title', meta.title],
      ['description', meta.description],
      ...meta.prerequisites.map(({ reason }, index): [string, string] => [`prerequisites.${index}.reason`, reason]),
    ];
    return texts.map(([path, text]) => ({
      file: derivation.path,
      position: placeInFrontMatter(derivation, path),
      name: path.split('.').at(-1)!,
      text,
    }));
  });
}

function fieldsOfData({ content, files }: CheckInput): Field[] {
  const of = (kind: 'topics' | 'concepts' | 'paths', path: string, text: string | undefined): Field[] => {
    const { path: file, places } = files.data[kind];
    return text === undefined
      ? []
      : [{ file, position: places[path] ?? startOfFile, name: path.split('.').at(-1)!, text }];
  };
  return [
    ...content.topics.flatMap(({ description, overview }, index) => [
      ...of('topics', `${index}.description`, description),
      ...of('topics', `${index}.overview`, overview),
    ]),
    ...content.concepts.flatMap(({ definition }, index) => of('concepts', `${index}.definition`, definition)),
    ...content.paths.flatMap(({ description, steps }, index) => [
      ...of('paths', `${index}.description`, description),
      ...steps.flatMap(({ why }, step) => of('paths', `${index}.steps.${step}.why`, why)),
    ]),
  ];
}

function faultIn(
  text: string,
  macros: Readonly<Record<string, string>>,
): { message: string; hint: string } | undefined {
  if (!/[$\\]/.test(text)) return undefined;
  const parsed = checkFormulas(parsePost({ path: '', text }, { topic: '', slug: '', format: 'md' }), macros);
  const [problem] = parsed.problems;
  if (problem?.kind === 'stray-dollar')
    return { message: '的 $ 不成对。', hint: '补上缺的那个 $；要写美元符号时写成 \\$。' };
  if (problem?.kind === 'stray-tex')
    return { message: `的 ${problem.detail} 写在了公式外面。`, hint: '给公式加上 $…$。' };
  if (problem) return { message: '只能写行内公式。', hint: '写成 $…$，不写 $$、\\begin、\\tag。' };
  const [formulaProblem] = parsed.formulaProblems;
  return formulaProblem && explainTexFault(formulaProblem.message);
}
