import rss from '@astrojs/rss';
import type { APIRoute } from 'astro';
import { getSite } from 'virtual:tuidao/site';
import { urls } from '../layouts/page.ts';
import { plain } from '../site/plain.ts';

/** The newest posts first. Dates are those of the posts, never of the build. */
export const GET: APIRoute = async () => {
  const { config, posts, content } = await getSite();
  const newest = [...posts].sort((a, b) => (a.updated < b.updated ? 1 : a.updated > b.updated ? -1 : 0));
  return rss({
    title: config.title,
    description: config.description,
    site: urls.absolute(urls.home),
    trailingSlash: true,
    customData: `<language>${config.language}</language>`,
    items: newest.map(({ slug, title, description, updated, topic }) => ({
      title: plain(title),
      description: plain(description),
      link: urls.absolute(urls.post(slug)),
      pubDate: new Date(`${updated}T00:00:00Z`),
      categories: content.topics.filter(({ id }) => id === topic).map(({ name }) => name),
    })),
  });
};
