import type { Severity } from './equations/types.ts';

/** One accepted exception to a rule. An entry that no longer matches a finding is itself reported. */
export interface Exception {
  readonly ruleId: string;
  /** Path below the content root, e.g. `posts/matrices/low-rank-pseudoinverse.md`. */
  readonly file: string;
  /** Part of the message that must occur, so that one entry cannot hide a second fault of the same kind. */
  readonly message: string;
  readonly reason: string;
}

/** Everything that another site changes first. */
export interface SiteConfig {
  readonly title: string;
  readonly tagline: string;
  readonly description: string;
  /** BCP 47 tag of the content. */
  readonly language: 'zh-CN' | 'en';
  /** Origin of the published site; canonical and feed links are made from it. */
  readonly origin: string;
  /** Path below the origin: `/` or `/repository/`. `TUIDAO_BASE` overrides it. */
  readonly base: string;
  /** Where corrections are reported and sources are shown; no trailing slash. */
  readonly repository: string;
  /** Folder of the content, relative to the project. `TUIDAO_CONTENT` overrides it. */
  readonly contentRoot: string;
  /** Origins besides the site's own that images of posts may come from; browsers load them from nowhere else. */
  readonly imageOrigins: readonly string[];
  /** Rules that differ from their default severity (error). */
  readonly severities: Readonly<Record<string, Severity | 'off'>>;
  readonly exceptions: readonly Exception[];
}

export const siteConfig: SiteConfig = {
  title: '推导',
  tagline: '深度学习的数学，一步一步推出来',
  description: '深度学习背后的数学：每条公式有编号，每一步有理由；编号或引用错了一处，网站就构建不出来。',
  language: 'zh-CN',
  origin: 'https://tuidao.example',
  base: '/',
  repository: 'https://github.com/tuidao/tuidao',
  contentRoot: 'content',
  imageOrigins: [],
  severities: {},
  exceptions: [],
};
