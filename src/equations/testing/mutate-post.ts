import type { RuleId } from '../rules/index.ts';
import type { Derivation, Display, Equation, Position } from '../types.ts';

/** A fault put into a post, and what has to be found. */
export interface Mutant {
  readonly name: string;
  readonly text: string;
  /** Rules of which one has to speak, at a line of this stretch (1-based, inclusive, of the mutant). */
  readonly caughtBy: readonly RuleId[];
  readonly lines: readonly [number, number];
  /** Rules that may speak too, because what they look for is really broken as well. */
  readonly consequences: readonly RuleId[];
}

/** A clean post with its text. */
export interface Subject {
  readonly text: string;
  readonly derivation: Derivation;
}

/** Makes a mutant of a post, `undefined` where the post has nothing to break in this way. `pick` chooses the place. */
export type Mutation = (subject: Subject, pick: number) => Mutant | undefined;

const choose = <Item>(items: readonly Item[], pick: number): Item | undefined =>
  items[pick % Math.max(1, items.length)];
const replaceAt = (text: string, { start, end }: Position, by: string) =>
  text.slice(0, start.offset) + by + text.slice(end.offset);
const lineOf = ({ start }: Position): [number, number] => [start.line, start.line];

/** References to what is gone. */
const dangling: readonly RuleId[] = [
  'reference-target-resolves',
  'cross-post-target-resolves',
  'declared-equation-exists',
  'concept-definition-resolves',
];

/** Displays that hold exactly one equation, so that their lines can be cut out and copied. */
function singles({
  derivation: { displays, equations },
}: Subject): { display: Display; equation: Equation; place: number }[] {
  return displays.flatMap((display) => {
    const [place, ...others] = display.equations;
    return place === undefined || others.length > 0 || display.untagged > 0
      ? []
      : [{ display, equation: equations[place]!, place }];
  });
}

/** Offsets of whole lines, the last line end included. */
function linesAround(text: string, { start, end }: Position): [number, number] {
  const from = text.lastIndexOf('\n', start.offset - 1) + 1;
  const next = text.indexOf('\n', end.offset);
  return [from, next === -1 ? text.length : next + 1];
}

const deleteEquation: Mutation = (subject, pick) => {
  const { equations } = subject.derivation;
  const target = choose(
    singles(subject).filter(({ place }) => place < equations.length - 1),
    pick,
  );
  if (!target) return undefined;
  const [from, to] = linesAround(subject.text, target.display.position);
  const removed = target.display.position.end.line - target.display.position.start.line + 1;
  const line = equations[target.place + 1]!.position.start.line - removed;
  return {
    name: `delete (${String(target.equation.number)})`,
    text: subject.text.slice(0, from) + subject.text.slice(to),
    caughtBy: [target.place === 0 ? 'numbering-starts-at-one' : 'number-is-consecutive'],
    lines: [line, line],
    consequences: dangling,
  };
};

const duplicateEquation: Mutation = (subject, pick) => {
  const target = choose(singles(subject), pick);
  if (!target) return undefined;
  const [from, to] = linesAround(subject.text, target.display.position);
  const block = subject.text.slice(from, to);
  const { start, end } = target.display.position;
  const blank = `${/^[>\s]*/.exec(block)![0].trimEnd()}\n`;
  const line = target.equation.position.start.line + (end.line - start.line + 1) + 1;
  return {
    name: `duplicate (${String(target.equation.number)})`,
    text: subject.text.slice(0, to) + blank + block + subject.text.slice(to),
    caughtBy: ['number-is-unique'],
    lines: [line, line],
    consequences: target.equation.label === undefined ? [] : ['label-is-unique'],
  };
};

const swapNumbers: Mutation = (subject, pick) => {
  const { equations } = subject.derivation;
  if (equations.length < 2) return undefined;
  const one = pick % equations.length;
  const other = (one + 1 + (Math.floor(pick / equations.length) % (equations.length - 1))) % equations.length;
  const [first, second] = [equations[Math.min(one, other)]!, equations[Math.max(one, other)]!];
  const behind = replaceAt(subject.text, second.position, `\\tag{${String(first.number)}}`);
  return {
    name: `swap (${String(first.number)}) and (${String(second.number)})`,
    text: replaceAt(behind, first.position, `\\tag{${String(second.number)}}`),
    caughtBy: ['number-is-in-order'],
    lines: lineOf(first.position),
    consequences: [],
  };
};

