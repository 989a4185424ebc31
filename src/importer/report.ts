import type { Defect } from './audit-source.ts';
import type { Copy } from './find-copies.ts';

export type PostStatus = 'imported' | 'needs-decision' | 'failed';

/** Something that a person has to decide, at its line of the original. */
export interface Decision {
  readonly kind: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  /** What can be done about it. */
  readonly choices: readonly string[];
}

interface At {
  readonly line: number;
  readonly column: number;
}

/** Everything that is said of one post. Lines and columns are those of the original. */
export interface PostReport {
  readonly status: PostStatus;
  readonly title: string;
  readonly slug: string;
  readonly topic: string;
  /** Path below the content root, `''` where the post was not written there. */
  readonly written: string;
  readonly decisions: readonly Decision[];
  /** What was mended in the one way there is: nothing to decide, worth a look. */
  readonly settled: readonly Decision[];
  readonly display: readonly {
    readonly tex: string;
    readonly tags: readonly string[];
    readonly line: number;
    readonly form: string;
  }[];
  readonly source_tags: readonly string[];
  readonly defects: readonly Defect[];
  /** Tags where LaTeX has no place for one, and what was done. */
  readonly placement: readonly (At & {
    readonly kind: string;
    readonly environment: string;
    readonly solution: string;
    readonly tags: readonly string[];
  })[];
  /** Tags that are no integers. */
  readonly renamed_tags: readonly (At & { readonly tag: string; readonly number: number })[];
  readonly copies: readonly Copy[];
  readonly unresolved_refs: readonly (At & { readonly target: string; readonly form: string })[];
  readonly external_refs: readonly (At & { readonly target: string })[];
  /** Numbers that may be references, left as they were; `number` is the new one of the equation that may be meant. */
  readonly unsure_refs: readonly (At & { readonly target: string; readonly number: number })[];
  readonly markup: readonly (At & { readonly kind: string; readonly detail: string; readonly end_line?: number })[];
  readonly repairs: Readonly<Record<string, number>>;
  readonly katex_errors: readonly { readonly tex: string; readonly message: string; readonly line: number }[];
  /** Findings of the check in what was written: `line` is one of the new file, `source_line` of the original, as near as is known. */
  readonly check: readonly {
    readonly rule: string;
    readonly line: number;
    readonly source_line: number;
    readonly message: string;
  }[];
  /** Differences between what was meant and what the site reads. */
  readonly verify: readonly {
    readonly kind: string;
    readonly line: number;
    readonly source_line: number;
    readonly detail: string;
  }[];
  /** (part, old number) → new number. */
  readonly map: readonly {
    readonly part: string;
    readonly old: string;
    readonly how: string;
    readonly new: number;
    readonly line: number;
  }[];
  readonly notes: readonly { readonly kind: string; readonly detail: string; readonly line?: number }[];
  readonly coverage: Readonly<Record<string, number | boolean>>;
}

export type ImportReport = Readonly<Record<string, PostReport>>;

/** The report of a file that could not be read at all. */
export function failedReport(file: string, message: string): PostReport {
  return {
    status: 'failed',
    title: file,
    slug: '',
    topic: '',
    written: '',
    decisions: [{ kind: 'failed', line: 1, column: 1, message, choices: [] }],
    settled: [],
    display: [],
    source_tags: [],
    defects: [],
    placement: [],
    renamed_tags: [],
    copies: [],
    unresolved_refs: [],
    external_refs: [],
    unsure_refs: [],
    markup: [],
    repairs: {},
    katex_errors: [],
    check: [],
    verify: [],
    map: [],
    notes: [],
    coverage: {},
  };
}

const statusNames: Readonly<Record<PostStatus, string>> = {
  imported: '已导入',
  'needs-decision': '待决定',
  failed: '失败',
};

/** The report for people: a table, then what has to be decided, post by post. */
export function formatReport(report: ImportReport): string {
  const posts = Object.entries(report).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `${[...summaryTable(posts.map(([, post]) => post)), '', ...posts.flatMap(([file, post]) => describePost(file, post))].map(printable).join('\n').trimEnd()}\n`;
}

/** File names and formulas may hold what a terminal obeys. */
function printable(line: string): string {
  return line.replace(/\p{Cc}/gu, '\uFFFD');
}

/** The table alone, for the terminal. */
export function formatSummary(report: ImportReport): string {
  return `${summaryTable(Object.values(report)).join('\n')}\n`;
}

