/** How posts of MathJax habits write displays, and what they stand in: each form knows what it means. */

/** A row of a display as the source has it. */
export interface RowTruth {
  /** Occurs in this row and nowhere else in the post. */
  readonly mark: string;
  /** Typed number; `undefined` where there is none. */
  readonly tag: string | undefined;
  /** MathJax would number the row by itself. */
  readonly auto: boolean;
  readonly label: string | undefined;
}

export interface FormInput {
  /** Marks of as many rows as the form has. */
  readonly mark: (row: number) => string;
  /** Takes the next number and writes it as `\tag{n}`, or gives `''` where the display is to have none. */
  readonly tag: () => string | undefined;
  readonly label: string | undefined;
}

export interface WrittenForm {
  readonly lines: readonly string[];
  readonly rows: readonly RowTruth[];
  /** The form cannot stand behind other words on its line. */
  readonly alone?: boolean;
}

const written = (tag: string | undefined): string => (tag === undefined ? '' : ` \\tag{${tag}}`);
const named = (label: string | undefined): string => (label === undefined ? '' : `\\label{${label}}`);

/** Right sides with the artefacts of html2text and the habits of MathJax; all of them can be set once mended. */
const bodies = [
  '\\frac{a}{b}',
  'a < b',
  'a <b> c',
  '\\left\\\\{ x \\right\\\\}',
  'S_\\boldsymbol x',
  '\\text{loss_a}',
  '\\big\\\\{ t, u \\big\\\\}',
  '\\\\{ 1, 2 \\\\}',
  'p(x|y)',
  '\\Vert z\\Vert_2^2',
  '\\mathbb{E}_{x\\sim p}\\left[ f \\right]',
  '\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}',
  '\\bbox[border: 1px dashed red; padding: 5px]{u}',
  'f(x) \\quad\\text{（当 $x>0$ 时）}',
  '\\text{其中}\\, c_i',
  '\\underbrace{u+v}_{\\text{第一项}}',
  '\\begin{cases} 1, & x > 0 \\\\\\  \n0, & x \\le 0 \\end{cases}',
  'a_1*b_1*c_1',
  'y\\_z',
] as const;

export const bodyCount = bodies.length;

const body = (mark: string, kind: number): string => `${mark} = ${bodies[kind % bodies.length] ?? 'x'}`;

export type SourceForm = (input: FormInput, kind: number) => WrittenForm;

function single(
  input: FormInput,
  kind: number,
  wrap: (tex: string, tag: string, label: string) => string,
  auto: boolean,
): WrittenForm {
  const mark = input.mark(0);
  const tag = input.tag();
  const label = auto || tag !== undefined ? input.label : undefined;
  return {
    lines: wrap(body(mark, kind), written(tag), named(label)).split('\n'),
    rows: [{ mark, tag, auto: auto && tag === undefined, label }],
  };
}

/** Rows of an environment: number them all, none, or every second one. */
function rowsOf(
  input: FormInput,
  kind: number,
  count: number,
  tagged: (row: number) => boolean,
  auto: (row: number) => boolean,
  end: string,
): { readonly text: string; readonly rows: RowTruth[] } {
  const rows: RowTruth[] = [];
  const lines: string[] = [];
  for (let row = 0; row < count; row += 1) {
    const mark = input.mark(row);
    const tag = tagged(row) ? input.tag() : undefined;
    const isAuto = tag === undefined && auto(row);
    const label = row === 0 && (tag !== undefined || isAuto) ? input.label : undefined;
    const declined = tag === undefined && !isAuto ? ' \\notag' : '';
    const right = (bodies[(kind + row) % bodies.length] ?? 'x').replace('f(x) \\quad', 'f(x) ');
    lines.push(`${mark} &= ${right}${written(tag)}${named(label)}${declined}`);
    rows.push({ mark, tag, auto: isAuto, label });
  }
  return { text: lines.join(`${end}\n`), rows };
}

