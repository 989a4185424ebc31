import type { APIRoute, GetStaticPaths } from 'astro';
import { getSite, renderPost } from 'virtual:tuidao/site';
import { cutFragment, placeIds } from '../../../site/fragments.ts';
import { plain } from '../../../site/plain.ts';

export const getStaticPaths = (async () => {
  const { posts } = await getSite();
  return posts.map(({ slug }) => ({ params: { slug } }));
}) satisfies GetStaticPaths;

/** The equations, results and sections of the post as HTML, for previews on other pages. Loaded when a reader asks. */
export const GET: APIRoute = async ({ params }) => {
  const slug = params['slug'] ?? '';
  const { bySlug } = await getSite();
  const post = bySlug.get(slug);
  const { html, descriptionHtml } = await renderPost(slug);
  const { equations, results, headings } = post?.derivation ?? { equations: [], results: [], headings: [] };
  const ids = [
    ...equations.flatMap(({ number }) => (number === undefined ? [] : [`eq-${String(number)}`])),
    ...results.map(({ id }) => id),
    ...headings.map(({ id }) => id),
  ].filter((id) => id !== '');
  const places = placeIds(html);
  const items = ids.flatMap((id): [string, string][] => {
    const fragment = cutFragment(html, id, places);
    return fragment === undefined ? [] : [[id, fragment]];
  });
  const names = equations.flatMap(({ number, label }): [string, string][] =>
    label === undefined || number === undefined ? [] : [[label.replaceAll(':', '-'), `eq-${String(number)}`]],
  );
  return Response.json({
    title: plain(post?.title ?? slug),
    description: descriptionHtml,
    aliases: Object.fromEntries(names),
    items: Object.fromEntries(items),
  });
};
