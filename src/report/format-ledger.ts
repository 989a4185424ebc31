import type { LedgerChange } from '../equations/ledger/compare-ledgers.ts';
import {
  brokenReplacements,
  changedEquations,
  lostLabels,
  suspectReferences,
} from '../equations/ledger/judge-ledger.ts';
import { nameOfEntry } from '../equations/ledger/published.ts';
import {
  anchorKinds,
  type AnchorKind,
  type Ledger,
  type LedgerEntry,
  type LedgerMatch,
} from '../equations/ledger/types.ts';
import type { EquationIndex } from '../equations/types.ts';

const kindNames = { post: '篇文章', section: '个小节', result: '个框', equation: '条公式' } as const satisfies Record<
  AnchorKind,
  string
>;

/** `3 篇文章、24 个小节`; `没有` for none. */
function count(entries: readonly { readonly kind: AnchorKind }[]): string {
  const parts = anchorKinds.flatMap((kind) => {
    const amount = entries.filter((entry) => entry.kind === kind).length;
    return amount === 0 ? [] : [`${String(amount)} ${kindNames[kind]}`];
  });
  return parts.length === 0 ? '没有' : parts.join('、');
}

const named = (entry: LedgerEntry): string => `${entry.id}  ${entry.post} 的${nameOfEntry(entry)}`;

function list(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${title}：`, ...lines.map((line) => `  ${line}`)];
}

/** What stands in the ledger, and what an author has to do about it. Ends with a newline. */
export function formatLedgerState(ledger: Ledger, match: LedgerMatch, index: EquationIndex): string {
  const live = ledger.filter(({ retired }) => retired === undefined);
  const suspects = suspectReferences(match, index);
  const moved = match.pairs.filter(({ entry, current }) => entry.anchor !== current.anchor);
  const lines = [
    `名册里有${count(live)}${live.length < ledger.length ? `，另有 ${String(ledger.length - live.length)} 条已停用` : ''}。`,
    `还没有登记的：${count(match.added)}${match.added.length === 0 ? '' : '（--update 登记）'}。`,
    ...list(
      '锚点变了，还没有记下',
      moved.map(({ entry, current }) => `${named(entry)} → ${nameOfEntry(current)}`),
    ),
    ...list(
      '公式改了，还没有记下',
      changedEquations(match).map(({ entry }) => named(entry)),
    ),
    ...list('不见了，要恢复或停用', match.missing.map(named)),
    ...list(
      '标签不见了，要写回或停用',
      lostLabels(match).map(({ entry }) => `${named(entry)}：${entry.label ?? ''}`),
    ),
    ...list(
      '代替者不存在',
      brokenReplacements(ledger, index).map((entry) => `${named(entry)} → ${entry.retired?.replacement ?? ''}`),
    ),
    ...list(
      '公式改过，引用要重新读（--acknowledge 确认）',
      suspects.map(({ entry, uses }) => {
        const places = uses.map(({ slug, reference }) => `${slug}:${String(reference.position.start.line)}`);
        return `${named(entry)}，引用在 ${[...new Set(places)].join('、')}`;
      }),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

/** Whether something has to be decided before this may be published. */
export function isLedgerBroken(ledger: Ledger, match: LedgerMatch, index: EquationIndex): boolean {
  return match.missing.length + lostLabels(match).length + brokenReplacements(ledger, index).length > 0;
}

/** What a change did to the ledger, for its reviewers. Ends with a newline. */
export function formatLedgerChange(change: LedgerChange): string {
  const { added, retired, moved, reused, reworded, lost } = change;
  const lines = [
    `新登记：${count(added)}。`,
    ...list(
      '停用',
      retired.map(
        (entry) => `${named(entry)}：${[entry.retired?.replacement, entry.retired?.reason].filter(Boolean).join('，')}`,
      ),
    ),
    ...list(
      '锚点变了',
      moved.map(({ before, after }) => `${named(before)} → ${nameOfEntry(after)}`),
    ),
    ...list(
      '旧锚点现在指别的',
      reused.map(({ before, holder }) => `${before.post}#${before.anchor} 原来是 ${before.id}，现在是 ${holder.id}`),
    ),
    ...list(
      '公式改了',
      reworded.map(({ after }) => named(after)),
    ),
    ...list('不允许：从名册里消失、换了文章，或者停用之后又启用', lost.map(named)),
  ];
  return `${lines.join('\n')}\n`;
}
