import type { APIRoute, GetStaticPaths } from 'astro';
import { getSite, renderMarkdown } from 'virtual:tuidao/site';

export const getStaticPaths = (async () => {
  const { posts } = await getSite();
  return posts.map(({ slug }) => ({ params: { slug } }));
}) satisfies GetStaticPaths;

/** The source of the post, its links made absolute. */
export const GET: APIRoute = async ({ params }) =>
  new Response(await renderMarkdown(params['slug'] ?? ''), {
    headers: { 'content-type': 'text/markdown; charset=utf-8' },
  });
