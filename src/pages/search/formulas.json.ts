import type { APIRoute } from 'astro';
import { getSite } from 'virtual:tuidao/site';
import { renderEach } from '../../layouts/render-each.ts';
import { buildFormulaIndex } from '../../search/formula/formula-index.ts';

/** The trees of all equations, for the search in the browser. */
export const GET: APIRoute = async () => {
  const site = await getSite();
  const posts = await renderEach(site.posts, ({ slug }, { search }) => ({ slug, trees: search.trees }));
  return Response.json(buildFormulaIndex(posts, site.content.macros));
};
