/** `npm run coverage [-- <topic>] [--json]`: the figures of the coverage pages in the terminal. Builds nothing. */
import { parseArgs } from 'node:util';
import { coverageReport } from '../src/coverage/report.ts';
import { formatCoverage } from '../src/coverage/terminal.ts';
import { createTranslate } from '../src/i18n/translate.ts';
import { checkContent } from '../src/integrations/check-content.ts';
import { siteOf } from '../src/integrations/load-site.ts';
import { growthOf } from '../src/integrations/read-growth.ts';
import { createUrls } from '../src/site/urls.ts';
import { siteConfig } from '../src/site.config.ts';
import { runCommand, UsageError, type Command } from './command.ts';

const help = `Usage: npm run coverage [-- <topic>] [--json]

Posts planned, drafted and complete, and everything that is counted of them, by topic. With a topic: its posts, what
each of them lacks of the standard, and its editorial hints.

  --json    the same as /coverage.json of the site
  --help    prints this

TUIDAO_CONTENT names another content folder. Exit code: 0, or 2 for wrong usage.
`;

export const coverageCommand: Command = (argv, { content, project }) => {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h', default: false } },
  });
  if (values.help) return { code: 0, stdout: help };
  const site = siteOf(checkContent(content, siteConfig, project), siteConfig);
  const [topic] = positionals;
  const topics = site.content.topics.map(({ id }) => id);
  if (topic !== undefined && !topics.includes(topic))
    throw new UsageError(`There is no topic ${topic}. Topics: ${topics.join(', ')}.`);
  const t = createTranslate(siteConfig.language);
  const urls = createUrls(process.env['TUIDAO_BASE'] ?? siteConfig.base, siteConfig.origin);
  const report = coverageReport(site, growthOf(content), { t, urls });
  return { code: 0, stdout: values.json ? `${JSON.stringify(report)}\n` : formatCoverage(report, t, topic) };
};

runCommand(coverageCommand);
