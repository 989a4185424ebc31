import type { APIRoute } from 'astro';
import { getSite, renderPost } from 'virtual:tuidao/site';
import { buildFormulaIndex } from '../../search/formula/formula-index.ts';

/** The trees of all equations, for the search in the browser. */
export const GET: APIRoute = async () => {
  const site = await getSite();
  const posts = await Promise.all(
    site.posts.map(async ({ slug }) => ({ slug, trees: (await renderPost(slug)).search.trees })),
  );
  return Response.json(buildFormulaIndex(posts, site.content.macros));
};
