/** `npm run check -- [files] [--format cli|github|json|lines]`: checks the content without building the site. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { summarise, type Summary } from '../src/equations/check.ts';
import { dataFileNames } from '../src/equations/check-input.ts';
import type { Finding } from '../src/equations/types.ts';
import { checkFileOf } from '../src/equations/verification.ts';
import { checkContent, printedPath, type ContentCheck } from '../src/integrations/check-content.ts';
import { contentRoot } from '../src/integrations/content-root.ts';
import { formatCli } from '../src/report/format-cli.ts';
import { formatGithub } from '../src/report/format-github.ts';
import { formatJson } from '../src/report/format-json.ts';
import { formatLines } from '../src/report/format-lines.ts';
import { siteConfig } from '../src/site.config.ts';

const help = `用法：npm run check -- [文件或文件夹…] [--format cli|github|json|lines]

检查内容目录里的文章：公式编号、引用、排版、front matter、链接、文献、概念，以及公式的执行记录（不需要 Python）。
总是读取全站；写了文件时，只报告这些文件里的问题。

  --format cli      给人看的报告，带代码片段（默认）
  --format github   GitHub Actions 的标注
  --format json     {"summary": …, "findings": […]}
  --format lines    每个问题一行，给编辑器（.vscode/tasks.json）
  --help            显示这段说明

环境变量 TUIDAO_CONTENT 指定另一个内容目录。
退出码：0 没有错误（可以有警告），1 有错误，2 用法不对或内部出错。
`;

/** A fault of the command line, told in one sentence. */
class UsageError extends Error {}

type Format = (findings: readonly Finding[], summary: Summary, checked: ContentCheck) => string;

const formats: Readonly<Record<string, Format>> = {
  cli: (findings, summary, { sources }) => formatCli(findings, summary, sources, { colour: showsColour() }),
  github: (findings, summary) => formatGithub(findings, summary),
  json: (findings, summary) => formatJson(findings, summary),
  lines: (findings, summary) => formatLines(findings, summary),
};

function showsColour(): boolean {
  const { NO_COLOR, FORCE_COLOR } = process.env;
  if (NO_COLOR) return false;
  return FORCE_COLOR !== undefined ? FORCE_COLOR !== '0' : process.stdout.isTTY;
}

function readArguments(argv: readonly string[]): { files: string[]; format: string; help: boolean } {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { format: { type: 'string', default: 'cli' }, help: { type: 'boolean', short: 'h', default: false } },
    });
    return { files: positionals, ...values };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const option = /'(-[^']*)'/.exec(error.message)?.[1] ?? '';
    throw new UsageError(`不认识的选项，或者选项缺少值：${option}。用 --help 查看用法。`, { cause: error });
  }
}

/** The printed paths that a report is limited to; a folder stands for everything below it. */
function selectFiles(
  names: readonly string[],
  { files, sources }: ContentCheck,
  project: string,
): Set<string> | undefined {
  if (names.length === 0) return undefined;
  const known = [
    ...sources.keys(),
    ...files.faults.map(({ path }) => path),
    ...Object.values(files.data).map(({ path }) => path),
  ];
  return new Set(
    names.flatMap((name) => {
      const path = printedPath(name, project);
      const below = path === '' ? '' : `${path}/`;
      const chosen = known.filter((file) => file === path || file.startsWith(below));
      // What is wrong with the check file of a post is wrong with the post.
      if (chosen.length > 0) return chosen.flatMap((file) => [file, checkFileOf(file)]);
      throw new UsageError(
        `${name} 不是内容目录 ${files.root} 里会被检查的文件（文章、检查文件、执行记录，或 ${Object.values(dataFileNames).join('、')}）。`,
      );
    }),
  );
}

function run(argv: readonly string[]): number {
  const options = readArguments(argv);
  if (options.help) {
    process.stdout.write(help);
    return 0;
  }
  const format = formats[options.format];
  if (!format) throw new UsageError(`没有叫 ${options.format} 的格式，可以用 cli、github、json、lines。`);
  const project = process.cwd();
  const checked = checkContent(contentRoot(resolve(import.meta.dirname, '..')), siteConfig, project);
  const selected = selectFiles(options.files, checked, project);
  const findings = checked.findings.filter(({ file }) => !selected || selected.has(file));
  const derivations = checked.derivations.filter(({ path }) => !selected || selected.has(path));
  const summary = summarise(derivations, findings);
  process.stdout.write(format(findings, summary, checked));
  return summary.errors > 0 ? 1 : 0;
}

// A reader such as `head` may leave before the end of the report.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
try {
  process.exitCode = run(process.argv.slice(2));
} catch (error) {
  process.exitCode = 2;
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(error instanceof UsageError ? `${message}\n` : `检查没有完成：${message}\n`);
  if (process.env['TUIDAO_DEBUG'] && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`);
}