const skipNumber: Mutation = (subject, pick) => {
  const { equations } = subject.derivation;
  const from = pick % Math.max(1, equations.length);
  const target = equations[from];
  if (!target) return undefined;
  const text = equations
    .slice(from)
    .reverse()
    .reduce(
      (result, { position, number }) => replaceAt(result, position, `\\tag{${String(number! + 1)}}`),
      subject.text,
    );
  return {
    name: `skip (${String(target.number)})`,
    text,
    caughtBy: [from === 0 ? 'numbering-starts-at-one' : 'number-is-consecutive'],
    lines: lineOf(target.position),
    consequences: dangling,
  };
};

/** One number is mistyped: as another one, as one beyond the end, as none. */
const mistypeNumber: Mutation = (subject, pick) => {
  const { equations } = subject.derivation;
  const place = pick % Math.max(1, equations.length);
  const target = equations[place];
  if (!target || equations.length < 2) return undefined;
  const last = place === equations.length - 1;
  const wrong = [
    String(((place + 1 + (pick % (equations.length - 1))) % equations.length) + 1),
    String(equations.length + 20),
    `${String(place + 1)}.5`,
    '',
  ][pick % 4]!;
  return {
    name: `mistype (${String(target.number)}) as ${wrong}`,
    text: replaceAt(subject.text, target.position, `\\tag{${wrong}}`),
    caughtBy: /^\d+$/.test(wrong) ? ['number-is-unique', 'number-is-consecutive'] : ['tag-is-integer'],
    lines: lineOf(target.position),
    // Of the last number nobody can say whether it is mistyped or others are missing.
    consequences: last ? dangling : ['cross-post-target-resolves'],
  };
};

const dropTag: Mutation = (subject, pick) => {
  const target = choose(singles(subject), pick);
  if (!target) return undefined;
  return {
    name: `drop the tag of (${String(target.equation.number)})`,
    text: replaceAt(subject.text, target.equation.position, ''),
    caughtBy: ['display-is-numbered'],
    lines: [target.display.position.start.line, target.display.position.end.line],
    consequences: ['label-is-well-formed'],
  };
};

const wrongReference: Mutation = (subject, pick) => {
  const { references, equations } = subject.derivation;
  const inText = references.filter(({ target, form }) => target.type === 'number' && form === 'text');
  const target = choose(inText, pick);
  if (!target) return undefined;
  const written = subject.text.slice(target.position.start.offset, target.position.end.offset);
  const beyond = equations.length + 1 + (pick % 40);
  return {
    name: `refer to (${String(beyond)}) in ${written}`,
    text: replaceAt(subject.text, target.position, written.replace(/\d+/, String(beyond))),
    caughtBy: ['reference-target-resolves'],
    lines: lineOf(target.position),
    consequences: [],
  };
};

const wrongLabel: Mutation = (subject, pick) => {
  const target = choose(
    subject.derivation.references.filter(({ target: { type } }) => type === 'label'),
    pick,
  );
  if (!target) return undefined;
  const written = subject.text.slice(target.position.start.offset, target.position.end.offset);
  return {
    name: `refer to a wrong label in ${written}`,
    text: replaceAt(subject.text, target.position, written.replace(/eq:/, 'eq:no-')),
    caughtBy: ['reference-target-resolves'],
    lines: lineOf(target.position),
    consequences: [],
  };
};

const breakages = [
  '\\undefinedmacro ',
  '{',
  '} ',
  '\\left( ',
  'x^1^2 ',
  '\\frac{1} \\right) ',
  '\\begin{cases} ',
  '\\href{x}{y} ',
  '\\end{matrix} ',
  'x & y ',
];

