import type { Derivation, Heading, Position, Reference, Result, ResultKind } from '../equations/types.ts';
import { isRunBlock } from '../site/cells.ts';
import type { Post } from '../site/types.ts';

/** The parts that a finished post has, in the order of the standard; i18n names them (`part.name.…`, `part.wants.…`). */
export const standardParts = [
  'conclusion',
  'prerequisites',
  'symbols',
  'definitions',
  'proofs',
  'intuition',
  'perspectives',
  'limits',
  'numerics',
  'example',
  'code',
  'practice',
  'relations',
  'exercises',
  'summary',
  'references',
] as const;

export type StandardPartId = (typeof standardParts)[number];

/** `part`: begun and not enough. */
export type PartState = 'full' | 'part' | 'none';

export interface PartFound {
  readonly state: PartState;
  /** Id on the page of the place that has it, for a link; `undefined` where there is none. */
  readonly anchor: string | undefined;
}

/** What the derivation does not know: front matter. */
export interface PostFacts {
  readonly derivation: Derivation;
  readonly prerequisites: number;
  /** Whether the text that the entry comes from is credited. */
  readonly credited: boolean;
}

/** Ids of what the page of a post makes of front matter and citations. */
const onPage = { prerequisites: 'page-prerequisites', references: 'page-references' } as const;

/** The parts of a post of the site. */
export function partsOf({ derivation, prerequisites, source }: Post): Record<StandardPartId, PartFound> {
  return findStandardParts({ derivation, prerequisites: prerequisites.length, credited: source !== undefined });
}

/** Which parts of the standard a post has. Pure; looks at headings, boxes, code and references, never at the wording. */
export function findStandardParts(post: PostFacts): Record<StandardPartId, PartFound> {
  const entries = standardParts.map((part): [StandardPartId, PartFound] => [part, finders[part](post)]);
  return Object.fromEntries(entries) as Record<StandardPartId, PartFound>;
}

const absent: PartFound = { state: 'none', anchor: undefined };

const finders = {
  conclusion: ({ derivation }) =>
    opening(derivation, /结论|问题|概览|引言|要回答|introduction|overview|question|result/i),
  prerequisites: ({ derivation, prerequisites }) => {
    if (prerequisites > 0) return { state: 'full', anchor: onPage.prerequisites };
    const { preparation, headings } = derivation;
    // A post on which others stand may need nothing of this site, and says what it needs instead.
    return preparation === undefined ? absent : { state: 'full', anchor: headings[preparation]?.id };
  },
  symbols: ({ derivation }) => {
    const found = section(derivation, /记号|符号|约定|notation|symbol|convention/i);
    const [symbol] = derivation.symbols;
    return symbol === undefined ? weaker(found) : { state: 'full', anchor: sectionOf(derivation, symbol.position) };
  },
  definitions: ({ derivation }) => boxes(derivation, ['definition', 'assumption'], 1),
  proofs: ({ derivation }) => provedResults(derivation),
  intuition: ({ derivation }) => boxes(derivation, ['intuition'], 1),
  perspectives: ({ derivation }) => boxes(derivation, ['perspective'], 2),
  limits: ({ derivation }) =>
    section(derivation, /特例|特殊|极限|边界|取等|等号|失效|反例|局限|special|limit|equality|failure|counter/i),
  numerics: ({ derivation }) => either(section(derivation, /数值|numeric/i), boxes(derivation, ['numerics'], 1)),
  example: ({ derivation }) =>
    either(boxes(derivation, ['example'], 1), section(derivation, /算例|例子|手算|example/i)),
  code: ({ derivation }) => {
    const python = derivation.codeBlocks.filter(({ lang }) => lang === 'python');
    const run = python.find(isRunBlock);
    const [block] = run === undefined ? python : [run];
    if (block === undefined) return absent;
    return { state: run === undefined ? 'part' : 'full', anchor: sectionOf(derivation, block.position) };
  },
  practice: ({ derivation }) =>
    referring(
      derivation,
      either(section(derivation, /实践|建议|超参|practice|advice/i), boxes(derivation, ['practice'], 1)),
      1,
    ),
  relations: ({ derivation }) => {
    const elsewhere = derivation.references.filter(({ target }) => target.type === 'post');
    const found = section(derivation, /关系|联系|相关方法|relation|related/i);
    if (found.state === 'full') return found;
    const [first] = elsewhere;
    if (first === undefined) return absent;
    return { state: elsewhere.length >= 3 ? 'full' : 'part', anchor: sectionOf(derivation, first.position) };
  },
  exercises: ({ derivation }) => solvedExercises(derivation),
  summary: ({ derivation }) => referring(derivation, section(derivation, /小结|总结|summary/i), 3),
  references: ({ derivation, credited }) => {
    const cites = derivation.citations.length > 0;
    if (!cites && !credited) return absent;
    return { state: cites && credited ? 'full' : 'part', anchor: onPage.references };
  },
} as const satisfies Record<StandardPartId, (post: PostFacts) => PartFound>;

