import { parseArgs } from 'node:util';
import { compareLedgers } from '../../src/equations/ledger/compare-ledgers.ts';
import { currentAnchors } from '../../src/equations/ledger/current-anchors.ts';
import { matchLedger } from '../../src/equations/ledger/match-ledger.ts';
import type { Ledger, Retirement } from '../../src/equations/ledger/types.ts';
import {
  acknowledged,
  kept,
  ledgerAt,
  openLedger,
  retired,
  saveLedger,
  updated,
  type LedgerWork,
} from '../../src/integrations/ledger-work.ts';
import { formatCli } from '../../src/report/format-cli.ts';
import { formatLedgerChange, formatLedgerState, isLedgerBroken } from '../../src/report/format-ledger.ts';
import { summarise } from '../../src/equations/check.ts';
import { siteConfig } from '../../src/site.config.ts';
import { UsageError, type CommandResult, type Place } from '../command.ts';

const help = `用法：npm run anchors -- [选项]

管理已发布锚点的名册 anchors.json。登记过的文章、小节、框、公式有永久编号，以后改了编号、标题，旧链接仍然有效。
不带选项时只报告，什么都不写。

  --update                              登记新的，让已登记的跟上改动
  --acknowledge [编号或 文章 或 文章#锚点…]  引用了改过的公式的句子已经重读；不写名字就是全部
  --retire <编号或 文章#锚点 或 文章> --to <文章#锚点> | --because <理由>
                                        停用已经删掉的；标签改了名也用它（不用写 --to）
  --keep <编号或 文章#锚点> --as <文章#锚点>  说明它就是现在的哪一条
  --since <提交>                        与某次提交时的名册比较；只许增加和停用（给 CI 用）
  --help                                显示这段说明

环境变量 TUIDAO_CONTENT 指定另一个内容目录。
退出码：0 没有要决定的，1 有东西不见了或名册少了东西，2 用法不对或内部出错。
`;

interface Options {
  readonly update: boolean;
  readonly acknowledge: boolean;
  readonly retire?: string;
  readonly to?: string;
  readonly because?: string;
  readonly keep?: string;
  readonly as?: string;
  readonly since?: string;
  readonly help: boolean;
  readonly names: readonly string[];
}

function readArguments(argv: readonly string[]): Options {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        update: flag,
        acknowledge: flag,
        retire: text,
        to: text,
        because: text,
        keep: text,
        as: text,
        since: text,
        help: { ...flag, short: 'h' },
      },
    });
    const options = { ...values, names: positionals };
    const { update, acknowledge, retire, keep, since } = options;
    const chosen = [update, acknowledge, retire !== undefined, keep !== undefined, since !== undefined];
    if (chosen.filter(Boolean).length > 1) throw new UsageError('一次只做一件事。用 --help 查看用法。');
    if (positionals.length > 0 && !acknowledge) throw new UsageError(`不知道 ${positionals.join(' ')} 是什么意思。`);
    if ((keep === undefined) !== (options.as === undefined)) throw new UsageError('--keep 与 --as 要一起写。');
    return options;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError('不认识的选项，或者选项缺少值。用 --help 查看用法。', { cause: error });
  }
}

/** The ledger that an option asks for; `undefined` where it asks only for a report. */
function change(work: LedgerWork, options: Options): Ledger | undefined {
  const { update, acknowledge, retire, keep, as, to, because, names } = options;
  if (update) return updated(work);
  if (acknowledge) return acknowledged(work, names);
  if (keep !== undefined) return kept(work, keep, as ?? '');
  if (retire === undefined) return undefined;
  const retirement: Retirement = {
    ...(because === undefined ? {} : { reason: because }),
    ...(to === undefined ? {} : { replacement: to }),
  };
  return retired(work, retire, retirement);
}

/** What `npm run anchors` does: writes nothing but the ledger. @throws UsageError, and Error with one Chinese sentence */
export function anchors(argv: readonly string[], { content, project }: Place): CommandResult {
  const options = readArguments(argv);
  if (options.help) return { code: 0, stdout: help };
  const work = openLedger(content, siteConfig, project);
  const { checked, obstacles, match } = work;
  if (options.since !== undefined) {
    const difference = compareLedgers(ledgerAt(work, options.since), work.ledger);
    return { code: difference.lost.length > 0 ? 1 : 0, stdout: formatLedgerChange(difference) };
  }
  const isChange = options.update || options.acknowledge || (options.retire ?? options.keep) !== undefined;
  if (isChange && obstacles.length > 0) {
    const stdout = formatCli(obstacles, summarise(checked.derivations, obstacles), checked.sources, { colour: false });
    return { code: 1, stdout, stderr: '名册没有改动：先改好上面的错误，否则看不准有哪些锚点。\n' };
  }
  const next = change(work, options);
  const told = (ledger: Ledger, now = match): CommandResult => ({
    code: isLedgerBroken(ledger, now, checked.index) ? 1 : 0,
    stdout: formatLedgerState(ledger, now, checked.index),
  });
  if (next === undefined) return told(work.ledger);
  saveLedger(work, next);
  const after = told(next, matchLedger(next, currentAnchors(checked.index)));
  return { ...after, stdout: formatLedgerChange(compareLedgers(work.ledger, next)) + after.stdout };
}
