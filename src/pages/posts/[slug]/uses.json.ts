import type { APIRoute, GetStaticPaths } from 'astro';
import { getSite } from 'virtual:tuidao/site';
import { hashTex } from '../../../equations/hash.ts';
import { urls } from '../../../layouts/page.ts';
import { usesOfPost } from '../../../site/places.ts';

export const getStaticPaths = (async () => {
  const { posts } = await getSite();
  return posts.map(({ slug }) => ({ params: { slug } }));
}) satisfies GetStaticPaths;

/** Who uses each equation of the post. Loaded when a reader asks. */
export const GET: APIRoute = async ({ params }) => {
  const slug = params['slug'] ?? '';
  const site = await getSite();
  const entries = Object.entries(usesOfPost(slug, site, hashTex)).map(([anchor, { hash, uses, rests, leads }]) => [
    anchor,
    {
      hash,
      uses: uses.map((use) => ({
        href: use.slug === slug ? `#${use.anchor}` : urls.post(use.slug, use.anchor),
        label: use.label,
        section: use.section,
        text: use.text,
        ...(use.slug === slug ? {} : { title: use.title }),
      })),
      rests,
      leads,
    },
  ]);
  return Response.json(Object.fromEntries(entries));
};
