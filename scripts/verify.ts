/** `npm run verify -- [slugs] [--update] [--mutate] [--seeds k]`: executes the formulas of posts. */
import { parseArgs } from 'node:util';
import { contentRoot } from '../src/integrations/content-root.ts';
import { readContent } from '../src/integrations/read-content.ts';
import { allowancesOf } from '../src/verify/allowances.ts';
import { NoPython, providePython } from '../src/verify/find-python.ts';
import { formatSummary, isClean } from '../src/verify/summary.ts';
import { toolHash } from '../src/verify/tool-hash.ts';
import { verifyPosts } from '../src/verify/verify-posts.ts';
import { changedPosts } from './changed-posts.ts';
import { UsageError } from './command.ts';
import { root } from './project.ts';
import { selectPosts } from './select-posts.ts';

const help = `用法：npm run verify -- [slug 或文件…] [--update] [--mutate] [--seeds k]

执行文章里的公式（<slug>.check.py）和 python run 代码，与 content/records 里的记录比较。

  --update   把结果写进记录（同时做变异）
  --mutate   逐个改错公式，看检查能不能发现
  --seeds k  用 k 组随机数据（默认 3；不是 3 时不与记录比较）
  --changed 分支  只执行与这个分支（或提交）相比改过的文章；执行器或宏改过时是全部
  --help     显示这段说明

环境变量 TUIDAO_PYTHON 指定 Python，TUIDAO_CONTENT 指定内容目录。
退出码：0 全部成立而且与记录相同，1 有问题，2 用法不对、没有 Python 或内部出错，130 被中断。
`;

const defaultSeeds = 3;

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        update: { type: 'boolean', default: false },
        mutate: { type: 'boolean', default: false },
        seeds: { type: 'string', default: String(defaultSeeds) },
        changed: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const seeds = Number(values.seeds);
    if (!Number.isInteger(seeds) || seeds < 1 || seeds > 100) throw new UsageError('--seeds 要是 1 到 100 的整数。');
    if (values.update && seeds !== defaultSeeds) throw new UsageError('--update 总是用 3 组数据，不能同时写 --seeds。');
    return { ...values, seeds, names: positionals };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError(`不认识的选项，或者选项缺少值。用 --help 查看用法。`, { cause: error });
  }
}

async function run(): Promise<number> {
  const options = readArguments();
  if (options.help) {
    process.stdout.write(help);
    return 0;
  }
  const folder = contentRoot(root);
  const { posts, content, files } = readContent(folder, root);
  const named = selectPosts(posts, options.names);
  const selected = options.changed === undefined ? named : changedPosts(named, options.changed, root, folder);
  if (selected.length === 0 && options.changed !== undefined) {
    process.stdout.write(`与 ${options.changed} 相比没有文章改过，不用执行。\n`);
    return 0;
  }
  if (selected.length === 0) throw new UsageError('没有文章可以执行。');
  const python = providePython(root, (message) => process.stderr.write(`${message}\n`));
  process.stderr.write(`Python ${python.version}，numpy ${python.numpy}\n`);
  const stop = new AbortController();
  const interrupt = (): void => {
    stop.abort();
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt).on('SIGHUP', interrupt);
  const mutate = options.mutate || options.update;
  const results = await verifyPosts(selected, {
    contentRoot: folder,
    macros: content.macros,
    allowances: allowancesOf(files.verification.allowances),
    python,
    tool: toolHash(root),
    seeds: options.seeds,
    mutate,
    update: options.update,
    compare: options.seeds === defaultSeeds,
    signal: stop.signal,
    onProgress: showProgress,
  });
  if (stop.signal.aborted) {
    process.stderr.write('已中断，没有写完的记录保持原样。\n');
    return 130;
  }
  process.stdout.write(formatSummary(results, { mutate, update: options.update }));
  return results.every(isClean) ? 0 : 1;
}

function showProgress(done: number, total: number): void {
  if (!process.stderr.isTTY) return;
  process.stderr.write(done < total ? `\r执行 ${String(done)}/${String(total)}` : '\r\u001b[K');
}

try {
  process.exitCode = await run();
} catch (error) {
  process.exitCode = 2;
  const message = error instanceof Error ? error.message : String(error);
  const told = error instanceof UsageError || error instanceof NoPython;
  process.stderr.write(told ? `${message}\n` : `执行没有完成：${message}\n`);
  if (process.env['TUIDAO_DEBUG'] && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`);
}