const breakTex: Mutation = (subject, pick) => {
  const formula = choose(subject.derivation.formulas, pick);
  if (!formula) return undefined;
  const broken = breakages[pick % breakages.length]!;
  // In an environment one more `&` is nothing that KaTeX refuses.
  if (broken.includes('&') && formula.tex.includes('\\begin')) return undefined;
  // Behind the `\begin{equation}` of a bare environment, which is part of its TeX.
  const opening = /^\s*(?:\\begin\{[a-z*]+\}\s*)*/.exec(formula.tex)![0];
  const at = subject.text.indexOf(formula.tex.slice(opening.length).split(/[\r\n]/)[0]!, formula.texStart.offset);
  if (at === -1) return undefined;
  return {
    name: `break the TeX with ${broken}at ${String(formula.position.start.line)}`,
    text: subject.text.slice(0, at) + broken + subject.text.slice(at),
    caughtBy: ['math-renders', 'math-is-closed'],
    lines: [formula.position.start.line, formula.position.end.line],
    consequences: [],
  };
};

const deadCrossPostLink: Mutation = (subject, pick) => {
  const target = choose(
    subject.derivation.references.filter(({ target: { type } }) => type === 'post'),
    pick,
  );
  const dead = [
    '../attention/scaled-dot-product.md#eq-99',
    '../attention/no-such-post.md#eq-1',
    './scaled-dot-product.md#eq-1',
  ][pick % 3]!;
  if (!target) {
    return {
      name: `add a dead link to ${dead}`,
      text: `${subject.text}\n见 [](${dead})。\n`,
      caughtBy: ['cross-post-target-resolves'],
      lines: [subject.text.split('\n').length + 1, subject.text.split('\n').length + 1],
      consequences: [],
    };
  }
  const written = subject.text.slice(target.position.start.offset, target.position.end.offset);
  return {
    name: `turn ${written} into a dead link to ${dead}`,
    text: replaceAt(subject.text, target.position, written.replace(/\([^)]*\)$/, `(${dead})`)),
    caughtBy: ['cross-post-target-resolves'],
    lines: lineOf(target.position),
    consequences: [],
  };
};

const openDisplay: Mutation = (subject, pick) => {
  const dollars = singles(subject).filter(({ display }) => display.form === 'dollars');
  const target = choose(dollars, pick);
  if (!target) return undefined;
  const { start, end } = target.display.position;
  const next = dollars.find(({ display }) => display.position.start.line > end.line);
  return {
    name: `leave (${String(target.equation.number)}) open`,
    text: subject.text.slice(0, end.offset - 2) + subject.text.slice(end.offset),
    caughtBy: ['math-is-closed', 'display-fence-is-alone'],
    // The fence of the next display closes this one, so the fault may show up to there.
    lines: [start.line, next ? next.display.position.end.line : Infinity],
    consequences: ['math-renders', 'directive-is-closed'],
  };
};

/** One dollar of an inline formula is lost. */
const dropDollar: Mutation = (subject, pick) => {
  const inline = subject.derivation.formulas.filter(
    ({ display, position }) => !display && subject.text[position.start.offset + 1] !== '$',
  );
  const target = choose(inline, pick);
  if (!target) return undefined;
  const { start, end } = target.position;
  const at = pick % 2 === 0 ? start.offset : end.offset - 1;
  const before = subject.text.slice(0, start.offset).search(/\r?\n[ >\t]*\r?\n(?![\s\S]*\n[ >\t]*\r?\n)/);
  const first = subject.text.slice(0, Math.max(0, before)).split('\n').length;
  const rest = subject.text.slice(end.offset).search(/\n[ >\t]*\r?\n|$(?![\s\S])/);
  const last = subject.text.slice(0, end.offset + rest).split('\n').length;
  return {
    name: `drop a dollar at ${String(start.line)}`,
    text: subject.text.slice(0, at) + subject.text.slice(at + 1),
    caughtBy: ['math-delimiter-is-paired', 'math-renders', 'tex-is-in-math'],
    lines: [first, last],
    // Words and formulas of the paragraph change places, links and words that seem to be tags among them; in .mdx the
    // braces of a formula that has become text are code.
    consequences: ['reference-target-resolves', 'mdx-is-readable'],
  };
};

export const mutations: Readonly<Record<string, Mutation>> = {
  deleteEquation,
  duplicateEquation,
  swapNumbers,
  skipNumber,
  mistypeNumber,
  dropTag,
  wrongReference,
  wrongLabel,
  breakTex,
  deadCrossPostLink,
  openDisplay,
  dropDollar,
};
