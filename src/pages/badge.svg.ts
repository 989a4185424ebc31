import type { APIRoute } from 'astro';
import { getSite } from 'virtual:tuidao/site';
import { badgeSvg } from '../coverage/badge.ts';
import { coverSite } from '../coverage/topic-coverage.ts';
import { t } from '../layouts/page.ts';

/** How far the site is, as a picture for other pages. */
export const GET: APIRoute = async () => {
  const site = await getSite();
  return new Response(badgeSvg(site.config.title, coverSite(site), t), {
    headers: { 'Content-Type': 'image/svg+xml' },
  });
};
