import type { APIRoute, GetStaticPaths } from 'astro';
import { getSite, renderPost } from 'virtual:tuidao/site';
import { renderFormula } from '../../../equations/math.ts';
import { t, urls } from '../../../layouts/page.ts';
import { cardFile } from '../../../study/card-html.ts';
import { cardsOf } from '../../../study/deck.ts';

export const getStaticPaths = (async () => {
  const { posts } = await getSite();
  return posts.map(({ slug }) => ({ params: { slug } }));
}) satisfies GetStaticPaths;

/** The cards of the post. Loaded when one of them comes up. */
export const GET: APIRoute = async ({ params }) => {
  const slug = params['slug'] ?? '';
  const site = await getSite();
  const post = site.bySlug.get(slug);
  if (post === undefined) throw new Error(`No post ${slug}`);
  const { macros } = site.content;
  const setFormula = (tex: string): string => renderFormula(tex, { display: true, macros }).html;
  const { html } = await renderPost(slug);
  return Response.json(cardFile({ post, cards: cardsOf(slug, site), html, url: urls.post(slug), setFormula, t }));
};