function summaryTable(posts: readonly PostReport[]): string[] {
  const sum = (amount: (post: PostReport) => number): number => posts.reduce((total, post) => total + amount(post), 0);
  const ofStatus = (status: PostStatus): PostReport[] => posts.filter((post) => post.status === status);
  const rows: [string, string][] = [
    [
      '文章',
      `${String(posts.length)}：${(Object.keys(statusNames) as PostStatus[]).map((status) => `${statusNames[status]} ${String(ofStatus(status).length)}`).join('，')}`,
    ],
    ['写入内容目录', String(posts.filter(({ written }) => written !== '').length)],
    ['独立公式', String(sum(({ display }) => display.length))],
    ['源文编号', String(sum(({ source_tags: tags }) => tags.length))],
    ['新编号', String(sum(({ map }) => new Set(map.map((entry) => entry.new)).size))],
    ['编号缺陷', String(sum(({ defects }) => defects.length))],
    [
      '改写的引用',
      String(sum(({ repairs }) => (repairs['reference-renumbered'] ?? 0) + (repairs['label-reference'] ?? 0))),
    ],
    ['找不到的引用', String(sum((post) => post.unresolved_refs.length))],
    ['可能的引用', String(sum((post) => post.unsure_refs.length))],
    ['指向别处的引用', String(sum((post) => post.external_refs.length))],
    ['排不出的公式', String(sum((post) => post.katex_errors.length))],
    ['修补', String(sum(({ repairs }) => Object.values(repairs).reduce((total, count) => total + count, 0)))],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name}${'　'.repeat(width - name.length)}  ${value}`);
}

function describePost(file: string, post: PostReport): string[] {
  const unsure = post.unsure_refs.length;
  const hasNews =
    post.decisions.length + post.settled.length + post.notes.length + post.external_refs.length + unsure > 0;
  if (!hasNews) return [];
  const lines = [`${file}  ${statusNames[post.status]}${post.written === '' ? '，未写入' : `  → ${post.written}`}`];
  const place = ({ line, column }: Decision): string => `${file}:${String(line)}:${String(column)}`;
  for (const decision of post.decisions) {
    lines.push(`  ${place(decision)}  ${decision.message}`);
    if (decision.choices.length > 0) lines.push(`      可选：${decision.choices.join('；')}`);
  }
  for (const settled of post.settled) lines.push(`  ${place(settled)}  已处理：${settled.message}`);
  for (const { target, line, column } of post.external_refs) {
    lines.push(`  ${file}:${String(line)}:${String(column)}  (${target}) 指别处的公式，没有做成链接`);
  }
  if (unsure > 0) {
    const places = post.unsure_refs.map(
      ({ target, line, number }) => `(${target}) → (${String(number)})（第 ${String(line)} 行）`,
    );
    lines.push(
      `  可能是引用、没有改的编号；如果是，应改成箭头后的新编号：${places.slice(0, 20).join('、')}${unsure > 20 ? ` 等 ${String(unsure)} 处` : ''}`,
    );
  }
  for (const [kind, details] of groupNotes(post)) {
    const shown = details.slice(0, 12).join('、') + (details.length > 12 ? ` 等 ${String(details.length)} 处` : '');
    lines.push(`  ${noteNames[kind] ?? kind}${shown === '' ? '' : `：${shown}`}`);
  }
  return [...lines, ''];
}

function groupNotes({ notes }: PostReport): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { kind, detail } of notes) {
    const details = groups.get(kind) ?? [];
    groups.set(kind, details);
    if (detail !== '') details.push(detail);
  }
  return groups;
}

const noteNames: Readonly<Record<string, string>> = {
  'date-conflict': '两处日期不同',
  'front-matter-open': 'front matter 没有结尾，到第一个空行为止',
  'date-invalid': '不是日历上的日期',
  'date-missing': '没有日期，写成',
  'title-truncated': '标题被截断',
  'title-missing': '没有标题，取自',
  'shared-source': '同一来源的文件',
  'duplicate-title': '标题相同的文件',
  'comment-page': '像是评论页，标题与文章不同',
  'not-in-topics': '主题列表里没有这一篇',
  'unknown-box': '不认识的框，写成「注」',
  'footer-text': '文末声明里夹着的文字，已保留',
  'number-in-formula': '公式里引用的编号写成了文字',
  'copy-dropped': '去掉了逐字重复的推导',
  'kept-as-text': '与别的公式同号、没有做成链接的编号',
  exists: '目标已存在，没有覆盖',
  unchanged: '目标已存在，内容相同',
};
