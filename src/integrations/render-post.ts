import { linkTarget } from '../equations/link-target.ts';
import { postOfOverview } from '../equations/overviews.ts';
import { nameOf } from '../equations/resolve-reference.ts';
import { createTranslate } from '../i18n/translate.ts';
import { escapeHtml, fillAnchors, fillAssets, fillReferences, type FilledReference } from '../markdown/slots.ts';
import { linkTerms } from '../markdown/terms.ts';
import { plain } from '../site/plain.ts';
import { createTerms, type Terms } from '../site/terms.ts';
import type { RenderedPost, Site } from '../site/types.ts';
import { createUrls, type Urls } from '../site/urls.ts';
import type { LoadedSite } from './load-site.ts';
import { fillVerification } from './fill-verification.ts';
import { loadCompiled } from './render-cache.ts';

/** The finished body of a post: its template from the cache, with what other posts have to say filled in. */
export async function renderPost(loaded: LoadedSite, slug: string, base: string): Promise<RenderedPost> {
  const handle = loaded.compiled.get(slug);
  if (handle === undefined) throw new Error(`没有叫 ${slug} 的文章`);
  const page = await loadCompiled(handle, {
    macros: loaded.site.content.macros,
    language: loaded.site.config.language,
  });
  const titles = new Map(loaded.site.content.catalogue.map((entry) => [entry.slug, entry.source.title]));
  return {
    html: fillPost(loaded.site, slug, page.html, base),
    toc: page.toc,
    search: page.search,
    titleHtml: page.titleHtml,
    descriptionHtml: page.descriptionHtml,
    prerequisites: page.prerequisites.map(({ post, reasonHtml }) => ({
      slug: post,
      title: loaded.site.bySlug.get(post)?.title ?? titles.get(post) ?? post,
      reasonHtml,
    })),
  };
}

/** Fills links to other posts, images, and what executing the post showed. */
export function fillPost(site: Site, slug: string, html: string, base: string): string {
  const urls = createUrls(base, site.config.origin);
  const withLinks = fillReferences(html, (target) => fillReference(site, urls, target));
  const withAnchors = fillAnchors(withLinks, site.anchors.get(slug)?.beside ?? new Map());
  const withAssets = fillAssets(withAnchors, (path) => ({ src: urls.file(assetPath(slug, path)) }));
  // What a post defines itself would lead the reader away from it.
  const own = new Set(
    site.content.concepts.flatMap(({ id, definedIn }) => (definedIn?.split('#')[0] === slug ? [id] : [])),
  );
  const withTerms = linkTerms(withAssets, termsOf(site), (concept) =>
    own.has(concept) ? undefined : urls.concept(concept),
  );
  const post = site.bySlug.get(slug);
  return post === undefined
    ? withTerms
    : fillVerification(withTerms, post, urls, createTranslate(site.config.language));
}

/** The pattern of all names is made once for a site. */
const terms = new WeakMap<Site, Terms>();

function termsOf(site: Site): Terms {
  const known = terms.get(site) ?? createTerms(site.content.concepts);
  terms.set(site, known);
  return known;
}

/** `./figures/x.svg` in a post → where it is published, below the base. */
export function assetPath(slug: string, path: string): string {
  return `posts/${slug}/${path.replace(/^(?:\.\.?\/)+/, '')}`;
}

function fillReference(site: Site, urls: Urls, target: string): FilledReference | undefined {
  const found = findPlace(site, urls, target);
  return found && { href: found.href, html: escapeHtml(found.text).replace(/\(\d+\)$/, '<span class="num">$&</span>') };
}

/** @param target `topic/slug` or `topic/slug#id` */
function findPlace(site: Site, urls: Urls, target: string): { href: string; text: string } | undefined {
  const [path = '', id = ''] = target.split('#');
  const slug = path.slice(path.indexOf('/') + 1);
  const post = site.bySlug.get(slug);
  if (post === undefined) return undefined;
  const t = createTranslate(site.config.language);
  const title = t('ref.title', { title: plain(post.title) });
  if (id === '') return { href: urls.post(slug), text: title };
  const anchor = site.index.anchors.get(`${slug}#${id}`);
  if (anchor === undefined) return undefined;
  return { href: urls.post(slug, anchor.canonical), text: title + nameOf(site.index, anchor, t) };
}

/** What a link in the overview of a topic leads to; `undefined` for one that names no post of the site. */
export function linkInOverview(site: Site, url: string, base: string): { href: string; text: string } | undefined {
  const target = linkTarget(url);
  const post = target?.type === 'post' ? postOfOverview(target.path, site.index.derivations.values()) : undefined;
  if (target?.type !== 'post' || post === undefined) return undefined;
  const place = `${post.name.topic}/${post.name.slug}${target.id === '' ? '' : `#${target.id}`}`;
  return findPlace(site, createUrls(base, site.config.origin), place);
}
