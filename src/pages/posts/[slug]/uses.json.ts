import type { APIRoute, GetStaticPaths } from 'astro';
import { getSite } from 'virtual:tuidao/site';
import { hashTex } from '../../../equations/hash.ts';
import { urls } from '../../../layouts/page.ts';
import { withFormulas } from '../../../site/fragments.ts';
import { usesOfPost } from '../../../site/places.ts';

export const getStaticPaths = (async () => {
  const { posts } = await getSite();
  return posts.map(({ slug }) => ({ params: { slug } }));
}) satisfies GetStaticPaths;

/** Who uses each equation of the post. Loaded when a reader asks. */
export const GET: APIRoute = async ({ params }) => {
  const slug = params['slug'] ?? '';
  const site = await getSite();
  const sentence = (text: string, other: string): string => {
    const user = site.bySlug.get(other);
    return user === undefined ? '' : withFormulas(text, user.derivation);
  };
  const entries = Object.entries(usesOfPost(slug, site, hashTex)).map(([anchor, { hash, uses, rests, leads }]) => [
    anchor,
    {
      hash,
      uses: uses.map((use) => ({
        href: use.slug === slug ? `#${use.anchor}` : urls.post(use.slug, use.anchor),
        label: use.label,
        section: use.section,
        // Formulas of this post are on its page already; those of others are sent along.
        ...(use.slug === slug ? { text: use.text } : { html: sentence(use.text, use.slug), title: use.title }),
      })),
      rests,
      leads,
    },
  ]);
  return Response.json(Object.fromEntries(entries));
};
