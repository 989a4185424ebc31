import type { APIRoute, GetStaticPaths } from 'astro';
import { getSite, renderLatex } from 'virtual:tuidao/site';

export const getStaticPaths = (async () => {
  const { posts } = await getSite();
  return posts.map(({ slug }) => ({ params: { slug, name: slug } }));
}) satisfies GetStaticPaths;

/** The post as a document for XeLaTeX, with its numbers. */
export const GET: APIRoute = async ({ params }) =>
  new Response(await renderLatex(params['slug'] ?? ''), {
    headers: { 'content-type': 'application/x-tex; charset=utf-8' },
  });
