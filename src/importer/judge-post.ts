import type { ConvertedPost } from './convert-post.ts';
import type { Defect } from './audit-source.ts';
import type { PreparedPost } from './prepare-post.ts';
import type { Decision, PostReport, PostStatus } from './report.ts';

type Facts = Pick<
  PostReport,
  | 'defects'
  | 'placement'
  | 'renamed_tags'
  | 'copies'
  | 'unresolved_refs'
  | 'markup'
  | 'katex_errors'
  | 'check'
  | 'verify'
>;

/** What a person has to decide about a post; empty where everything was unambiguous. */
export function decisionsOf(
  post: PreparedPost,
  converted: ConvertedPost,
  facts: Facts,
  missing: ConvertedPost['missingFiles'],
): Decision[] {
  const decisions: Decision[] = [];
  const add = (kind: string, line: number, message: string): void => {
    decisions.push({ kind, line, message });
  };
  const isDropped = converted.droppedLines > 0;
  if (!isDropped) {
    for (const { from, to, firstFrom, firstTo } of facts.copies) {
      const message = `推导重复：第 ${String(from)}–${String(to)} 行与第 ${String(firstFrom)}–${String(firstTo)} 行逐字相同；用 --drop-duplicated-derivations 去掉后一份`;
      add('repeated-derivation', from, message);
    }
  }
  for (const defect of facts.defects) {
    if (isExplained(defect, post, facts.copies)) continue;
    add(defect.kind, defect.line, `编号 (${defect.tag})：${defectNames[defect.kind]}，${defect.detail}`);
  }
  for (const { kind, line, solution, environment, tags } of facts.placement) {
    const message = placementMessages[solution];
    if (message !== undefined) add(kind, line, `${environment || '公式'} 里的编号 ${tags.join('、')}：${message}`);
  }
  for (const { tag, number, line } of facts.renamed_tags) {
    if (/[,，]/.test(tag))
      add('tag-list', line, `\\tag{${tag}} 里有几个编号，写成了 (${String(number)})；如果是重列前面的公式，改成引用`);
  }
  for (const { target, line } of facts.unresolved_refs)
    add('unresolved-reference', line, `引用的公式不存在：${target}`);
  for (const { kind, detail, line, end_line: end } of facts.markup) {
    const range = end === undefined || end === line ? '' : `（到第 ${String(end)} 行）`;
    add(kind, line, `${markupNames[kind] ?? kind}${detail === '' ? '' : `：${detail}`}${range}`);
  }
  for (const { path, line } of missing) add('missing-file', line, `文件不存在：${path}`);
  for (const { message, line, tex } of facts.katex_errors)
    add('formula', line, `公式排不出来：${message}  ${tex.slice(0, 80)}`);
  for (const { rule, message, line } of facts.check)
    add('check', line, `检查（${rule}，新文件第 ${String(line)} 行）：${message}`);
  for (const { kind, detail, line } of facts.verify)
    add('verify', line, `核对不符（${kind}，新文件第 ${String(line)} 行）：${detail}`);
  return decisions.sort((a, b) => a.line - b.line);
}

export function statusOf(decisions: readonly Decision[], facts: Pick<Facts, 'verify'>): PostStatus {
  if (facts.verify.length > 0) return 'failed';
  return decisions.length > 0 ? 'needs-decision' : 'imported';
}

/** Numbers that begin anew where the added part begins are told apart by their parts; copies are told as such. */
function isExplained(
  { kind, line }: Defect,
  { boilerplate, lines, displays }: PreparedPost,
  copies: Facts['copies'],
): boolean {
  if (copies.some(({ from, to }) => line >= from && line <= to)) return true;
  if (kind !== 'restart' || boilerplate.border === 0) return false;
  const border = lines.indexOf(boilerplate.border) + 1;
  const tags = displays.flatMap((display) => display.tags.map((tag) => tag.line));
  return line > border && !tags.some((other) => other > border && other < line);
}

const defectNames: Readonly<Record<Defect['kind'], string>> = {
  start: '不从 1 开始',
  gap: '跳号',
  dup: '重号',
  restart: '从头编号',
  'out-of-order': '次序不对',
  'section-start': '节内不从 1 开始',
  'section-gap': '节内跳号',
  'section-dup': '节内重号',
};

const placementMessages: Readonly<Record<string, string>> = {
  'rows-some-untagged': '有的行没有编号，写成了 \\notag',
  merged: '不能各归一行，合成了一个编号',
};

const markupNames: Readonly<Record<string, string>> = {
  'unclosed-dollars': '$$ 没有闭合',
  'unclosed-environment': '环境没有闭合，或者闭合写错了名字',
  'stray-end': '环境没有开头',
  'unbalanced-braces': '公式里的花括号不成对',
  'stray-dollar': '$ 不成对',
  'display-in-line': '独立公式写在了标题或表格里',
  'stray-closing-tag': '多余的标签',
  'unclosed-tag': '标签没有闭合',
  'unclosed-fence': '代码块没有闭合',
  'math-in-html': 'HTML 里的公式不会排版',
  residue: '去掉了不属于文章的标记',
};
