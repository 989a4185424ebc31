import type { Rule } from '../check-input.ts';
import { brokenReplacements } from '../ledger/judge-ledger.ts';
import { nameOfEntry } from '../ledger/published.ts';

/** What is said to stand for a retired thing is there. */
export const retirementTargetResolves = {
  id: 'retirement-target-resolves',
  description: '停用的锚点写明的代替者存在',
  defaultSeverity: 'error',
  run({ published, index }) {
    if (published === undefined) return [];
    return brokenReplacements(published.ledger, index).map((entry) => {
      const replacement = entry.retired?.replacement ?? '';
      return {
        file: published.path,
        position: published.placeOf(entry),
        message: `${entry.post} 的${nameOfEntry(entry)} 已停用，代替它的 ${replacement} 不存在。`,
        actual: replacement,
        hint: `换一个代替者：npm run anchors -- --retire ${entry.id} --to 文章#锚点。`,
      };
    });
  },
} as const satisfies Rule;
