import { startOfFile, type Rule, type RuleFinding } from '../check-input.ts';
import { changedEquations, changedMeanings, type ChangedMeaning } from '../ledger/judge-ledger.ts';
import { nameOfEntry } from '../ledger/published.ts';
import type { CurrentAnchor } from '../ledger/types.ts';
import type { Derivation, Position } from '../types.ts';

/** Under a published anchor stands what stood there, until the author says that the change is meant. */
export const publishedMeaningIsKept = {
  id: 'published-meaning-is-kept',
  description: '发布过的编号和锚点仍指原来的公式，公式也没有改过，或者记下了改动',
  defaultSeverity: 'warning',
  run({ published, index }) {
    if (published === undefined) return [];
    const moved = Map.groupBy(changedMeanings(published.match), ({ entry }) => entry.post);
    const found: RuleFinding[] = [];
    for (const [slug, changes] of moved) {
      const post = index.derivations.get(slug);
      if (post !== undefined) found.push(movedInPost(changes, post));
    }
    for (const { entry, current } of changedEquations(published.match)) {
      const post = index.derivations.get(current.post);
      if (post === undefined) continue;
      const number = nameOfEntry(entry);
      const name = entry.number === current.number ? number : `${number}（现在是${nameOfEntry(current)}）`;
      found.push({
        file: post.path,
        position: positionOf(current, post),
        message: `发布过的${name} 的内容改过，原来的链接现在看到的是另一个式子。`,
        hint: '如果说的是另一件事，就另写一条公式；如果是更正，运行 npm run anchors -- --update 记下来。',
      });
    }
    return found;
  },
} as const satisfies Rule;

const shown = 4;

/** An equation put in at the top moves all numbers: that is one change, told once. */
function movedInPost(changes: readonly ChangedMeaning[], post: Derivation): RuleFinding {
  const told = changes
    .slice(0, shown)
    .map(({ entry, movedTo }) => `${nameOfEntry(entry)} 现在是${nameOfEntry(movedTo)}`);
  const more = changes.length > shown ? `，等 ${String(changes.length)} 处` : '';
  const [first] = changes;
  return {
    file: post.path,
    position: first === undefined ? startOfFile : positionOf(first.current, post),
    message: `发布过的锚点现在指别的东西：${told.join('，')}${more}。`,
    hint: '如果是有意的（例如插入了公式），运行 npm run anchors -- --update 记下来：永久链接照旧，写着旧编号的链接会到新的公式。',
  };
}

function positionOf({ kind, number, anchor }: CurrentAnchor, { equations, results, headings }: Derivation): Position {
  const place = kind === 'equation' ? equations.find((equation) => equation.number === number) : undefined;
  const other = [...results, ...headings].find(({ id }) => id === anchor);
  return place?.position ?? other?.position ?? startOfFile;
}
