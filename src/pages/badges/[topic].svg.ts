import type { APIRoute, GetStaticPaths } from 'astro';
import { getSite } from 'virtual:tuidao/site';
import { badgeSvg } from '../../coverage/badge.ts';
import { coverTopics } from '../../coverage/topic-coverage.ts';
import { t } from '../../layouts/page.ts';

export const getStaticPaths = (async () => {
  const { content } = await getSite();
  return content.topics.map(({ id }) => ({ params: { topic: id } }));
}) satisfies GetStaticPaths;

/** How far a topic is, as a picture for other pages. */
export const GET: APIRoute = async ({ params }) => {
  const found = coverTopics(await getSite()).find(({ topic }) => topic.id === params['topic']);
  if (found === undefined) return new Response(null, { status: 404 });
  return new Response(badgeSvg(found.topic.name, found.figures, t), { headers: { 'Content-Type': 'image/svg+xml' } });
};
