import type { APIRoute, GetStaticPaths } from 'astro';
import { getSite, renderText } from 'virtual:tuidao/site';

export const getStaticPaths = (async () => {
  const { content } = await getSite();
  return content.concepts.map(({ id }) => ({ params: { id } }));
}) satisfies GetStaticPaths;

/** The definition of a concept, in the form in which posts give what is previewed of them. */
export const GET: APIRoute = async ({ params }) => {
  const { content } = await getSite();
  const concept = content.concepts.find(({ id }) => id === params['id']);
  const description = concept === undefined ? '' : await renderText(concept.definition, 'line');
  return Response.json({ name: concept?.name ?? '', title: concept?.name ?? '', description, aliases: {}, items: {} });
};
