/** `npm run import -- <folder> [--out <content root>] …`: adopts a folder of posts with MathJax habits. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { folderSize, type ImportOptions } from '../src/importer/import-folder.ts';
import type { ImportMessage } from '../src/importer/import-worker.ts';
import { root } from './project.ts';

const help = `用法：npm run import -- <文件夹> [选项]

把一个文件夹的 Markdown 文章（MathJax 写法）变成能通过检查的内容：找出全部独立公式，全文连续编号，
改写引用和链接，把 HTML 框变成 ::: 框。原文件只读不改；说不准的地方不猜，写进报告。

  --out <内容目录>                  写到这里；默认是环境变量 TUIDAO_CONTENT，两者都没有就只报告
  --topics <文件>                   每篇的主题和 slug：TSV（topic、slug、source_url …）、YAML，或者
                                    TXT（“主题: 名字”，下面一行一个 “- 文件.md”）
  --report <文件.json>              报告；同名的 .txt 给人看。默认写在内容目录的 .import/ 里
  --dry-run                         什么都不写（--report 除外）
  --drop-duplicated-derivations     去掉逐字重复的整段推导
  --number all|tagged               all：每条独立公式都编号（默认）；tagged：原来没有编号的仍没有
  --force                           覆盖已存在的文章
  --help                            显示这段说明

还需要人决定、不能通过检查的文章写在 <内容目录>/.import/undecided/，网站不读那里。
退出码：0 全部处理完，1 有文章失败或者没有覆盖已存在的目标，2 用法不对或内部出错。
`;

function readArguments(argv: readonly string[]): ImportOptions | undefined {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      topics: { type: 'string' },
      report: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      'drop-duplicated-derivations': { type: 'boolean', default: false },
      number: { type: 'string', default: 'all' },
      force: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return undefined;
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) throw new TypeError('要写一个文件夹。用 --help 查看用法。');
  if (values.number !== 'all' && values.number !== 'tagged') throw new TypeError('--number 是 all 或 tagged。');
  return {
    folder,
    out: values.out ?? process.env['TUIDAO_CONTENT'],
    topics: values.topics,
    report: values.report,
    dryRun: values['dry-run'],
    dropCopies: values['drop-duplicated-derivations'],
    mode: values.number,
    force: values.force,
    presets: path.join(root, 'content'),
  };
}

/** One line that is written over; nothing where nobody watches. */
function showProgress(done: number, total: number, file: string): void {
  if (!process.stderr.isTTY) return;
  const width = 24;
  const filled = Math.round((done / total) * width);
  const bar = '█'.repeat(filled) + '░'.repeat(width - filled);
  process.stderr.write(
    `\r\u001b[2K${bar} ${String(done)}/${String(total)}  ${done === total ? '检查链接与引用 …' : file}`,
  );
}

/** Node lets its heap grow to gigabytes before it collects; a thread can be given a limit, by the size of what it reads. */
function heapLimit(folder: string): number {
  return Math.round(450 + folderSize(folder) / 50_000);
}

function run(argv: readonly string[]): Promise<number> {
  const options = readArguments(argv);
  if (options === undefined) {
    process.stdout.write(help);
    return Promise.resolve(0);
  }
  const worker = new Worker(path.join(root, 'src/importer/import-worker.ts'), {
    workerData: options,
    resourceLimits: { maxOldGenerationSizeMb: heapLimit(options.folder), maxYoungGenerationSizeMb: 64 },
  });
  return new Promise((resolve, reject) => {
    worker.once('error', (error: Error & { code?: string }) => {
      const isFull = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      reject(
        isFull
          ? new Error('内存不够。把文件夹分成几批，一批一批地导入；什么都没有写。', { cause: error.stack })
          : error,
      );
    });
    worker.on('message', (message: ImportMessage) => {
      if (message.type === 'progress') showProgress(message.done, message.total, message.file);
      else if (message.type === 'error') reject(new Error(message.message, { cause: message.stack }));
      else resolve(finish(message, options));
    });
  });
}

function finish(
  { text, failed, kept, written }: ImportMessage & { type: 'done' },
  { out, dryRun }: ImportOptions,
): number {
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[2K');
  process.stdout.write(text);
  if (out !== undefined && !dryRun) process.stdout.write(`写了 ${String(written)} 个文件到 ${out}\n`);
  for (const name of kept) process.stdout.write(`已存在，没有覆盖：${name}（用 --force 覆盖）\n`);
  return failed + kept.length > 0 ? 1 : 0;
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  process.exitCode = 2;
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  if (process.env['TUIDAO_DEBUG'] && error instanceof Error) {
    process.stderr.write(`${typeof error.cause === 'string' ? error.cause : (error.stack ?? '')}\n`);
  }
}
