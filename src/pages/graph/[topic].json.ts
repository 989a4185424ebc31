import type { APIRoute, GetStaticPaths } from 'astro';
import { getSite, renderText } from 'virtual:tuidao/site';
import { t } from '../../layouts/page.ts';
import { notesOf, type PostNotes } from '../../site/prerequisites/notes.ts';

export const getStaticPaths = (async () => {
  const { content } = await getSite();
  return content.topics.map(({ id }) => ({ params: { topic: id } }));
}) satisfies GetStaticPaths;

/** Why the posts of a topic name what they name, by slug. Loaded when the graph or a plan shows one of them. */
export const GET: APIRoute = async ({ params }) => {
  const site = await getSite();
  const notes: Record<string, PostNotes> = {};
  for (const post of site.posts.filter(({ topic }) => topic === params['topic']))
    notes[post.slug] = await notesOf(post, site, t, (markdown) => renderText(markdown, 'line'));
  return Response.json(notes);
};
