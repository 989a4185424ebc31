import * as fc from 'fast-check';
import {
  bodyCount,
  containerNames,
  containers,
  formNames,
  onlyAlone,
  sourceForms,
  type ContainerName,
  type FormName,
  type RowTruth,
  type WrittenForm,
} from './source-forms.ts';
import { traps } from './source-traps.ts';

/** A piece of a generated post. */
export type Piece =
  | {
      readonly kind: 'display';
      readonly form: FormName;
      readonly container: ContainerName;
      readonly body: number;
      readonly tagged: boolean;
      readonly labelled: boolean;
    }
  | { readonly kind: 'mention'; readonly form: number; readonly picks: readonly number[] }
  | { readonly kind: 'inline'; readonly form: number }
  | { readonly kind: 'trap'; readonly form: number }
  | { readonly kind: 'heading'; readonly form: number }
  | { readonly kind: 'defect'; readonly defect: 'gap' | 'dup' };

const piece: fc.Arbitrary<Piece> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('display' as const),
      form: fc.constantFrom(...formNames),
      container: fc.constantFrom(...containerNames),
      body: fc.nat(bodyCount - 1),
      tagged: fc.boolean(),
      labelled: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('mention' as const),
      form: fc.nat(99),
      picks: fc.array(fc.nat(99), { minLength: 2, maxLength: 2 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('inline' as const), form: fc.nat(99) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('trap' as const), form: fc.nat(traps.length - 1) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('heading' as const), form: fc.nat(9) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('defect' as const), defect: fc.constantFrom('gap', 'dup') }),
  },
);

export interface SourcePlan {
  readonly original: readonly Piece[];
  /** What was added below the article, with numbers of its own; `undefined`: the post has one part. */
  readonly added: readonly Piece[] | undefined;
  readonly lineEnd: '\n' | '\r\n';
  readonly mark: boolean;
}

export const sourcePlan: fc.Arbitrary<SourcePlan> = fc.record({
  original: fc.array(piece, { minLength: 1, maxLength: 14 }),
  added: fc.option(fc.array(piece, { minLength: 1, maxLength: 14 }), { nil: undefined }),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  mark: fc.boolean(),
});

export interface DisplayTruth {
  readonly rows: readonly RowTruth[];
  /** Line of its first character. */
  readonly line: number;
}

export interface MentionTruth {
  /** Occurs in the paragraph of the mention and nowhere else. */
  readonly word: string;
  /** Marks of the rows that are to be linked, in order; empty where nothing is. */
  readonly marks: readonly string[];
}

export interface SourceTruth {
  readonly displays: readonly DisplayTruth[];
  readonly tags: readonly string[];
  readonly defects: readonly { readonly kind: string; readonly line: number }[];
  readonly mentions: readonly MentionTruth[];
  /** Marks of inline formulas. */
  readonly inlines: readonly string[];
}

export interface GeneratedSource {
  readonly text: string;
  readonly truth: SourceTruth;
}

/** Writes a post and what is true of it. */
export function writeSource(plan: SourcePlan): GeneratedSource {
  return new SourceWriter(plan).write();
}

interface Numbered {
  readonly mark: string;
  readonly part: number;
  readonly how: 'tag' | 'auto';
  readonly value: string;
}

const header = [
  '---',
  'title: "生成"的文章',
  'date: 2024-02-03',
  'tags: 甲, 乙,甲',
  'source: https://spaces.ac.cn/archives/4242',
  '---',
  '',
  '# “生成”的文章',
  '',
  '**原文链接**: [https://spaces.ac.cn/archives/4242](https://spaces.ac.cn/archives/4242)',
  '',
  '**发布日期**: 2024-02-03',
  '',
  '---',
  '',
];

const border = [
  '',
  '_**转载到请包括本文地址：**<https://spaces.ac.cn/archives/4242>_',
  '',
  '**如果您还有什么疑惑或建议，欢迎在下方评论区继续讨论。**',
  '',
  '打赏',
  '',
  '**如果您需要引用本文，请参考：**',
  '',
  '某人. (Feb. 3, 2024). 《“生成”的文章》[Blog post]. Retrieved from <https://spaces.ac.cn/archives/4242>',
  '',
  '@online{somebody-4242,',
  '        title={“生成”的文章},',
  '        year={2024},',
  '}',
  '',
  '---',
  '',
  '## 公式推导与注释',
  '',
];

class SourceWriter {
  readonly #plan: SourcePlan;
  readonly #lines: string[] = [];
  readonly #displays: DisplayTruth[] = [];
  readonly #defects: { kind: string; line: number }[] = [];
  readonly #mentions: MentionTruth[] = [];
  readonly #inlines: string[] = [];
  readonly #tags: string[] = [];
  readonly #numbered: Numbered[] = [];
  readonly #labels: { label: string; mark: string }[] = [];
  #count = 0;
  #part = 0;
  #next = 1;
  #last = 0;
  #auto = 0;
  #pending: 'gap' | 'dup' | undefined;
  /** Defects of the tags of the display that is being written, by their order in it. */
  #planted: string[] = [];

