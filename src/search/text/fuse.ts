export interface RankedList<Item> {
  readonly items: readonly Item[];
  readonly weight: number;
}

export interface Fused<Item> {
  readonly item: Item;
  readonly score: number;
}

/**
 * Reciprocal rank fusion: an item earns `weight / (k + rank)` in each list that has it. Scores of different engines need
 * not be comparable. Of equal scores the item that was met first comes first.
 * @param k how slowly a place in a list loses its worth
 */
export function fuse<Item>(
  lists: readonly RankedList<Item>[],
  keyOf: (item: Item) => string,
  k = 20,
): readonly Fused<Item>[] {
  const fused = new Map<string, { item: Item; score: number }>();
  for (const { items, weight } of lists) {
    items.forEach((item, place) => {
      const key = keyOf(item);
      const known = fused.get(key);
      const earned = weight / (k + place + 1);
      if (known === undefined) fused.set(key, { item, score: earned });
      else known.score += earned;
    });
  }
  return [...fused.values()].sort((a, b) => b.score - a.score);
}
