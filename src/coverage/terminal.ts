import type { Translate } from '../i18n/translate.ts';
import { figureColumns } from './columns.ts';
import type { CoverageReport, PostReport } from './report.ts';
import { standardParts } from './standard-parts.ts';

/** The report as tables for a terminal: one of the topics, or, for one topic, one of its posts. */
export function formatCoverage(report: CoverageReport, t: Translate, topicId?: string): string {
  const topic = report.topics.find(({ id }) => id === topicId);
  if (topic === undefined) return `${topicTable(report, t)}\n${figureTable(report, t)}`;
  const posts = report.posts.filter((post) => topic.posts.includes(post.slug));
  return `${topic.badge.text}\n${posts.map((post) => formatPost(post, t)).join('')}`;
}

function topicTable({ topics, total }: CoverageReport, t: Translate): string {
  const priorities = total.pending.map(({ priority }) => priority);
  const head = [
    t('column.topic'),
    ...[t('status.complete'), t('status.draft'), t('column.planned')],
    ...priorities.map((priority) =>
      t('column.pending', { priority: priority === 'core' ? t('pending.core') : t('pending.batch', { n: priority }) }),
    ),
  ];
  const row = (name: string, { posts, pending }: CoverageReport['total']): string[] => [
    name,
    ...[posts.complete, posts.draft, posts.planned].map(String),
    ...priorities.map((priority) => String(pending.find((each) => each.priority === priority)?.posts ?? 0)),
  ];
  return table([head, ...topics.map(({ name, figures }) => row(name, figures)), row(t('coverage.total'), total)]);
}

/** Figures down, topics across would be wider than a terminal: the other way round, a line for each figure. */
function figureTable({ topics, total }: CoverageReport, t: Translate): string {
  const written = topics.filter(({ posts }) => posts.length > 0);
  const columns = [
    ...written.map(({ name, figures }) => ({ name, figures })),
    { name: t('coverage.total'), figures: total },
  ];
  const statuses = Object.keys(total.equations.byStatus) as (keyof typeof total.equations.byStatus)[];
  return table([
    ['', ...columns.map(({ name }) => name)],
    ...figureColumns.map(({ name, of }) => [t(name), ...columns.map(({ figures }) => String(of(figures)))]),
    ...statuses.map((status) => [
      t(`equationStatus.${status}`),
      ...columns.map(({ figures }) => String(figures.equations.byStatus[status])),
    ]),
  ]);
}

function formatPost({ slug, title, status, figures, parts, warnings }: PostReport, t: Translate): string {
  const lacking = standardParts.filter((part) => parts[part].state !== 'full');
  const hints = Object.entries(warnings).map(([rule, places]) => `    ${rule} ${String(places)}\n`);
  return [
    `\n${slug}  ${title}  ${t(`status.${status}`)}\n`,
    `  ${figureColumns.map(({ name, of }) => `${t(name)} ${String(of(figures))}`).join('  ')}\n`,
    ...lacking.map((part) => `  ✗ ${t(`part.name.${part}`)}: ${parts[part].missing ?? ''}\n`),
    ...(hints.length > 0 ? [`  ${t('coverage.warnings')}\n`, ...hints] : []),
  ].join('');
}

/** First column to the left, the others to the right. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => width(row[column] ?? ''))));
  return rows
    .map((row) => {
      const cells = row.map((cell, column) => {
        const gap = ' '.repeat((widths[column] ?? 0) - width(cell));
        return column === 0 ? cell + gap : gap + cell;
      });
      return `${cells.join('  ').trimEnd()}\n`;
    })
    .join('');
}

/** Columns of a terminal: two for a Chinese character. */
function width(text: string): number {
  return [...text].reduce((sum, each) => sum + (/[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]/u.test(each) ? 2 : 1), 0);
}
