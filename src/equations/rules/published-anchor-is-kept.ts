import { startOfFile, type CheckInput, type Rule, type RuleFinding } from '../check-input.ts';
import { labelAnchor } from '../build-index.ts';
import { lostLabels } from '../ledger/judge-ledger.ts';
import { nameOfEntry, type Published } from '../ledger/published.ts';
import type { CurrentAnchor, LedgerEntry } from '../ledger/types.ts';
import { isSwallowed } from '../number-sequence.ts';
import type { Derivation, Finding, Position } from '../types.ts';

/** Whatever was published is still there, under its name, or was retired on purpose. Runs behind the rules on numbers. */
export const publishedAnchorIsKept = {
  id: 'published-anchor-is-kept',
  description: '发布过的文章、小节、定理、公式和标签都还在，或者明确停用了',
  defaultSeverity: 'error',
  run(input, found) {
    const { published } = input;
    if (published === undefined) return [];
    const doubtful = filesInDoubt(found);
    return [
      ...published.match.missing.flatMap((entry) => missing(entry, published, input, doubtful)),
      ...lostLabels(published.match).map(({ entry, current }): RuleFinding => {
        const post = input.index.derivations.get(entry.post);
        const label = entry.label ?? '';
        const now = current.label === undefined ? '现在没有标签' : `现在的标签是 ${current.label}`;
        return {
          file: post?.path ?? published.path,
          position: post === undefined ? published.placeOf(entry) : positionOf(current, post),
          message: `发布过的标签 ${label} 不见了：${nameOfEntry(current)} ${now}。`,
          expected: label,
          hint: `写回 ${label}；确实要换名字，运行 npm run anchors -- --retire ${entry.post}#${labelAnchor(label)}，旧链接仍指向它。`,
        };
      }),
    ];
  },
} as const satisfies Rule;

/** Behind a fault of these kinds an equation, a box or a post may only seem to be missing; the fault has its own finding. */
const hiding = /^(?:number|tag|one-tag|display|math-is|directive|mdx|identifier|label|slug|content-file)/;

/** Whether a finding of this rule leaves it open which anchors a post has. */
export function isAboutAnchors(ruleId: string): boolean {
  return hiding.test(ruleId);
}

function filesInDoubt(found: readonly Finding[]): ReadonlySet<string> {
  return new Set(found.filter(({ ruleId }) => isAboutAnchors(ruleId)).map(({ file }) => file));
}

function missing(
  entry: LedgerEntry,
  published: Published,
  { index, files }: CheckInput,
  doubtful: ReadonlySet<string>,
): RuleFinding[] {
  const post = index.derivations.get(entry.post);
  const hint = `恢复它；或者停用它：npm run anchors -- --retire ${entry.id} --to 代替它的锚点（或 --because 理由）`;
  if (post === undefined) {
    const isUnreadable = files.faults.some(({ path }) => path.includes(`/${entry.post}.md`));
    if (entry.kind !== 'post' || isUnreadable) return [];
    const message = `发布过的${nameOfEntry(entry)} 不见了，指向它和它的公式的链接都会失效。`;
    return [{ file: published.path, position: published.placeOf(entry), message, hint: `${hint}。` }];
  }
  if (isSwallowed(post) || doubtful.has(post.path)) return [];
  return [
    {
      file: post.path,
      position: placeNear(entry, published, post),
      message: `发布过的${nameOfEntry(entry)}（永久编号 ${entry.id}）不见了。`,
      hint: `${hint}；如果它就是现在的某一条，运行 npm run anchors -- --keep ${entry.id} --as ${entry.post}#锚点。`,
    },
  ];
}

/** Behind what stood before it, so that a report points to where it was. */
function placeNear(entry: LedgerEntry, { ledger, match }: Published, post: Derivation): Position {
  const currents = new Map(match.pairs.map((pair) => [pair.entry, pair.current]));
  const before = ledger
    .slice(0, ledger.indexOf(entry))
    .findLast((each) => each.post === entry.post && each.kind === entry.kind && currents.has(each));
  const current = before === undefined ? undefined : currents.get(before);
  return current === undefined ? startOfFile : positionOf(current, post);
}

function positionOf({ kind, number, anchor }: CurrentAnchor, { equations, results, headings }: Derivation): Position {
  const found = {
    post: undefined,
    section: headings.find(({ id }) => id === anchor),
    result: results.find(({ id }) => id === anchor),
    equation: equations.find((equation) => equation.number === number),
  }[kind];
  return found?.position ?? startOfFile;
}