  constructor(plan: SourcePlan) {
    this.#plan = plan;
  }

  write(): GeneratedSource {
    const { original, added, lineEnd, mark } = this.#plan;
    this.#lines.push(...header);
    for (const piece of original) this.#write(piece);
    if (added !== undefined) {
      this.#lines.push(...border);
      this.#part = 1;
      this.#next = 1;
      this.#last = 0;
      this.#pending = undefined;
      for (const piece of added) this.#write(piece);
    }
    const text = `${this.#lines.join('\n')}\n`.replaceAll('\n', lineEnd);
    return {
      text: mark ? `\uFEFF${text}` : text,
      truth: {
        displays: this.#displays,
        tags: this.#tags,
        defects: this.#defects,
        mentions: this.#mentions,
        inlines: this.#inlines,
      },
    };
  }

  #write(piece: Piece): void {
    switch (piece.kind) {
      case 'display':
        this.#display(piece);
        break;
      case 'mention':
        this.#mention(piece.form, piece.picks);
        break;
      case 'inline':
        this.#inline(piece.form);
        break;
      case 'trap':
        this.#lines.push('', ...(traps[piece.form] ?? '').split('\n'), '');
        break;
      case 'heading':
        this.#lines.push('', headings[piece.form % headings.length] ?? '', '');
        break;
      case 'defect':
        if (this.#last > 0) this.#pending = piece.defect;
    }
  }

  #mark(): string {
    this.#count += 1;
    return `M_{${String(this.#count)}}`;
  }

  #display({ form, container, body, tagged, labelled }: Extract<Piece, { kind: 'display' }>): void {
    const label = labelled ? `eq:name-${String(this.#count)}` : undefined;
    const before = { next: this.#next, last: this.#last, pending: this.#pending, tags: this.#tags.length };
    this.#planted = [];
    const made: WrittenForm = sourceForms[form](
      { mark: () => this.#mark(), tag: () => (tagged ? this.#tag() : undefined), label },
      body,
    );
    const where = made.alone === true && onlyAlone.has(container) ? 'own block' : container;
    const lines = made.rows.length === 0 ? [] : containers[where](made.lines);
    const start = lines.findIndex((line) => line.includes(made.lines[0] ?? '\0'));
    if (start === -1) {
      [this.#next, this.#last, this.#pending] = [before.next, before.last, before.pending];
      this.#tags.length = before.tags;
      return;
    }
    const first = this.#lines.length + 1 + start;
    const tagLines = made.lines.flatMap((line, index) => [...line.matchAll(/\\tag\{/g)].map(() => first + index));
    this.#planted.forEach((kind, index) => {
      if (kind !== '') this.#defects.push({ kind, line: tagLines[index] ?? 0 });
    });
    this.#lines.push(...lines);
    this.#displays.push({ rows: made.rows, line: first });
    const isNamed = label !== undefined && made.lines.some((line) => line.includes(`\\label{${label}}`));
    for (const row of made.rows) this.#remember(isNamed ? row : { ...row, label: undefined });
  }

  #remember({ mark, tag, auto, label }: RowTruth): void {
    if (tag !== undefined) this.#numbered.push({ mark, part: this.#part, how: 'tag', value: tag });
    if (auto) {
      this.#auto += 1;
      this.#numbered.push({ mark, part: this.#part, how: 'auto', value: String(this.#auto) });
    }
    if (label !== undefined) this.#labels.push({ label, mark });
  }

  #tag(): string {
    const pending = this.#pending;
    this.#pending = undefined;
    let defect = '';
    let number = this.#next;
    if (pending === 'gap') {
      number += 2;
      defect = 'gap';
    } else if (pending === 'dup' && this.#last > 1) {
      number = this.#last;
      defect = 'dup';
    }
    if (number === 1 && this.#tags.includes('1')) defect = 'restart';
    this.#planted.push(defect);
    this.#tags.push(String(number));
    this.#last = number;
    this.#next = number + 1;
    return String(number);
  }

  /** The nearest before in its part: a typed number before one of MathJax; else that of MathJax in the other part. */
  #find(value: string): string | undefined {
    const here = this.#numbered.filter((each) => each.part === this.#part && each.value === value);
    const there = this.#numbered.filter((each) => each.part !== this.#part && each.value === value);
    const of = (list: readonly Numbered[], how: Numbered['how']): string | undefined =>
      list.findLast((each) => each.how === how)?.mark;
    return of(here, 'tag') ?? of(here, 'auto') ?? of(there, 'auto') ?? of(there, 'tag');
  }

  #mention(form: number, picks: readonly number[]): void {
    const word = `记${String(this.#mentions.length)}号`;
    const here = this.#numbered.filter(({ part }) => part === this.#part);
    const [a, b] = picks.map((pick) => here[pick % Math.max(1, here.length)]?.value);
    const named = this.#labels[form % Math.max(1, this.#labels.length)];
    if (form % 4 === 0 && named !== undefined) {
      const written = labelMentions[form % labelMentions.length]?.(named.label) ?? '';
      this.#lines.push('', `${word}：${written}成立。`, '');
      this.#mentions.push({ word, marks: [named.mark] });
    } else if (a !== undefined && b !== undefined) {
      const { text, members } = numberMentions[form % numberMentions.length]?.(a, b) ?? { text: '', members: [] };
      this.#lines.push('', `${word}：${text}。`, '');
      this.#mentions.push({ word, marks: members.map((member) => this.#find(member) ?? '') });
    } else {
      const text = notMentions[form % notMentions.length] ?? '';
      this.#lines.push('', `${word}：${text}。`, '');
      this.#mentions.push({ word, marks: [] });
    }
  }

  #inline(form: number): void {
    const mark = this.#mark();
    this.#inlines.push(mark);
    this.#lines.push('', ...(inlines[form % inlines.length]?.(mark) ?? '').split('\n'), '');
  }
}

