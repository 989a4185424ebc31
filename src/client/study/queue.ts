import type { Deck, DeckPost } from '../../study/types.ts';
import { settingsOf, type CardItem, type Schedule, type Settings, type StudyRecord, type Time } from './record.ts';

/** The day of the reader, as the clock of the machine has it: from midnight to midnight. */
export interface Day {
  readonly start: Time;
  readonly end: Time;
}

export function dayOf(now: Time): Day {
  const date = new Date(now);
  const [year, month, day] = [date.getFullYear(), date.getMonth(), date.getDate()];
  return { start: new Date(year, month, day).getTime(), end: new Date(year, month, day + 1).getTime() };
}

export interface QueueOptions {
  /** Only the cards of this post, all of them, whatever the limits of the day. */
  readonly only?: string | undefined;
  /** Cards that were found to be gone from their posts, and posts that were found to have no new card. */
  readonly gone?: ReadonlySet<string>;
  readonly exhausted?: ReadonlySet<string>;
}

export interface Queue {
  /** Cards to be repeated, what is being learnt first, then prerequisites before what builds on them. */
  readonly due: readonly DueCard[];
  /** Posts with new cards, prerequisites first, and how many cards there are in them, at most what the day allows. */
  readonly fresh: readonly DeckPost[];
  readonly freshCards: number;
  /** Learnt a few minutes ago, to be asked again soon. */
  readonly soon: readonly DueCard[];
  /** Next time that something is due; `undefined` where nothing was learnt. */
  readonly next: Time | undefined;
}

export interface DueCard {
  readonly id: string;
  readonly slug: string;
  readonly schedule: Schedule;
}

/** States of a card that is asked several times on one day. */
const learning = new Set([1, 3]);
/** With nothing else to do, a card that is due so soon is asked at once. */
const ahead = 20 * 60_000;

/** What is to be done now. */
export function makeQueue(record: StudyRecord, deck: Deck, now: Time, options: QueueOptions = {}): Queue {
  const { only, gone, exhausted } = options;
  const day = dayOf(now);
  const settings = settingsOf(record);
  const place = new Map(deck.posts.map(({ slug }, at) => [slug, at]));
  const started = scheduledCards(record);
  const mine = started.filter(({ id, slug }) => place.has(slug) && gone?.has(id) !== true && (only ?? slug) === slug);
  const byPlace = (a: DueCard, b: DueCard): number =>
    (place.get(a.slug) ?? 0) - (place.get(b.slug) ?? 0) || a.schedule.due - b.schedule.due || (a.id < b.id ? -1 : 1);
  const byTime = (a: DueCard, b: DueCard): number => a.schedule.due - b.schedule.due || (a.id < b.id ? -1 : 1);
  const inSteps = mine.filter(({ schedule }) => learning.has(schedule.state));
  const reviews = mine.filter(({ schedule }) => !learning.has(schedule.state) && schedule.due < day.end);
  const done = doneToday(started, day);
  const free = only !== undefined;
  const reviewsLeft = free ? Infinity : Math.max(0, settings.reviewsPerDay - done.reviews);
  const freshLeft = free ? Infinity : Math.max(0, settings.newPerDay - done.fresh);
  const open = openPosts(record, deck, settings, only).filter(({ slug }) => exhausted?.has(slug) !== true);
  const seen = countBySlug(started);
  const fresh = open.filter(({ slug, cards }) => cards > (seen.get(slug) ?? 0));
  const freshCards = fresh.reduce((sum, { slug, cards }) => sum + cards - (seen.get(slug) ?? 0), 0);
  return {
    due: [
      ...inSteps.filter(({ schedule }) => schedule.due <= now).sort(byTime),
      ...reviews.sort(byPlace).slice(0, reviewsLeft),
    ],
    fresh: freshLeft > 0 ? fresh : [],
    freshCards: Math.min(freshCards, freshLeft),
    soon: inSteps.filter(({ schedule }) => schedule.due > now && schedule.due <= now + ahead).sort(byTime),
    next: started.length === 0 ? undefined : Math.min(...started.map(({ schedule }) => schedule.due)),
  };
}

/** What was done on a day: cards seen for the first time, and others repeated. */
export function doneToday(cards: readonly DueCard[], { start, end }: Day): { fresh: number; reviews: number } {
  const today = cards.filter(({ schedule }) => schedule.last >= start && schedule.last < end);
  const fresh = today.filter(({ schedule }) => schedule.first >= start).length;
  return { fresh, reviews: today.length - fresh };
}

/** Cards that were asked at least once. */
export function scheduledCards({ cards }: StudyRecord): readonly DueCard[] {
  return [...cards].flatMap(([id, { slug, schedule }]: [string, CardItem]) =>
    schedule === undefined ? [] : [{ id, slug, schedule }],
  );
}

function countBySlug(cards: readonly DueCard[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { slug } of cards) counts.set(slug, (counts.get(slug) ?? 0) + 1);
  return counts;
}

function openPosts(
  { posts }: StudyRecord,
  deck: Deck,
  { source }: Settings,
  only: string | undefined,
): readonly DeckPost[] {
  return deck.posts.filter(({ slug }) => {
    if (only !== undefined) return slug === only;
    const mark = posts.get(slug)?.mark;
    return source === 'all' ? mark !== 'known' : mark === 'read';
  });
}