export const sourceForms = {
  'bare equation': (input, kind) =>
    single(input, kind, (tex, tag, label) => `\\begin{equation}${label}\n${tex}${tag}\n\\end{equation}`, true),
  'bare equation on one line': (input, kind) =>
    single(input, kind, (tex, tag, label) => `\\begin{equation}${tex}${tag}${label}\\end{equation}`, true),
  'starred equation': (input, kind) =>
    single(input, kind, (tex, tag) => `\\begin{equation*}\n${tex}${tag}\n\\end{equation*}`, false),
  'equation around aligned': (input, kind) => {
    const mark = input.mark(0);
    const tag = input.tag();
    const text = `\\begin{equation}\\begin{aligned}  \n${mark} =&\\, ${bodies[kind % bodies.length] ?? ''} \\\\\\  \n=&\\, 2\\\\\\\\[5pt]\n\\+ & 3\n\\end{aligned}${written(tag)}${named(input.label)}\\end{equation}`;
    return { lines: text.split('\n'), rows: [{ mark, tag, auto: tag === undefined, label: input.label }] };
  },
  'fences alone': (input, kind) => single(input, kind, (tex, tag) => `$$\n${tex}${tag}\n$$`, false),
  'fences alone, tag on its line': (input, kind) =>
    single(input, kind, (tex, tag) => `$$\n${tex}\n${tag.trim() || '\\,'}\n$$`, false),
  'fences on one line': (input, kind) => single(input, kind, (tex, tag) => `$$${tex}${tag}$$`, false),
  'text on the fences': (input, kind) => single(input, kind, (tex, tag) => `$$${tex}\n+ 1${tag}$$`, false),
  'text on the first fence': (input, kind) => single(input, kind, (tex, tag) => `$$${tex}\n- 1${tag}\n$$`, false),
  'text on the last fence': (input, kind) => single(input, kind, (tex, tag) => `$$\n${tex}\n= 1${tag}$$`, false),
  brackets: (input, kind) => single(input, kind, (tex, tag) => `\\[\n${tex}${tag}\n\\]`, false),
  'brackets on one line': (input, kind) => single(input, kind, (tex, tag) => `\\[${tex}${tag}\\]`, false),
  'equation between fences': (input, kind) =>
    single(input, kind, (tex, tag, label) => `$$\n\\begin{equation}\n${tex}${tag}${label}\n\\end{equation}\n$$`, true),
  'single dollars': (input) => {
    const mark = input.mark(0);
    const tag = input.tag();
    return {
      lines: ['$', `${mark} = \\frac12${written(tag)}`, '$'],
      rows: [{ mark, tag, auto: false, label: undefined }],
      alone: true,
    };
  },
  'bare align': (input, kind) => {
    const made = rowsOf(
      input,
      kind,
      3,
      (row) => row !== 1,
      (row) => row !== 1,
      ' \\\\\\  ',
    );
    return { lines: `\\begin{align}\n${made.text}\n\\end{align}`.split('\n'), rows: made.rows };
  },
  'align between fences': (input, kind) => {
    const made = rowsOf(
      input,
      kind,
      2,
      () => true,
      () => true,
      ' \\\\',
    );
    return { lines: `$$\\begin{align}\n${made.text}\n\\end{align}$$`.split('\n'), rows: made.rows };
  },
  'bare gather': (input, kind) => {
    const made = rowsOf(
      input,
      kind,
      2,
      () => true,
      () => true,
      ' \\\\',
    );
    return {
      lines: `\\begin{gather}\n${made.text.replaceAll('&=', '=')}\n\\end{gather}`.split('\n'),
      rows: made.rows,
    };
  },
  'numbers in aligned': (input, kind) => {
    const made = rowsOf(
      input,
      kind,
      2,
      () => true,
      () => false,
      ' \\\\',
    );
    const rows = made.rows.map((row) => ({ ...row, label: undefined }));
    const text = made.text.replace(/\\label\{[^}]*\}| \\notag/g, '');
    if (rows.some(({ tag }) => tag === undefined)) return { lines: [], rows: [] };
    return { lines: `$$\n\\begin{aligned}\n${text}\n\\end{aligned}\n$$`.split('\n'), rows };
  },
  multline: (input) => {
    const mark = input.mark(0);
    const tag = input.tag();
    const text = `\\begin{multline}\n${mark} = a + b \\\\\n+ c${written(tag)}\n\\end{multline}`;
    return { lines: text.split('\n'), rows: [{ mark, tag, auto: tag === undefined, label: undefined }] };
  },
  eqnarray: (input) => {
    const marks = [input.mark(0), input.mark(1)];
    return {
      lines: ['\\begin{eqnarray}', `${marks[0] ?? ''} &=& 1 \\\\`, `${marks[1] ?? ''} &=& 2`, '\\end{eqnarray}'],
      rows: marks.map((mark) => ({ mark, tag: undefined, auto: true, label: undefined })),
    };
  },
  'bare array': (input) => {
    const mark = input.mark(0);
    const text = `\\begin{array}{c|c}\n\\hline\n${mark} & b \\\\\\  \n\\hline\n1 & 2 \\\\\\  \n\\hline\n\\end{array}`;
    return { lines: text.split('\n'), rows: [{ mark, tag: undefined, auto: false, label: undefined }] };
  },
} as const satisfies Record<string, SourceForm>;

