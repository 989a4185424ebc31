/** The figures of the real content, counted a second time by something that shares no code with them. */
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { planned, recount, type Recount } from '../e2e/recount.ts';
import { createTranslate } from '../i18n/translate.ts';
import { checkContent } from '../integrations/check-content.ts';
import { siteOf } from '../integrations/load-site.ts';
import { siteConfig } from '../site.config.ts';
import type { Site } from '../site/types.ts';
import { createUrls } from '../site/urls.ts';
import type { CoverageFigures } from './figures.ts';
import { coverageReport, type CoverageReport } from './report.ts';

const project = path.resolve(import.meta.dirname, '../..');
const content = path.join(project, 'content');
const counted = recount(content);
const entries = planned(content);
const context = { t: createTranslate('zh-CN'), urls: createUrls('/', 'https://example.org') };
let site: Site;
let report: CoverageReport;

beforeAll(() => {
  site = siteOf(checkContent(content, siteConfig, project), siteConfig);
  report = coverageReport(site, { state: 'unknown', reason: 'none' }, context);
}, 300_000);

/** What the report should say of some posts. */
function expected(posts: readonly Recount[]): object {
  const sum = (key: Exclude<keyof Recount, 'slug' | 'topic' | 'status' | 'byStatus'>): number =>
    posts.reduce((total, post) => total + post[key], 0);
  const count = (...kinds: string[]): number =>
    posts.reduce((total, post) => total + kinds.reduce((of, kind) => of + (post.byStatus[kind] ?? 0), 0), 0);
  const kinds = ['verified', 'verified-by-code', 'montecarlo', 'definition', 'assumption', 'unchecked', 'stale'];
  return {
    lines: sum('lines'),
    definitions: sum('definitions'),
    results: { stated: sum('stated'), proved: sum('proved'), unproved: sum('stated') - sum('proved') },
    equations: {
      numbered: sum('equations'),
      executed: count('verified', 'verified-by-code', 'montecarlo'),
      checkable: sum('equations') - count('definition', 'assumption'),
      byStatus: Object.fromEntries([...kinds, 'failed', 'none'].map((kind) => [kind, count(kind)])),
    },
    code: { blocks: sum('blocks'), marked: sum('marked'), executed: sum('executedBlocks') },
    exercises: { stated: sum('exercises'), solved: sum('solved') },
  };
}

/** What the two counts must agree on exactly. */
const exact = ({ minutes: _, references: __, ...rest }: Omit<CoverageFigures, 'posts' | 'pending'>): object => rest;
const written = new Set(counted.map(({ slug }) => slug));

function states(posts: readonly Recount[], pending: number): object {
  const count = (status: string): number => posts.filter((post) => post.status === status).length;
  return { planned: posts.length + pending, draft: count('draft'), complete: count('complete') };
}

it('saw every post and every entry of the catalogue', () => {
  expect(counted.length).toBeGreaterThan(20);
  expect(entries.length).toBeGreaterThanOrEqual(counted.length);
  expect(report.posts.map(({ slug }) => slug).sort()).toEqual([...written].sort());
  for (const { slug, topic, priority } of entries) expect([slug, topic, priority], slug).not.toContain('');
});

it('says of each post what a second count says', () => {
  for (const post of counted) {
    const found = report.posts.find(({ slug }) => slug === post.slug);
    expect(found && exact(found.figures), post.slug).toEqual(expected([post]));
    expect([found?.status, found?.topic], post.slug).toEqual([post.status, post.topic]);
    // A number in brackets may be something else than an equation, though rarely.
    expect(Math.abs((found?.figures.references ?? 0) - post.references), post.slug).toBeLessThanOrEqual(3);
    expect(Math.abs((found?.figures.minutes ?? 0) / post.minutes - 1), post.slug).toBeLessThan(0.1);
  }
});

describe('totals', () => {
  const pending = entries.filter(({ slug }) => !written.has(slug));
  const byPriority = (of: typeof pending): object[] =>
    ['core', '1', '2', '3'].flatMap((priority) => {
      const posts = of.filter((entry) => entry.priority === priority).length;
      return posts === 0 ? [] : [{ priority, posts }];
    });

  it('of the site are those of its posts', () => {
    const { posts, pending: left, ...figures } = report.total;
    expect(exact(figures)).toEqual(expected(counted));
    expect(posts).toEqual(states(counted, pending.length));
    expect(left).toEqual(byPriority(pending));
    for (const key of ['minutes', 'references'] as const)
      expect(figures[key]).toBe(report.posts.reduce((total, post) => total + post.figures[key], 0));
  });

  it('of each topic are those of its posts', () => {
    expect(report.topics.length).toBeGreaterThan(5);
    for (const topic of report.topics) {
      const own = counted.filter((post) => post.topic === topic.id);
      const missing = pending.filter((entry) => entry.topic === topic.id);
      const { posts, pending: left, ...figures } = topic.figures;
      expect(exact(figures), topic.id).toEqual(expected(own));
      expect(posts, topic.id).toEqual(states(own, missing.length));
      expect(left, topic.id).toEqual(byPriority(missing));
      expect([...topic.posts].sort(), topic.id).toEqual(own.map(({ slug }) => slug).sort());
      expect(topic.pending.map(({ slug }) => slug).sort(), topic.id).toEqual(missing.map(({ slug }) => slug).sort());
    }
  });
});

it('leads to the place of every part, or says what is missing', () => {
  const cells = report.posts.flatMap((post) => Object.values(post.parts).map((part) => ({ ...part, post: post.url })));
  expect(cells.length).toBe(16 * counted.length);
  for (const { state, url, missing, post } of cells) {
    if (state === 'full') expect(url).toMatch(new RegExp(`^${post}#.`));
    else expect(missing).toMatch(/\p{Script=Han}/u);
    expect(state === 'full').toBe(missing === null);
  }
});

it('says the same twice, byte by byte', () => {
  expect(JSON.stringify(coverageReport(site, report.growth, context))).toBe(JSON.stringify(report));
});
