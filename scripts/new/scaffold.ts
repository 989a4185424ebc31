import { stringify } from 'yaml';
import type { CatalogueEntry } from '../../src/site/types.ts';

/** What is known of a post before it is written. */
export interface PlannedPost extends Pick<CatalogueEntry, 'slug' | 'topic' | 'alsoIn'> {
  readonly source?: CatalogueEntry['source'];
}

/** One section of the standard: heading, and what it is for. */
const sections: readonly (readonly [heading: string, hint: string, body?: string])[] = [
  ['一句话结论', '本文推出什么，回答什么问题；先修的文章及理由写进 front matter 的 prerequisites。'],
  [
    '记号与约定',
    '每个符号一行：含义，形状或取值。',
    '| 符号 | 含义   | 形状或取值     |\n| ---- | ------ | -------------- |\n| $x$  | 自变量 | $\\mathbb{R}$   |\n| $f$  | 例子   | 实值函数       |',
  ],
  [
    '定义与假设',
    '换成本文的定义；编号从 (1) 开始，名字写进 \\label。不可能错的式子列进 equations.definition，前提列进 equations.assumption。',
    ':::definition[名字]{#def-first}\n\n$$\nf(x) = x^2 \\tag{1} \\label{eq:first}\n$$\n\n:::',
  ],
  [
    '主推导',
    '定理或命题，然后是完整的证明（:::theorem[名字]{#thm-名字}、:::proof）；每一步写明用了哪条公式、引理或假设。',
  ],
  ['直觉与视角', '每个主要结果之后的 :::intuition，至少两个 :::perspective。'],
  ['特例、极限与反例', '取等条件，前提不满足时不成立的数值例子。'],
  ['数值稳定性', 'fp32、bf16、fp16 里会出什么问题，稳定的写法，能说明问题的数字（:::numerics）。'],
  ['算例', '可以用纸笔算的例子（:::example）。'],
  ['代码', '可以独立运行的 ```python run title="用途"；正文里的小数来自它的输出。'],
  ['实践建议', '表格，每一行指向依据的公式（:::practice）。'],
  ['与其他方法的关系', '指向相邻文章的链接。'],
  ['练习', '三到六道 :::exercise，各有 :::solution。'],
  ['小结', '以公式编号写出推导的骨架。'],
  ['参考文献', '用 [@键] 引用 references.bib 里的文献。'],
];

/**
 * A post that is still to be written, with the parts of the standard in their order. It passes the check as it is.
 * @param today `YYYY-MM-DD`
 */
export function scaffoldPost({ slug, topic, alsoIn = [], source }: PlannedPost, today: string): string {
  const frontMatter = {
    title: source?.title ?? slug,
    description: '待写：一两句话，说明本文推出什么。',
    topic,
    ...(alsoIn.length === 0 ? {} : { topics: [...alsoIn] }),
    ...(source === undefined ? {} : { source: { title: source.title, url: source.url, date: source.date } }),
    concepts: [],
    prerequisites: [],
    difficulty: 3,
    created: today,
    updated: today,
    status: 'draft',
    equations: { definition: [1], assumption: [], unchecked: [] },
  };
  const yaml = stringify(frontMatter, { lineWidth: 0, singleQuote: true });
  const parts = sections.map(([heading, hint, body]) => {
    const text = body === undefined ? '' : `\n${body}\n`;
    return `## ${heading}\n\n<!-- ${hint} -->\n${text}`;
  });
  return `---\n${yaml}---\n\n<!-- 标准见 CONTRIBUTING.md。写好一节，就删掉它的提示。 -->\n\n${parts.join('\n')}`;
}

/** The check file beside it: how checks are written, and nothing that is executed yet. */
export function scaffoldCheckFile({ slug }: PlannedPost): string {
  return `# ${slug} 的数值检查：npm run verify -- ${slug}
# 独立路径：写明每个符号的值从哪里来，不用被检查的公式算它。
#
# 单元之间用这样的行分开，去掉前面的 # 就会执行（np、rng、check 由执行器提供）：
#
#   # %% id=first
#   x = float(rng.normal())
#   check.tex("eq:first", {"x": x, "f": lambda t: t * t})
`;
}