export type FormName = keyof typeof sourceForms;
export const formNames = Object.keys(sourceForms) as FormName[];

/** What a display stands in. `lines` are those of the display. */
export const containers = {
  'own block': (lines) => ['', ...lines, ''],
  'glued to words': (lines) => ['于是有', ...lines, '其中各量同前。'],
  'words before': ([first = '', ...rest]) => [`展开便是${first}`, ...rest, ''],
  'words behind': (lines) => [...lines.slice(0, -1), `${lines.at(-1) ?? ''}，其中各量同前。`],
  'full stop behind': (lines) => ['', ...lines.slice(0, -1), `${lines.at(-1) ?? ''}。`, ''],
  'list item': (lines) => ['', '- 第一点', '', ...lines.map((line) => `  ${line}`), '', '- 第二点', ''],
  'list item, glued': (lines) => ['', '- 第一点：', ...lines.map((line) => `  ${line}`), '- 第二点', ''],
  'numbered item': (lines) => ['', '1. 第一步', ...lines.map((line) => `   ${line}`), '2. 第二步', ''],
  'nested item': (lines) => ['', '- 外层', '  - 内层：', ...lines.map((line) => `    ${line}`), '  - 内层二', ''],
  'behind a list mark': ([first = '', ...rest]) => ['', `- ${first}`, ...rest.map((line) => `  ${line}`), ''],
  quotation: (lines) => ['', '> 注意', '>', ...lines.map((line) => `> ${line}`), ''],
  'quotation, glued': (lines) => ['', '> 注意', ...lines.map((line) => `> ${line}`), '> 完毕。', ''],
  'quotation, no space': (lines) => ['', '>注意', ...lines.map((line) => `>${line}`), ''],
  box: (lines) => ['', '<div class="theorem-box">', '', '### 定理（生成）', '', ...lines, '', '</div>', ''],
  'box without blank lines': (lines) => ['', '<div class="note-box">', '提醒：', ...lines, '</div>', ''],
  'nested boxes': (lines) => [
    '<div class="derivation-box">',
    '<div class="formula-step">',
    '<div class="step-label">步骤 1</div>',
    ...lines,
    '</div>',
    '</div>',
  ],
  details: (lines) => [
    '',
    '<details>',
    '<summary>展开</summary>',
    '<div markdown="1">',
    '',
    ...lines,
    '',
    '</div>',
    '</details>',
    '',
  ],
} as const satisfies Record<string, (lines: readonly string[]) => readonly string[]>;

export type ContainerName = keyof typeof containers;
export const containerNames = Object.keys(containers) as ContainerName[];
/** Forms that are several lines of which each would begin something in Markdown cannot stand behind words. */
export const onlyAlone: ReadonlySet<ContainerName> = new Set([
  'words before',
  'words behind',
  'behind a list mark',
  'full stop behind',
]);
