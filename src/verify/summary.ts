import { killScore } from '../site/record.ts';
import type { PostVerification } from './verify-post.ts';

export interface SummaryOptions {
  readonly mutate: boolean;
  readonly update: boolean;
}

/** Whether everything held and agreed with the records. */
export function isClean({ problems, differences }: PostVerification): boolean {
  return problems.length === 0 && differences.length === 0;
}

/** What `npm run verify` prints: problems by post, then a table, then one line for all. */
export function formatSummary(results: readonly PostVerification[], options: SummaryOptions): string {
  const parts = results
    .filter((result) => !isClean(result) || hasSurvivors(result, options))
    .map((result) => details(result, options));
  const executed = results.filter(({ state }) => state !== 'nothing');
  return [...parts, table(executed, options), total(results)].filter((part) => part !== '').join('\n\n') + '\n';
}

function hasSurvivors({ survivors }: PostVerification, { mutate }: SummaryOptions): boolean {
  return mutate && survivors.size > 0;
}

function details(result: PostVerification, options: SummaryOptions): string {
  const { slug, problems, differences, survivors } = result;
  const lines = [`${isClean(result) ? '·' : '✗'} ${slug}`];
  for (const { file, line, message } of problems) {
    lines.push(`    ${file}${line === undefined ? '' : `:${String(line)}`}  ${message}`);
  }
  if (differences.length > 0) {
    lines.push(
      `    与记录不同：${differences.slice(0, 8).join('；')}${differences.length > 8 ? ` 等 ${String(differences.length)} 处` : ''}`,
    );
    lines.push(`    确认无误后重写记录：npm run verify -- ${slug} --update`);
  }
  if (options.mutate) {
    for (const [number, left] of survivors) lines.push(`    式(${String(number)}) 没发现的改动：${left.join('；')}`);
  }
  return lines.join('\n');
}

function table(results: readonly PostVerification[], { mutate }: SummaryOptions): string {
  if (results.length === 0) return '';
  const rows = results.map((result) => {
    const { slug, counts, seconds } = result;
    const given = (counts.definition ?? 0) + (counts.assumption ?? 0);
    const byCode = (counts['verified-by-code'] ?? 0) + (counts.montecarlo ?? 0);
    const open = (counts.unchecked ?? 0) + (counts.none ?? 0);
    return [
      slug,
      counts.verified ?? 0,
      byCode,
      given,
      open,
      counts.failed ?? 0,
      ...(mutate ? [scoreOf(result)] : []),
      `${seconds.toFixed(1)} s`,
    ].map(String);
  });
  const head = [
    '文章',
    '公式已执行',
    '对照代码',
    '定义假设',
    '未验证',
    '失败',
    ...(mutate ? ['变异得分'] : []),
    '用时',
  ];
  const widths = head.map((title, column) => Math.max(width(title), ...rows.map((row) => width(row[column] ?? ''))));
  const format = (row: readonly string[]): string =>
    row
      .map((cell, column) => {
        const space = ' '.repeat((widths[column] ?? 0) - width(cell));
        return column === 0 ? cell + space : space + cell;
      })
      .join('  ')
      .trimEnd();
  return [head, ...rows].map(format).join('\n');
}

function scoreOf({ record }: PostVerification): string {
  let killed = 0;
  let tried = 0;
  for (const equation of Object.values(record?.equations ?? {})) {
    if (equation.mutants === undefined || killScore(equation) === undefined) continue;
    killed += equation.mutants.killed;
    tried += equation.mutants.killed + equation.mutants.survived - equation.mutants.allowed;
  }
  return tried === 0 ? '–' : `${((100 * killed) / tried).toFixed(1)}%`;
}

/** Columns of a terminal: a Chinese character takes two. */
function width(text: string): number {
  return [...text].reduce((sum, character) => sum + (character.charCodeAt(0) > 0x2e80 ? 2 : 1), 0);
}

function total(results: readonly PostVerification[]): string {
  const executed = results.filter(({ state }) => state !== 'nothing');
  const checked = executed.reduce((sum, { record }) => sum + Object.keys(record?.equations ?? {}).length, 0);
  const bad = results.filter((result) => !isClean(result)).length;
  const without = results.length - executed.length;
  const seen = `执行了 ${String(executed.length)} 篇文章的 ${String(checked)} 个公式`;
  const silent = without > 0 ? `，${String(without)} 篇没有可执行的内容` : '';
  return `${seen}${silent}；${bad === 0 ? '全部成立。' : `${String(bad)} 篇有问题。`}`;
}
