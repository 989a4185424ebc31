import type { APIRoute, GetStaticPaths } from 'astro';
import { getSite, renderPost } from 'virtual:tuidao/site';
import { t, urls } from '../../../layouts/page.ts';
import { ankiNotes, mathjax } from '../../../study/anki-notes.ts';
import { ankiText } from '../../../study/anki-text.ts';
import { cardFile } from '../../../study/card-html.ts';
import { cardsOf } from '../../../study/deck.ts';

export const getStaticPaths = (async () => {
  const { posts } = await getSite();
  return posts.map(({ slug }) => ({ params: { slug } }));
}) satisfies GetStaticPaths;

/** The cards of the post for Anki. */
export const GET: APIRoute = async ({ params }) => {
  const slug = params['slug'] ?? '';
  const site = await getSite();
  const post = site.bySlug.get(slug);
  if (post === undefined) throw new Error(`No post ${slug}`);
  const { macros } = site.content;
  const setFormula = (tex: string): string => mathjax(tex, macros);
  const { html } = await renderPost(slug);
  const url = urls.absolute(urls.post(slug));
  const file = cardFile({ post, cards: cardsOf(slug, site), html, url, setFormula, t });
  return new Response(ankiText(ankiNotes({ file, post, macros, t })), {
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
};
