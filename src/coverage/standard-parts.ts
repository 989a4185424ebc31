import type { Derivation, Heading, Result, ResultKind } from '../equations/types.ts';

/** A part that a finished post has; the order is that of the standard. */
export interface StandardPart {
  readonly id: string;
  /** Column head of the matrix. */
  readonly name: string;
  /** What counts as the part being there, in words for an author. */
  readonly wants: string;
}

export const standardParts = [
  { id: 'conclusion', name: '结论', wants: '开头一节说出一句话结论和要回答的问题' },
  { id: 'prerequisites', name: '先修', wants: '至少一条先修，各带理由' },
  { id: 'symbols', name: '记号', wants: '一张符号表（表头第一格是「符号」）' },
  { id: 'definitions', name: '定义', wants: '至少一个编号的定义或假设' },
  { id: 'proofs', name: '证明', wants: '至少一个定理类结果，每个都有证明' },
  { id: 'intuition', name: '直觉', wants: '至少一个「数学直觉」' },
  { id: 'perspectives', name: '视角', wants: '至少两个「视角」' },
  { id: 'limits', name: '边界', wants: '一节讲特例、极限、取等条件或失效的情形' },
  { id: 'numerics', name: '数值', wants: '一节或一个框讲数值稳定性' },
  { id: 'example', name: '算例', wants: '至少一个算例' },
  { id: 'code', name: '代码', wants: '至少一段会被执行的 Python' },
  { id: 'practice', name: '实践', wants: '一节或一个框给出实践建议' },
  { id: 'relations', name: '关系', wants: '一节讲与其他方法的关系，或至少三处指向其他文章' },
  { id: 'exercises', name: '练习', wants: '至少三道练习，每道都有解答' },
  { id: 'summary', name: '小结', wants: '一节小结' },
  { id: 'references', name: '文献', wants: '至少引用一篇文献' },
] as const satisfies readonly StandardPart[];

export type StandardPartId = (typeof standardParts)[number]['id'];

/** `part`: begun and not enough. */
export type PartState = 'full' | 'part' | 'none';

export interface PartFound {
  readonly state: PartState;
  /** Id on the page of the place that has it, for a link; `undefined` where there is none. */
  readonly anchor: string | undefined;
  /** What is missing, for `part` and `none`. */
  readonly missing: string | undefined;
}

/** What the derivation does not know: front matter and table heads. */
export interface PostFacts {
  readonly derivation: Derivation;
  readonly prerequisites: number;
  readonly hasSymbolTable: boolean;
}

/** Which parts of the standard a post has. Pure; looks at headings, boxes, code and references, never at the wording. */
export function findStandardParts(post: PostFacts): Record<StandardPartId, PartFound> {
  const entries = standardParts.map((part): [StandardPartId, PartFound] => {
    const { state, anchor } = finders[part.id](post);
    return [part.id, { state, anchor, missing: state === 'full' ? undefined : part.wants }];
  });
  return Object.fromEntries(entries) as Record<StandardPartId, PartFound>;
}

interface Found {
  readonly state: PartState;
  readonly anchor: string | undefined;
}

const absent: Found = { state: 'none', anchor: undefined };

const finders = {
  conclusion: ({ derivation }) => section(derivation, /结论|问题|概览|引言|要回答/),
  prerequisites: ({ prerequisites }) => ({ state: prerequisites > 0 ? 'full' : 'none', anchor: undefined }),
  symbols: (post) =>
    post.hasSymbolTable
      ? { state: 'full', anchor: section(post.derivation, /记号|符号|约定/).anchor }
      : weaker(section(post.derivation, /记号|符号|约定/)),
  definitions: ({ derivation }) => boxes(derivation, ['definition', 'assumption'], 1),
  proofs: ({ derivation }) => provedResults(derivation),
  intuition: ({ derivation }) => boxes(derivation, ['intuition'], 1),
  perspectives: ({ derivation }) => boxes(derivation, ['perspective'], 2),
  limits: ({ derivation }) => section(derivation, /特例|特殊|极限|边界|取等|等号|失效|反例|局限/),
  numerics: ({ derivation }) => either(section(derivation, /数值/), boxes(derivation, ['numerics'], 1)),
  example: ({ derivation }) => either(boxes(derivation, ['example'], 1), section(derivation, /算例|例子|手算/)),
  code: ({ derivation }) => {
    const python = derivation.codeBlocks.filter(({ lang }) => lang === 'python');
    if (python.some(({ meta }) => /(?:^|\s)run(?:\s|$)/.test(meta))) return { state: 'full', anchor: undefined };
    return python.length > 0 ? { state: 'part', anchor: undefined } : absent;
  },
  practice: ({ derivation }) => either(section(derivation, /实践|建议|超参/), boxes(derivation, ['practice'], 1)),
  relations: ({ derivation }) => {
    const elsewhere = derivation.references.filter(({ target }) => target.type === 'post').length;
    const found = section(derivation, /关系|联系|相关方法/);
    if (found.state === 'full' || elsewhere >= 3) return { state: 'full', anchor: found.anchor };
    return elsewhere > 0 ? { state: 'part', anchor: undefined } : absent;
  },
  exercises: ({ derivation }) => solvedExercises(derivation),
  summary: ({ derivation }) => section(derivation, /小结|总结/),
  references: ({ derivation }) => ({
    state: derivation.citations.length > 0 ? 'full' : 'none',
    anchor: section(derivation, /文献/).anchor,
  }),
} as const satisfies Record<StandardPartId, (post: PostFacts) => Found>;

function section({ headings }: Derivation, words: RegExp): Found {
  const found: Heading | undefined = headings.find(({ text }) => words.test(text));
  return found === undefined ? absent : { state: 'full', anchor: found.id };
}

function weaker(found: Found): Found {
  return found.state === 'full' ? { ...found, state: 'part' } : found;
}

function either(a: Found, b: Found): Found {
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

function boxes(derivation: Derivation, kinds: readonly ResultKind[], enough: number): Found {
  const found = ofKind(derivation, kinds);
  const anchor = anchorOf(derivation, found[0]);
  if (found.length >= enough) return { state: 'full', anchor };
  return found.length > 0 ? { state: 'part', anchor } : absent;
}

function provedResults(derivation: Derivation): Found {
  const stated = ofKind(derivation, ['theorem', 'lemma', 'proposition', 'corollary']);
  if (stated.length === 0) return absent;
  const proved = new Set(ofKind(derivation, ['proof']).map(({ of }) => of));
  const unproved = stated.find(({ id }) => !proved.has(id));
  return unproved === undefined ? { state: 'full', anchor: stated[0]?.id } : { state: 'part', anchor: unproved.id };
}

function solvedExercises(derivation: Derivation): Found {
  const exercises = ofKind(derivation, ['exercise']);
  if (exercises.length === 0) return absent;
  const solved = new Set(ofKind(derivation, ['solution']).map(({ of }) => of));
  const unsolved = exercises.find(({ id }) => !solved.has(id));
  if (unsolved !== undefined) return { state: 'part', anchor: unsolved.id };
  return { state: exercises.length >= 3 ? 'full' : 'part', anchor: exercises[0]?.id };
}
