import { parseArgs } from 'node:util';
import type { Refusal } from '../../src/equations/renumber/edits.ts';
import type { Finding, Severity } from '../../src/equations/types.ts';
import { readContent } from '../../src/integrations/read-content.ts';
import { filesToWrite, renumberContent, type ContentRenumbering } from '../../src/integrations/renumber-content.ts';
import { writeTogether } from '../../src/integrations/write-files.ts';
import { formatCli } from '../../src/report/format-cli.ts';
import { formatLineDiff } from '../../src/report/format-diff.ts';
import { UsageError, type CommandResult, type Place } from '../command.ts';
import { selectPosts } from '../select-posts.ts';

const help = `用法：npm run renumber -- [slug 或文件…] [--write]

插入、删掉或移动公式以后，把编号改成从 1 开始连续，并改写所有指向它们的引用：本文和其他文章里的、检查文件里的、
front matter、concepts.yaml 等数据文件、records 里的记录；anchors.json 里的永久编号跟着公式走。
没有 \\tag 的公式、写着 \\tag{} 或 \\tag{new} 的公式会得到编号。按标签的引用不用改。

  --write   写进文件；不写这一项就只显示会怎样改
  --help    显示这段说明

引用指哪一条公式看不出来时什么都不写，并指出在哪里。
环境变量 TUIDAO_CONTENT 指定另一个内容目录。
退出码：0 改好了、会这样改或者不用改，1 有看不出来的引用，2 用法不对或内部出错。
`;

function readArguments(argv: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        write: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    return { ...values, names: positionals };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError('不认识的选项。用 --help 查看用法。', { cause: error });
  }
}

/** What `npm run renumber` does. Writes all files that change, or none. @throws UsageError, Error with one Chinese sentence */
export function renumber(argv: readonly string[], { content, project }: Place): CommandResult {
  const options = readArguments(argv);
  if (options.help) return { code: 0, stdout: help };
  const selected = selectPosts(readContent(content, project).posts, options.names);
  const result = renumberContent(content, project, new Set(selected.map(({ name }) => name.slug)));
  const { plan, changes } = result;
  if (plan.refusals.length > 0) {
    const stdout = formatPlaces(plan.refusals, 'error', result);
    return { code: 1, stdout, stderr: '什么都没有写：先把上面这些地方改明白。\n' };
  }
  if (changes.length === 0) return { code: 0, stdout: '编号已经连续，没有要改的。\n' };
  if (options.write) writeTogether(filesToWrite(result, project), content);
  return { code: 0, stdout: describe(result, options.write) };
}

function describe(result: ContentRenumbering, isWritten: boolean): string {
  const { plan, changes, unverified } = result;
  const diffs = changes
    .filter(({ kind }) => kind === 'written')
    .map(({ path, before, after }) => formatLineDiff(path, before, after));
  const generated = changes.filter(({ kind }) => kind === 'generated').map(({ path }) => `${path} 跟着改\n`);
  const stale = unverified.map((slug) => `${slug} 的记录不能跟着改，请运行 npm run verify -- ${slug} --update\n`);
  const doubts = plan.doubts.length === 0 ? [] : [formatPlaces(plan.doubts, 'warning', result)];
  const equations = [...plan.renumberings.values()].filter((renumbering) => renumbering.changes);
  const last = `${String(equations.length)} 篇文章重新编号，${isWritten ? '写了' : '会改'} ${String(changes.length)} 个文件。`;
  const hint = isWritten ? '' : '加上 --write 才写进文件。';
  return [...diffs, ...doubts, ...generated, ...stale, `${last}${hint}\n`].join('\n');
}

/** Places with their lines around them; the count of the check has nothing to say here. */
function formatPlaces(places: readonly Refusal[], severity: Severity, { reading }: ContentRenumbering): string {
  const findings = places.map(({ path, position, message }): Finding => ({
    ruleId: 'renumber',
    severity,
    file: path,
    position,
    message,
  }));
  const errors = severity === 'error' ? findings.length : 0;
  const summary = { files: 0, equations: 0, references: 0, errors, warnings: findings.length - errors };
  const blocks = formatCli(findings, summary, reading.files.sources, { colour: false }).split('\n\n');
  return `${blocks.slice(0, -1).join('\n\n')}\n`;
}