const headings = [
  '## 第二节 #',
  '### **要点** ###',
  '#### 关于 $x_0$ 的讨论',
  '## 总结',
  '## 总结',
  '# 又一个一级标题',
];

const labelMentions: readonly ((label: string) => string)[] = [
  (label) => `由$\\eqref{${label}}$知`,
  (label) => `式$\\eqref{${label}}$`,
  (label) => `**式$\\eqref{${label}}$**`,
  (label) => `根据公式 $ \\eqref{${label}} $，`,
  (label) => `（见$\\eqref{${label}}$）`,
];

type NumberMention = (a: string, b: string) => { text: string; members: readonly string[] };

const numberMentions: readonly NumberMention[] = [
  (a) => ({ text: `由式(${a})得到`, members: [a] }),
  (a) => ({ text: `利用公式（${a}）化简`, members: [a] }),
  (a) => ({ text: `把(${a})式代入`, members: [a] }),
  (a, b) => ({ text: `式(${a})、(${b})合起来`, members: [a, b] }),
  (a, b) => ({ text: `比较方程(${a})和(${b})`, members: [a, b] }),
  (a) => ({ text: `**式(${a})** 是关键`, members: [a] }),
  (a, b) => ({ text: `公式(${a})-(${b})之间`, members: [a, b] }),
  (a) => ({ text: `不等式 (${a}) 成立`, members: [a] }),
  (a) => ({ text: `将(${a})两边求导`, members: [a] }),
  (a, b) => ({ text: `结合(${a})和(${b})可知`, members: [a, b] }),
  (a) => ({ text: `论文的式(${a})另有说法`, members: [] }),
  (a) => ({ text: `见[那里](https://example.org/a)的公式(${a})`, members: [] }),
  (a) => ({ text: `写成 SO(${a}) 或 f(${a})`, members: [] }),
  (a) => ({ text: `长度（${a}）不变`, members: [] }),
  (a) => ({ text: `由性质(${a})与方式(${a})可见`, members: [] }),
  (a) => ({ text: `\`式(${a})\` 是代码`, members: [] }),
];

const notMentions = ['论文的式(3)另有说法', '用 SO(3) 描述', '长度（128）不变', '这种方式 2 更好'];

const inlines: readonly ((mark: string) => string)[] = [
  (mark) => `其中$${mark}$是常数，**只依赖$${mark}$的**量不变。`.replace(`$${mark}$的`, '$k$的'),
  (mark) => `当 $ ${mark} $ 趋于零时。`,
  (mark) => `| 量 | 值 |\n|---|---|\n| 范数 | $\\|${mark}\\|$ |\n| 条件 | 甲 |`,
  (mark) => `价格是 \\$5，而$${mark}$不是价格。`,
  (mark) => `若$${mark} <a$且$b> c$，则成立。`,
  (mark) => `- 列表里的 $${mark}\n  + 1$ 跨两行`,
  (mark) => `> 引用里的 $\\\\{ ${mark} \\\\}$。`,
  (mark) => `[链接 $${mark}$](https://example.org/x) 在此。`,
  (mark) => `\\(${mark}^2\\) 也是公式。`,
  (mark) => `集合$\\left\\\\{${mark}\\right\\\\}$，`,
];
