import type { APIRoute, GetStaticPaths } from 'astro';
import { getSite, renderPost } from 'virtual:tuidao/site';
import { urls } from '../../../layouts/page.ts';
import { formulaEntries } from '../../../search/formula/site-formulas.ts';
import { shownStatus } from '../../../site/shown-status.ts';

export const getStaticPaths = (async () => {
  const { posts } = await getSite();
  return posts.map(({ slug }) => ({ params: { slug } }));
}) satisfies GetStaticPaths;

/** What is shown of the equations of a post that are found. */
export const GET: APIRoute = async ({ params }) => {
  const site = await getSite();
  const slug = params['slug'] ?? '';
  const post = site.bySlug.get(slug);
  if (post === undefined) throw new Error(`No post ${slug}`);
  const { search: read } = await renderPost(slug);
  const statusOf = (number: number) => shownStatus(post, number);
  return Response.json(formulaEntries(post, site, { url: urls.post(slug), read, statusOf }));
};
