import type { Translate } from '../i18n/translate.ts';
import { permanentEquations } from './anchors.ts';
import { escapeHtml } from './html.ts';
import { plain } from './plain.ts';
import type { Site } from './types.ts';
import type { Urls } from './urls.ts';

/** A page that is written beside those that Astro makes: path below the output folder, and HTML. */
export interface SmallPage {
  readonly id: string;
  readonly path: string;
  readonly html: string;
}

/**
 * `/e/<id>/` for every equation that was ever published: leads on to where the equation is now, also without JavaScript.
 * There are as many as equations, so they hold nothing but the way.
 */
export function permanentPages(site: Site, urls: Urls, t: Translate): SmallPage[] {
  return permanentEquations(site.anchors, site.index).map(({ id, slug, anchor, number }) => {
    const target = urls.post(slug, anchor);
    const title = escapeHtml(
      t('permanent.title', { n: number ?? '?', title: plain(site.bySlug.get(slug)?.title ?? slug) }),
    );
    const html = `<!doctype html>
<html lang="${site.config.language}">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>${title}</title>
<meta name="robots" content="noindex" />
<link rel="canonical" href="${urls.absolute(urls.post(slug))}" />
<meta http-equiv="refresh" content="0; url=${target}" />
<meta http-equiv="content-security-policy" content="default-src 'none'; base-uri 'none'" />
</head>
<body>
<p>${escapeHtml(t('permanent.moved'))} <a href="${target}">${title}</a></p>
</body>
</html>
`;
    return { id, path: `e/${id}/index.html`, html };
  });
}
