import type { APIRoute, GetStaticPaths } from 'astro';
import { getSite, renderPost } from 'virtual:tuidao/site';
import { urls } from '../../../layouts/page.ts';
import { searchedEquations } from '../../../search/formula/site-formulas.ts';
import { permanentIdOf } from '../../../site/anchors.ts';
import { plain } from '../../../site/plain.ts';
import type { EquationFile } from '../../../study/types.ts';

export const getStaticPaths = (async () => {
  const { posts } = await getSite();
  return posts.map(({ slug }) => ({ params: { slug } }));
}) satisfies GetStaticPaths;

/** Where the equations of the post are now, for notes that know them by their permanent id. */
export const GET: APIRoute = async ({ params }) => {
  const slug = params['slug'] ?? '';
  const site = await getSite();
  const post = site.bySlug.get(slug);
  if (post === undefined) throw new Error(`No post ${slug}`);
  const { search } = await renderPost(slug);
  const anchors = site.anchors.get(slug);
  const entries = searchedEquations(post, site).map(({ number, anchor, tex }, place) => {
    const id = permanentIdOf(anchors, anchor) ?? `${slug}#${anchor}`;
    return [id, { anchor, number, tex: search.tex[place] ?? tex }] as const;
  });
  const file: EquationFile = { title: plain(post.title), url: urls.post(slug), equations: Object.fromEntries(entries) };
  return Response.json(file);
};
