/** How good rankings are. */

export interface Judged {
  readonly kind: string;
  readonly query: string;
  /** What answers the query: slugs, or `slug#anchor`. Not empty. */
  readonly targets: readonly string[];
  /** What was found, best first. */
  readonly ranking: readonly string[];
}

export interface Figures {
  readonly queries: number;
  /** Mean share of the targets (of as many as fit) among the first `cut`. */
  readonly recall: number;
  /** Mean of 1 / rank of the first target; 0 where none was found. */
  readonly mrr: number;
}

export function measureRankings(judged: readonly Judged[], cut: number): Figures {
  const mean = (value: (each: Judged) => number): number =>
    judged.length === 0 ? 0 : judged.reduce((sum, each) => sum + value(each), 0) / judged.length;
  return {
    queries: judged.length,
    recall: mean(({ targets, ranking }) => {
      const first = new Set(ranking.slice(0, cut));
      return targets.filter((target) => first.has(target)).length / Math.min(targets.length, cut);
    }),
    mrr: mean(({ targets, ranking }) => {
      const place = ranking.findIndex((found) => targets.includes(found));
      return place === -1 ? 0 : 1 / (place + 1);
    }),
  };
}

/** The same for each kind of query, in the order in which the kinds first come. */
export function measureByKind(judged: readonly Judged[], cut: number): readonly (readonly [string, Figures])[] {
  const kinds = [...new Set(judged.map(({ kind }) => kind))];
  return kinds.map((kind) => [
    kind,
    measureRankings(
      judged.filter((each) => each.kind === kind),
      cut,
    ),
  ]);
}
