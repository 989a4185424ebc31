import type { APIRoute } from 'astro';
import { getSite } from 'virtual:tuidao/site';
import { buildFormulaIndex } from '../../search/formula/formula-index.ts';
import { formulaPost } from '../../search/formula/site-formulas.ts';

/** The trees of all equations, for the search in the browser. */
export const GET: APIRoute = async () => {
  const site = await getSite();
  const posts = site.posts.map((post) => formulaPost(post, site));
  return Response.json(buildFormulaIndex(posts, site.content.macros));
};
