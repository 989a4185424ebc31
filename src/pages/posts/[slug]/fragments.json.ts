import type { APIRoute, GetStaticPaths } from 'astro';
import { getSite, renderPost } from 'virtual:tuidao/site';
import { cutFragment, placeIds } from '../../../site/fragments.ts';
import { namesUsedElsewhere } from '../../../site/places.ts';
import { plain } from '../../../site/plain.ts';

export const getStaticPaths = (async () => {
  const { posts } = await getSite();
  return posts.map(({ slug }) => ({ params: { slug } }));
}) satisfies GetStaticPaths;

/**
 * The equations, results and sections of the post that other posts refer to, as HTML, for previews there. Loaded when a
 * reader asks.
 */
export const GET: APIRoute = async ({ params }) => {
  const slug = params['slug'] ?? '';
  const { bySlug, index } = await getSite();
  const { html, descriptionHtml } = await renderPost(slug);
  const derivation = bySlug.get(slug)?.derivation;
  const { ids, aliases } = derivation === undefined ? { ids: [], aliases: {} } : namesUsedElsewhere(derivation, index);
  const places = placeIds(html);
  const items = ids.flatMap((id): [string, string][] => {
    const fragment = cutFragment(html, id, places);
    return fragment === undefined ? [] : [[id, fragment]];
  });
  return Response.json({
    title: plain(bySlug.get(slug)?.title ?? slug),
    description: descriptionHtml,
    aliases,
    items: Object.fromEntries(items),
  });
};
