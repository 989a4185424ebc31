import type { APIRoute } from 'astro';
import { getSite } from 'virtual:tuidao/site';
import { renderEach } from '../../layouts/render-each.ts';
import { makeSymbols } from '../../search/text/make-symbols.ts';

/** The tables of symbols of all posts, for the palette. Loaded with the first query. */
export const GET: APIRoute = async () => {
  const { posts } = await getSite();
  const declared = posts.filter(({ derivation }) => derivation.symbols.length > 0);
  return Response.json(await renderEach(declared, (post, { html }) => makeSymbols(post, html)));
};
