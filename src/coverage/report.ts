import type { Translate } from '../i18n/translate.ts';
import type { Post, Site } from '../site/types.ts';
import type { Urls } from '../site/urls.ts';
import { badgeText } from './badge.ts';
import { coverageFigures, type CoverageFigures } from './figures.ts';
import type { Growth } from './growth.ts';
import { partsOf, standardParts, type PartState, type StandardPartId } from './standard-parts.ts';
import { coverSite, coverTopics } from './topic-coverage.ts';

/** `coverage.json`; README.md beside this file describes it. A field that changes its meaning raises `version`. */
export interface CoverageReport {
  readonly version: 1;
  readonly site: { readonly title: string; readonly url: string };
  readonly badge: Badge;
  readonly total: CoverageFigures;
  readonly topics: readonly TopicReport[];
  readonly posts: readonly PostReport[];
  readonly growth: Growth;
}

export interface Badge {
  readonly url: string;
  /** What the picture says, for those who do not see it. */
  readonly text: string;
}

export interface TopicReport {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly badge: Badge;
  readonly figures: CoverageFigures;
  /** Slugs in the order of the topic. */
  readonly posts: readonly string[];
  readonly pending: readonly { readonly slug: string; readonly priority: string; readonly title: string }[];
}

export interface PostReport {
  readonly slug: string;
  readonly title: string;
  readonly topic: string;
  readonly status: Post['status'];
  readonly url: string;
  readonly figures: Omit<CoverageFigures, 'posts' | 'pending'>;
  /** `url`: the place that has it. `missing`: what the standard wants, where the post has not got all of it. */
  readonly parts: Readonly<
    Record<StandardPartId, { readonly state: PartState; readonly url: string | null; readonly missing: string | null }>
  >;
  /** Numbers of warnings by rule, rules in the order of their names. */
  readonly warnings: Readonly<Record<string, number>>;
}

/** What strings and addresses of the report are made with. */
export interface ReportContext {
  readonly t: Translate;
  readonly urls: Urls;
}

/** Everything that is counted of a site: the page, the terminal, the badges and `coverage.json` all say this. */
export function coverageReport(site: Site, growth: Growth, { t, urls }: ReportContext): CoverageReport {
  const warnings = countWarnings(site);
  const total = coverSite(site);
  return {
    version: 1,
    site: { title: site.config.title, url: urls.absolute(urls.coverage) },
    badge: { url: urls.absolute(urls.badge()), text: badgeText(site.config.title, total, t) },
    total,
    topics: coverTopics(site).map(({ topic, figures, posts, pending }) => ({
      id: topic.id,
      name: topic.name,
      url: urls.absolute(urls.topic(topic.id)),
      badge: { url: urls.absolute(urls.badge(topic.id)), text: badgeText(topic.name, figures, t) },
      figures,
      posts: posts.map(({ slug }) => slug),
      pending: pending.flatMap(({ priority, entries }) =>
        entries.map(({ slug, source }) => ({ slug, priority, title: source.title })),
      ),
    })),
    posts: site.posts.map((post) => reportPost(post, warnings.get(post.file) ?? {}, { t, urls })),
    growth,
  };
}

function reportPost(post: Post, warnings: Record<string, number>, { t, urls }: ReportContext): PostReport {
  const { posts: _, pending: __, ...figures } = coverageFigures([post]);
  const parts = partsOf(post);
  const { slug, title, topic, status } = post;
  return {
    ...{ slug, title, topic, status },
    url: urls.absolute(urls.post(slug)),
    figures,
    parts: Object.fromEntries(
      standardParts.map((part) => {
        const { state, anchor } = parts[part];
        const url = anchor === undefined ? null : urls.absolute(urls.post(slug, anchor));
        return [part, { state, url, missing: state === 'full' ? null : t(`part.wants.${part}`) }];
      }),
    ) as unknown as PostReport['parts'],
    warnings,
  };
}

function countWarnings({ findings }: Site): ReadonlyMap<string, Record<string, number>> {
  const counts = new Map<string, Record<string, number>>();
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  for (const { file, ruleId } of [...warnings].sort((a, b) => (a.ruleId < b.ruleId ? -1 : 1))) {
    const ofFile = counts.get(file) ?? {};
    ofFile[ruleId] = (ofFile[ruleId] ?? 0) + 1;
    counts.set(file, ofFile);
  }
  return counts;
}
