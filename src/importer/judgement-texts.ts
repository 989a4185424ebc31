import type { DefectKind } from './audit-source.ts';
import type { MarkupFault } from './scan-math.ts';

export const defectNames: Readonly<Record<DefectKind, string>> = {
  start: '不从 1 开始',
  gap: '跳号',
  dup: '重号',
  restart: '从头编号',
  'out-of-order': '次序不对',
  'section-start': '节内不从 1 开始',
  'section-gap': '节内跳号',
  'section-dup': '节内重号',
};

export const placementNames: Readonly<Record<string, string>> = {
  rows: '每行一个，环境改写成 align 或 gather',
  hoisted: '只有一个，移到了环境外面',
  'rows-some-untagged': '有的行没有编号，写成了 \\notag',
  merged: '不能各归一行，合成了一个编号',
};

export const markupNames: Readonly<Record<string, string>> = {
  'unclosed-dollars': '$$ 没有闭合',
  'unclosed-environment': '环境没有闭合',
  'misspelt-end': '环境的结尾写错了，按开头补正',
  'other-end': '环境由另一种环境的结尾闭合，不知道该有几个编号',
  'stray-end': '环境没有开头',
  'unbalanced-braces': '公式里的花括号不成对',
  'label-twice': '标签用了两次，引用指第一条',
  'stray-dollar': '$ 不成对',
  currency: '$ 是货币符号，已转义',
  'display-in-line': '独立公式写在了标题或表格里',
  'stray-closing-tag': '多余的标签，已去掉',
  'unclosed-tag': '标签没有闭合',
  'unclosed-fence': '代码块没有闭合',
  residue: '去掉了不属于文章的标记',
} satisfies Partial<Record<MarkupFault['kind'], string>>;

/** What stands before the next `$$`. */
export const crossedNames: Readonly<Record<string, string>> = {
  heading: '到下一个 $$ 之间有标题',
  code: '到下一个 $$ 之间有代码',
  html: '到下一个 $$ 之间有 HTML 标签',
  prose: '到下一个 $$ 之间有正文',
  end: '后面没有 $$ 了',
};

/** Faults that leave nothing to choose. */
export const markupSettled: ReadonlySet<string> = new Set<MarkupFault['kind']>([
  'misspelt-end',
  'currency',
  'stray-closing-tag',
  'residue',
]);

const choices: Readonly<Record<string, readonly string[]>> = {
  'repeated-derivation': [
    '用 --drop-duplicated-derivations 去掉后一份',
    '在原文里删去其中一份',
    '改写其中一份，使两份不同',
  ],
  start: ['补上前面缺的公式', '就从这里起编号（新编号已经连续）'],
  gap: ['补上缺的公式', '没有缺公式（新编号已经连续）'],
  dup: ['把这一条改成对前一条的引用', '是另一条公式（已给新编号，引用指最近的前一条）'],
  restart: ['是另一段推导（已接着编号，引用指同一段）', '删去其中一段'],
  'out-of-order': ['调整公式的次序', '次序没有错（已按出现的次序编号）'],
  'section-start': ['补上前面缺的公式', '没有缺公式（新编号已经连续）'],
  'section-gap': ['补上缺的公式', '没有缺公式（新编号已经连续）'],
  'section-dup': ['把这一条改成对前一条的引用', '是另一条公式（已给新编号）'],
  'rows-some-untagged': ['照现在这样', '给没有编号的行补上 \\tag', '整个公式只用一个编号'],
  merged: ['照现在这样，合用一个编号', '拆成几条公式'],
  'tag-list': ['是重列前面的公式：改成引用', '是新的公式：照现在这样'],
  'unresolved-reference': ['改成存在的编号或标签', '补上那条公式', '写明是别处的公式', '删去引用'],
  'unclosed-dollars': ['补上闭合的 $$', '删去多余的 $$'],
  'unclosed-environment': ['补上 \\end{…}', '删去 \\begin{…}'],
  'other-end': ['改正 \\begin 或 \\end 的名字'],
  'stray-end': ['补上 \\begin{…}', '删去 \\end{…}'],
  'unbalanced-braces': ['补上或删去花括号'],
  'label-twice': ['给其中一条改名，并改正引用'],
  'stray-dollar': ['补上另一个 $', '写成 \\$'],
  'display-in-line': ['把公式移出标题或表格', '改成行内公式'],
  'unclosed-tag': ['补上闭合的标签', '删去这个标签'],
  'unclosed-fence': ['补上代码块的结尾'],
  'missing-file': ['放入图片', '删去图片'],
  formula: ['改正公式'],
  check: ['改正原文后再导入', '导入后在新文件里改'],
  verify: ['改正原文后再导入'],
};

/** What a person can do about a decision of some kind. */
export function judgementOf(kind: string): readonly string[] {
  return choices[kind] ?? [];
}
