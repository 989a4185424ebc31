import { resolveReference } from '../equations/resolve-reference.ts';
import { absoluteMarkdown } from '../export/markdown.ts';
import { createTranslate } from '../i18n/translate.ts';
import { permanentIdOf } from '../site/anchors.ts';
import { createUrls } from '../site/urls.ts';
import type { LoadedSite } from './load-site.ts';
import { assetPath } from './render-post.ts';

/** The source of a post as it is read elsewhere: links are absolute, those to equations permanent. */
export function renderMarkdown({ site, compiled }: LoadedSite, slug: string, base: string): string {
  const handle = compiled.get(slug);
  if (handle === undefined) throw new Error(`没有叫 ${slug} 的文章`);
  const urls = createUrls(base, site.config.origin);
  const t = createTranslate(site.config.language);
  const titles = new Map(site.posts.map((post) => [post.slug, post.title]));
  return absoluteMarkdown(handle.file.text, handle.derivation, {
    reference(reference) {
      const found = resolveReference(site.index, slug, reference, titles, t);
      if (found === undefined) return undefined;
      const { canonical } = found.anchor;
      const id = found.anchor.type === 'equation' ? permanentIdOf(site.anchors.get(found.slug), canonical) : undefined;
      const path = id === undefined ? urls.post(found.slug, canonical) : urls.permanent(id);
      return { url: urls.absolute(path), name: found.text };
    },
    file: (path) => urls.absolute(urls.file(assetPath(slug, path))),
  });
}
