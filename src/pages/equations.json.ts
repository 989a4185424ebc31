import type { APIRoute } from 'astro';
import { getSite } from 'virtual:tuidao/site';
import { urls } from '../layouts/page.ts';
import { permanentIdOf } from '../site/anchors.ts';

/** Every numbered equation of the site, in the order of the site. */
export const GET: APIRoute = async () => {
  const { posts, index, anchors } = await getSite();
  const equations = posts.flatMap(({ slug, title, topic, derivation, verification }) => {
    const statuses = new Map(verification.statuses.map((status) => [status.number, status.kind]));
    return derivation.equations.flatMap(({ number }) => {
      const equation = number === undefined ? undefined : index.equations.get(`${slug}#eq-${String(number)}`);
      if (equation === undefined) return [];
      const { label, tex, anchor, section, lead, result } = equation;
      const place = section === undefined ? null : { number: section.number, title: section.text, anchor: section.id };
      const id = permanentIdOf(anchors.get(slug), anchor);
      return [
        {
          id: id ?? null,
          post: slug,
          title,
          topic,
          number: equation.number,
          label: label ?? null,
          tex,
          anchor,
          url: urls.absolute(urls.post(slug, anchor)),
          permanent: id === undefined ? null : urls.absolute(urls.permanent(id)),
          section: place,
          lead,
          result: result ?? null,
          status: statuses.get(equation.number) ?? 'none',
          uses: index.uses.get(`${slug}#${anchor}`)?.length ?? 0,
        },
      ];
    });
  });
  return Response.json({ count: equations.length, equations });
};
