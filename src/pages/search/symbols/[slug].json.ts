import type { APIRoute, GetStaticPaths } from 'astro';
import { getSite, renderPost } from 'virtual:tuidao/site';
import { makeSymbolLooks } from '../../../search/text/make-symbols.ts';

export const getStaticPaths = (async () => {
  const { posts } = await getSite();
  return posts.filter(({ derivation }) => derivation.symbols.length > 0).map(({ slug }) => ({ params: { slug } }));
}) satisfies GetStaticPaths;

/** What the symbols of a post look like. Loaded when one of them is shown. */
export const GET: APIRoute = async ({ params }) => {
  const post = (await getSite()).bySlug.get(params['slug'] ?? '');
  return Response.json(post === undefined ? [] : makeSymbolLooks(post, (await renderPost(post.slug)).html));
};
