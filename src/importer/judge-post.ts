import { nearestName } from '../equations/nearest-name.ts';
import type { Defect } from './audit-source.ts';
import type { ConvertedPost } from './convert-post.ts';
import {
  crossedNames,
  defectNames,
  judgementOf,
  markupNames,
  markupSettled,
  placementNames,
} from './judgement-texts.ts';
import type { PreparedPost } from './prepare-post.ts';
import { isUnsafe } from './safe-html.ts';
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

export interface Judgement {
  /** What a person has to decide; empty where everything was unambiguous. */
  readonly decisions: readonly Decision[];
  /** What had one solution only, which was taken: worth a look, no decision. */
  readonly settled: readonly Decision[];
}

/** Separates what a person has to decide about a post from what is only to be known. Lines are those of the original. */
export function judgePost(post: PreparedPost, converted: ConvertedPost, facts: Facts): Judgement {
  const judge = new Judge(post, converted);
  return judge.run(facts);
}

export function statusOf(decisions: readonly Decision[], facts: Pick<Facts, 'verify'>): PostStatus {
  if (facts.verify.length > 0) return 'failed';
  return decisions.length > 0 ? 'needs-decision' : 'imported';
}

class Judge {
  readonly #post: PreparedPost;
  readonly #converted: ConvertedPost;
  readonly #decisions: Decision[] = [];
  readonly #settled: Decision[] = [];

  constructor(post: PreparedPost, converted: ConvertedPost) {
    this.#post = post;
    this.#converted = converted;
  }

  run(facts: Facts): Judgement {
    this.#numbers(facts);
    this.#references(facts);
    this.#markup(facts);
    for (const { message, line, tex } of facts.katex_errors)
      this.#decide('formula', line, `公式排不出来：${message}  ${tex}`.replace(/\s+/g, ' ').slice(0, 200));
    for (const { rule, message, line, source_line: at } of facts.check)
      this.#decide('check', at, `检查（${rule}，新文件第 ${String(line)} 行）：${message}`);
    for (const { kind, detail, line, source_line: at } of facts.verify)
      this.#decide('verify', at, `核对不符（${kind}，新文件第 ${String(line)} 行）：${detail}`);
    const inOrder = (list: Decision[]): Decision[] => list.sort((a, b) => a.line - b.line || a.column - b.column);
    return { decisions: inOrder(this.#decisions), settled: inOrder(this.#settled) };
  }

  #decide(kind: string, line: number, message: string, column = 1): void {
    this.#decisions.push({ kind, line, column, message, choices: judgementOf(kind) });
  }

  #settle(kind: string, line: number, message: string, column = 1): void {
    this.#settled.push({ kind, line, column, message, choices: [] });
  }

  #numbers({ defects, placement, renamed_tags: renamed, copies }: Facts): void {
    if (this.#converted.droppedLines === 0) {
      for (const { from, to, firstFrom, firstTo } of copies) {
        const message = `推导重复：第 ${String(from)}–${String(to)} 行与第 ${String(firstFrom)}–${String(firstTo)} 行逐字相同`;
        this.#decide('repeated-derivation', from, message);
      }
    }
    for (const defect of defects) {
      if (isExplained(defect, this.#post, copies)) continue;
      const { kind, tag, line, column, detail } = defect;
      this.#decide(kind, line, `编号 (${tag})：${defectNames[kind]}，${detail}`, column);
    }
    for (const { line, column, solution, environment, tags } of placement) {
      const message = `${environment === '' ? '公式' : `${environment} `}里的编号 ${tags.join('、')}：${placementNames[solution] ?? solution}`;
      if (solution === 'rows' || solution === 'hoisted') this.#settle(solution, line, message, column);
      else this.#decide(solution, line, message, column);
    }
    for (const { tag, number, line, column } of renamed) {
      if (/[,，]/.test(tag))
        this.#decide('tag-list', line, `\\tag{${tag}} 里有几个编号，写成了 (${String(number)})`, column);
    }
    const [first] = renamed;
    if (first !== undefined) {
      const pairs = renamed.slice(0, 8).map(({ tag, number }) => `${tag.trim() || '空的'} → (${String(number)})`);
      const more = renamed.length > pairs.length ? ` 等 ${String(renamed.length)} 个` : '';
      this.#settle('renamed-tags', first.line, `不是整数的编号改成了数字：${pairs.join('、')}${more}`, first.column);
    }
  }

  #references({ unresolved_refs: unresolved }: Facts): void {
    const labels = this.#post.displays.flatMap((display) => display.labels);
    for (const { target, line, column, form } of unresolved) {
      const near = form === 'label' ? nearestName(target, labels) : undefined;
      const hint = near === undefined ? '' : `；最接近的标签是 ${near}`;
      this.#decide('unresolved-reference', line, `引用的公式不存在：${target}${hint}`, column);
    }
  }

  #markup({ markup }: Facts): void {
    for (const { kind, detail, line, column, end_line: end } of markup) {
      const range = end === undefined || end === line ? '' : `（到第 ${String(end)} 行）`;
      const words = kind === 'unclosed-dollars' ? (crossedNames[detail] ?? detail) : detail;
      const message = `${markupNames[kind] ?? kind}${words === '' ? '' : `：${words}`}${range}`;
      if (markupSettled.has(kind)) this.#settle(kind, line, message, column);
      else this.#decide(kind, line, message, column);
    }
    for (const { path, line, column, isShown } of this.#converted.missingFiles) {
      if (isUnsafe(path)) this.#settle('unsafe-link', line, `不安全的链接，只留下了文字：${path.slice(0, 60)}`, column);
      else if (isShown) this.#decide('missing-file', line, `图片不存在：${path}`, column);
      else this.#settle('dead-link', line, `链接的文件没有导入，只留下了文字：${path}`, column);
    }
  }
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
