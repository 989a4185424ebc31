import type { Translate } from '../../i18n/translate.ts';
import { plain } from '../../site/plain.ts';
import type { Post, Site } from '../../site/types.ts';
import { makeFoldTable } from './fold-table.ts';
import type { Places, PostPlaces, ResultPlace, SectionPlace } from './types.ts';

/** Boxes that a reader looks for by name; the others are found with the section that they stand in. */
const listed = [
  'definition',
  'assumption',
  'theorem',
  'lemma',
  'proposition',
  'corollary',
  'example',
  'exercise',
] as const;
const isListed = (kind: string): kind is (typeof listed)[number] => (listed as readonly string[]).includes(kind);

/** Above this number of headings only those of the second level are listed: the file stays small, and Pagefind has the rest. */
const sectionLimit = 5000;

/** What the palette knows without asking again. Same site, same value. */
export function makePlaces({ content, posts }: Pick<Site, 'content' | 'posts'>, t: Translate): Places {
  const topics = content.topics.map(({ id, name }) => ({ id, name }));
  const topicPlace = new Map(topics.map(({ id }, place) => [id, place]));
  const conceptPlace = new Map(content.concepts.map(({ id }, place) => [id, place]));
  const deep = posts.reduce((sum, { derivation }) => sum + derivation.headings.length, 0) <= sectionLimit;
  const listPost = (post: Post): PostPlaces => ({
    slug: post.slug,
    title: plain(post.title),
    description: plain(post.description),
    topic: topicPlace.get(post.topic) ?? -1,
    difficulty: post.difficulty,
    draft: post.status === 'draft',
    equations: post.counts.equations,
    concepts: post.concepts.flatMap((id) => conceptPlace.get(id) ?? []),
    ...listPlaces(post, deep ? 3 : 2),
  });
  return {
    topics,
    posts: posts.map(listPost),
    concepts: content.concepts.map(({ name, english, aliases, definedIn = '' }) => ({
      name,
      english,
      aliases,
      place: definedIn,
    })),
    kinds: Object.fromEntries(listed.map((kind) => [kind, t(`kind.${kind}`)])),
    fold: makeFoldTable(everythingFound({ content, posts })),
  };
}

function listPlaces(
  { derivation: { headings, results } }: Post,
  depth: number,
): { sections: SectionPlace[]; results: ResultPlace[] } {
  const sections: SectionPlace[] = [];
  /** Index of a heading → that of its section, or of the listed one around it. */
  const placeOf = headings.map((heading) => {
    if (heading.depth >= 2 && heading.depth <= depth) {
      sections.push([heading.number, plain(heading.text), heading.id]);
    }
    return sections.length - 1;
  });
  return {
    sections,
    results: results
      .filter(({ kind, id, name }) => isListed(kind) && id !== '' && (kind !== 'exercise' || name.length > 2))
      .map(({ kind, number, name, id, heading }) => [kind, number ?? 0, plain(name), id, placeOf[heading] ?? -1]),
  };
}

/** Text whose characters a query may hold. Formulas and the words of Markdown do no harm here. */
function everythingFound({ content, posts }: Pick<Site, 'content' | 'posts'>): string {
  const facts = [content.concepts, content.topics.map(({ name }) => name)];
  const texts = posts.map(({ title, description, derivation }) => [
    title,
    description,
    derivation.headings.map(({ text }) => text),
    derivation.results.map(({ name }) => name),
    derivation.equations.map(({ lead }) => lead),
    derivation.references.map(({ context }) => context),
  ]);
  return JSON.stringify([facts, texts]);
}
