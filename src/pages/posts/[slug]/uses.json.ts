import type { APIRoute, GetStaticPaths } from 'astro';
import { getSite, renderPost } from 'virtual:tuidao/site';
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
  const inUse = new Set(site.bySlug.get(slug)?.usedBy.map((user) => user.slug));
  const bodies = new Map<string, string>();
  for (const other of inUse) bodies.set(other, (await renderPost(other)).html);
  const entries = Object.entries(usesOfPost(slug, site, hashTex)).map(([anchor, { hash, uses, rests, leads }]) => [
    anchor,
    {
      hash,
      uses: uses.map((use) => ({
        href: use.slug === slug ? `#${use.anchor}` : urls.post(use.slug, use.anchor),
        label: use.label,
        section: use.section,
        // Formulas of this post are on its page already; those of others are sent along.
        ...(use.slug === slug
          ? { text: use.text }
          : { html: withFormulas(use.text, bodies.get(use.slug) ?? ''), title: use.title }),
      })),
      rests,
      leads,
    },
  ]);
  return Response.json(Object.fromEntries(entries));
};