function section({ headings }: Derivation, words: RegExp): PartFound {
  const found: Heading | undefined = headings.find(({ text }) => words.test(text));
  return found === undefined ? absent : { state: 'full', anchor: found.id };
}

/** A section among the first three: what a post opens with. */
function opening({ headings }: Derivation, words: RegExp): PartFound {
  const found = headings
    .filter(({ depth }) => depth === 2)
    .slice(0, 3)
    .find(({ text }) => words.test(text));
  return found === undefined ? absent : { state: 'full', anchor: found.id };
}

/** Id of the section in which something stands. */
function sectionOf({ headings }: Derivation, { start }: Position): string | undefined {
  return headings.findLast(({ position }) => position.start.offset < start.offset)?.id;
}

/** A section that is worth something where it names equations: weaker where it names fewer than `enough`. */
function referring(derivation: Derivation, found: PartFound, enough: number): PartFound {
  const { headings, references } = derivation;
  const from = headings.findIndex(({ id }) => id === found.anchor);
  const heading = headings[from];
  if (found.state !== 'full' || heading === undefined) return found;
  const next = headings.findIndex(({ depth }, place) => place > from && depth <= heading.depth);
  const to = next === -1 ? headings.length : next;
  const named = references.filter(
    (reference) => reference.heading >= from && reference.heading < to && namesEquation(reference),
  );
  return named.length >= enough ? found : { ...found, state: 'part' };
}

function namesEquation({ target }: Reference): boolean {
  return target.type === 'number' || target.type === 'label' || /^eq-/.test(target.id);
}

function weaker(found: PartFound): PartFound {
  return found.state === 'full' ? { ...found, state: 'part' } : found;
}

function either(a: PartFound, b: PartFound): PartFound {
  if (a.state === 'full' || b.state === 'none') return a;
  return b;
}

function ofKind({ results }: Derivation, kinds: readonly ResultKind[]): Result[] {
  return results.filter(({ kind }) => kinds.includes(kind));
}

function anchorOf(derivation: Derivation, result: Result | undefined): string | undefined {
  if (result === undefined) return undefined;
  return result.id === '' ? derivation.headings[result.heading]?.id : result.id;
}

function boxes(derivation: Derivation, kinds: readonly ResultKind[], enough: number): PartFound {
  const found = ofKind(derivation, kinds);
  const anchor = anchorOf(derivation, found[0]);
  if (found.length >= enough) return { state: 'full', anchor };
  return found.length > 0 ? { state: 'part', anchor } : absent;
}

function provedResults(derivation: Derivation): PartFound {
  const stated = ofKind(derivation, ['theorem', 'lemma', 'proposition', 'corollary']);
  if (stated.length === 0) return absent;
  const proved = new Set(ofKind(derivation, ['proof']).map(({ of }) => of));
  const unproved = stated.find(({ id }) => !proved.has(id));
  return unproved === undefined ? { state: 'full', anchor: stated[0]?.id } : { state: 'part', anchor: unproved.id };
}

function solvedExercises(derivation: Derivation): PartFound {
  const exercises = ofKind(derivation, ['exercise']);
  if (exercises.length === 0) return absent;
  const solved = new Set(ofKind(derivation, ['solution']).map(({ of }) => of));
  const unsolved = exercises.find(({ id }) => !solved.has(id));
  if (unsolved !== undefined) return { state: 'part', anchor: unsolved.id };
  return { state: exercises.length >= 3 ? 'full' : 'part', anchor: exercises[0]?.id };
}
