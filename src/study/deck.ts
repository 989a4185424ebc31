import { plain } from '../site/plain.ts';
import type { Post, Site } from '../site/types.ts';
import { postCards, type PostCard } from './post-cards.ts';
import { studyOrder } from './study-order.ts';
import type { Deck } from './types.ts';

/** Several files of a build ask for the cards of a post; its equations are taken apart once. */
const known = new WeakMap<Post, readonly PostCard[]>();

/** The cards of a post of the site. */
export function cardsOf(slug: string, { bySlug, anchors, content }: Site): readonly PostCard[] {
  const post = bySlug.get(slug);
  if (post === undefined) return [];
  const cards = known.get(post) ?? postCards(post, anchors.get(slug), content.macros);
  known.set(post, cards);
  return cards;
}

/** All posts in the order in which they are best studied, with the number of their cards. */
export function makeDeck(site: Site): Deck {
  const { content, posts, bySlug } = site;
  return {
    posts: studyOrder(posts).map(({ slug, title, topic, topics }) => {
      const also = topics.filter((id) => id !== topic);
      const cards = cardsOf(slug, site).length;
      return { slug, title: plain(title), topic, ...(also.length === 0 ? {} : { also }), cards };
    }),
    topics: content.topics.map(({ id, name }) => ({ id, name })),
    paths: content.paths.map(({ id, name, steps }) => ({
      id,
      name,
      posts: steps.map(({ post }) => post).filter((slug) => bySlug.has(slug)),
    })),
  };
}
