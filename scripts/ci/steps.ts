import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { budgetTable, weigh } from '../../src/ci/budgets.ts';
import { archiveSuggestion } from '../../src/ci/external-links.ts';
import { coverageDifference } from '../../src/ci/coverage-difference.ts';
import { contentRoot } from '../../src/integrations/content-root.ts';
import { compareWithManifest, manifestName } from '../../src/output/manifest.ts';
import { emittedFiles } from '../build/emitted-files.ts';
import { changedFiles, trackedFiles } from '../changed-files.ts';
import { serve } from '../preview/static-server.ts';
import { outFolder, root, runNode, withSlashes } from '../project.ts';
import { formatBroken, formatLinks, judgeExternalLinks, keepMemory } from './ask-hosts.ts';
import { figuresAt, figuresOf } from './figures.ts';
import { secondOpinion } from './second-opinion.ts';

export interface StepContext {
  /** Commit to compare with; `undefined`: nothing is compared, everything is looked at. */
  readonly since: string | undefined;
  /** Whether GitHub reads what is printed. */
  readonly github: boolean;
  readonly say: (text: string) => void;
  /** Markdown for whoever reads the run. */
  readonly summarise: (markdown: string) => void;
}

export interface Step {
  /** What fails when it does not hold, one line. */
  readonly what: string;
  /** Needs a site in `dist/`. */
  readonly needsSite?: boolean;
  /** Tells, but never fails a run. */
  readonly advisory?: boolean;
  readonly run: (context: StepContext) => Promise<boolean>;
}

const script =
  (file: string, ...args: string[]) =>
  async (): Promise<boolean> =>
    (await runNode(file, args)).code === 0;

/** What a pull request goes through, in this order. Each step runs by itself as well: `npm run ci -- numbering`. */
export const steps = {
  lint: { what: 'formatting, ESLint, types', run: script('scripts/lint.ts') },
  test: { what: 'unit and end-to-end tests', run: script('scripts/test.ts') },
  numbering: {
    what: 'equation numbers, references, formulas, records of the content',
    run: async ({ github }) => (await runNode('scripts/check.ts', ['--format', github ? 'github' : 'cli'])).code === 0,
  },
  ledger: {
    what: 'published anchors only grow in number',
    run: async ({ since }) =>
      since === undefined || (await runNode('scripts/anchors.ts', ['--since', since])).code === 0,
  },
  verify: {
    what: 'formulas of changed posts executed again, compared with their records',
    run: async ({ since }) =>
      (await runNode('scripts/verify.ts', since === undefined ? [] : ['--changed', since])).code === 0,
  },
  build: { what: 'a whole site from the content', run: script('scripts/build.ts') },
  complete: { what: 'every file of the site as its manifest names it', needsSite: true, run: isComplete },
  links: { what: 'linkinator finds no missing page or place either', needsSite: true, run: linksHold },
  budget: { what: 'sizes of pages, scripts and data within their budgets', needsSite: true, run: weighs },
  coverage: { what: 'difference of the figures of the content', advisory: true, run: coverage },
  external: { what: 'links to other hosts in changed files', advisory: true, run: external },
} as const satisfies Record<string, Step>;

export type StepName = keyof typeof steps;

function isComplete({ say }: StepContext): Promise<boolean> {
  const out = outFolder();
  const manifest = path.join(out, manifestName);
  const text = existsSync(manifest) ? readFileSync(manifest, 'utf8') : undefined;
  const faults = compareWithManifest(text, existsSync(out) ? emittedFiles(out) : []);
  for (const fault of faults) say(fault);
  return Promise.resolve(faults.length === 0);
}

async function linksHold({ say }: StepContext): Promise<boolean> {
  const base = withSlashes(process.env['TUIDAO_BASE'] ?? '/');
  const server = await serve({ folder: outFolder(), base, host: '127.0.0.1', port: 0, more: 0 });
  try {
    const { broken, links } = await secondOpinion(server.url);
    for (const link of broken) say(link.replaceAll(server.url, '/'));
    say(`linkinator followed ${String(links)} links; ${String(broken.length)} are broken.`);
    return broken.length === 0 && links > 0;
  } finally {
    await server.close();
  }
}

function weighs({ say, summarise }: StepContext): Promise<boolean> {
  const results = weigh(emittedFiles(outFolder()));
  const table = budgetTable(results);
  summarise(`### Size\n\n${table}`);
  say(table);
  return Promise.resolve(results.every(({ passed }) => passed));
}

function coverage({ since, say, summarise }: StepContext): Promise<boolean> {
  const difference = coverageDifference(since === undefined ? {} : figuresAt(since), figuresOf(contentRoot(root)));
  summarise(`### 覆盖\n\n${difference}`);
  say(difference);
  return Promise.resolve(true);
}

async function external({ since, github, say, summarise }: StepContext): Promise<boolean> {
  const files = since === undefined ? trackedFiles(root) : changedFiles(since, root);
  const isText = (file: string): boolean => /^(?:content\/.*\.(?:mdx?|bib|yaml)|[^/]+\.md)$/.test(file);
  const pages = files.filter((file) => isText(file) && existsSync(path.join(root, file)));
  const links = await judgeExternalLinks(pages);
  say(formatLinks(links, github));
  const memory = process.env['TUIDAO_LINK_MEMORY'];
  if (memory !== undefined) {
    const broken = keepMemory(memory, links);
    const text = formatBroken(broken, links);
    say(text);
    summarise(text);
    return broken.length === 0;
  }
  const dead = links.filter(({ state }) => state === 'dead');
  if (dead.length > 0)
    summarise(
      `### Dead links\n\n${dead.map(({ url, file, line }) => `- ${file}:${String(line)} ${url} → ${archiveSuggestion(url)}`).join('\n')}\n`,
    );
  return links.every(({ state }) => state !== 'dead');
}
