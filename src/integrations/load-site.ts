import { followLedger } from '../equations/ledger/update-ledger.ts';
import { executionOf } from '../equations/verification.ts';
import { toPostMeta } from '../schemas/post.ts';
import type { SiteConfig } from '../site.config.ts';
import { buildSite } from '../site/build-site.ts';
import type { Site } from '../site/types.ts';
import { assertSiteConfig, judgeContent, type ContentCheck } from './check-content.ts';
import { readContent } from './read-content.ts';
import { compileAll, type CompiledHandle } from './render-cache.ts';

export interface LoadOptions {
  readonly config: SiteConfig;
  /** Absolute path of the project. */
  readonly root: string;
  /** Absolute path of the folder with `posts/`. */
  readonly contentRoot: string;
  /** Absolute path of the folder for compiled posts. */
  readonly cacheDir: string;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface LoadedSite {
  readonly site: Site;
  readonly checked: ContentCheck;
  /** By slug. */
  readonly compiled: ReadonlyMap<string, CompiledHandle>;
}

/**
 * Reads, compiles and checks all content. Does not judge: the caller looks at `checked.findings`.
 * @throws Error with one Chinese sentence where the content root or the config is unusable
 */
export async function loadSite(options: LoadOptions): Promise<LoadedSite> {
  const { config, root, contentRoot, cacheDir, onProgress } = options;
  assertSiteConfig(config);
  const reading = readContent(contentRoot, root);
  const handles = await compileAll(reading.posts, {
    root,
    cacheDir,
    macros: reading.content.macros,
    language: config.language,
    onProgress,
  });
  const derivations = handles.map(({ derivation }) => derivation);
  const checked = judgeContent(reading, derivations, config, root);
  const site = siteOf(checked, config);
  const compiled = new Map<string, CompiledHandle>();
  for (const handle of handles) {
    if (checked.index.derivations.get(handle.name.slug) === handle.derivation) compiled.set(handle.name.slug, handle);
  }
  return { site, checked, compiled };
}

/** The site of content that was read and checked, without anything rendered: what commands count. */
export function siteOf(checked: ContentCheck, config: SiteConfig): Site {
  const metas = new Map(
    [...checked.index.derivations].flatMap(([slug, { frontMatter }]) => {
      const meta = toPostMeta(frontMatter.data);
      return meta === undefined ? [] : [[slug, meta] as const];
    }),
  );
  const { index, findings, published } = checked;
  // The ledger may be one edit behind the posts; what a page answers to is not.
  const ledger = published === undefined ? [] : followLedger(published.ledger, published.match);
  const executions = new Map(
    [...index.derivations].map(([slug, derivation]) => [slug, executionOf(derivation, checked)] as const),
  );
  return buildSite({ config, content: checked.content, index, metas, findings, ledger, executions });
}
