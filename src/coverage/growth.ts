/** The content at the end of one hour, day or month of its history. */
export interface GrowthPoint {
  /** `2026-11-24T15`, `2026-11-24` or `2026-11`, in UTC. */
  readonly at: string;
  /** Seconds since 1970 of the last commit before its end: the place on a time axis. */
  readonly time: number;
  readonly posts: number;
  readonly complete: number;
  readonly lines: number;
  /** Rows with a typed number. */
  readonly equations: number;
}

/** How the content grew; or why nobody knows: there is no history, or only its end. */
export type Growth =
  | { readonly state: 'known'; readonly unit: GrowthUnit; readonly points: readonly GrowthPoint[] }
  | { readonly state: 'unknown'; readonly reason: 'none' | 'shallow' };

export type GrowthUnit = 'hour' | 'day' | 'month';

/** What `git log` is asked for: every commit of the first line of descent, what it changed, without context. */
export const growthArguments: readonly string[] = [
  ...['-c', 'core.quotePath=false', 'log', '--reverse', '--first-parent', '--diff-merges=first-parent', '--relative'],
  ...['--patch', '--unified=0', '--no-renames', '--no-color', '--no-ext-diff', '--no-textconv', '--text'],
  ...['--src-prefix=a/', '--dst-prefix=b/', '--format=%x00%ct', '--', '.'],
];

/** More points than this say nothing more. */
const mostPoints = 48;

/**
 * Adds up what the commits changed. Dates are those of the commits, so the same commit gives the same answer everywhere.
 * @param log what Git says to `growthArguments` in the folder `posts`
 * @param isPost whether a path below that folder is a post
 */
export function readGrowth(log: string, isPost: (path: string) => boolean): Growth {
  const state = { posts: 0, complete: 0, lines: 0, equations: 0 };
  const all: GrowthPoint[] = [];
  for (const commit of log.split('\0').slice(1)) {
    const end = commit.indexOf('\n');
    const own = Number(end === -1 ? commit : commit.slice(0, end));
    addCommit(state, end === -1 ? '' : commit.slice(end + 1), isPost);
    // A clock that went back moves nothing back.
    all.push({ at: '', time: Math.max(own, all.at(-1)?.time ?? 0), ...state });
  }
  const points = all.slice(all.findIndex(({ posts }) => posts > 0));
  if (points.length === 0 || state.posts === 0) return { state: 'unknown', reason: 'none' };
  const units = ['hour', 'day', 'month'] as const;
  const thinned = units.map((unit) => ({ unit, points: lastOfEach(points, unit) }));
  return { state: 'known', ...(thinned.find((each) => each.points.length <= mostPoints) ?? thinned[2]!) };
}

type State = { -readonly [Key in 'posts' | 'complete' | 'lines' | 'equations']: number };

function addCommit(state: State, patch: string, isPost: (path: string) => boolean): void {
  let counts = false;
  /** Lines of the hunk that are still to come: what they say is never taken for a head. */
  let removed = 0;
  let added = 0;
  for (const line of patch.split('\n')) {
    const sign = line.startsWith('-') && removed > 0 ? -1 : line.startsWith('+') && added > 0 ? 1 : 0;
    if (sign === -1) removed -= 1;
    if (sign === 1) added -= 1;
    if (sign !== 0) {
      if (counts) addLine(state, line.slice(1), sign);
      continue;
    }
    const hunk = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/.exec(line);
    if (hunk !== null) {
      removed = Number(hunk[1] ?? 1);
      added = Number(hunk[2] ?? 1);
    } else if (line.startsWith('diff --git ')) {
      const path = line.slice(line.lastIndexOf(' b/') + 3);
      counts = isPost(path);
    } else if (counts && line.startsWith('new file mode')) state.posts += 1;
    else if (counts && line.startsWith('deleted file mode')) state.posts -= 1;
  }
}

function addLine(state: State, text: string, sign: 1 | -1): void {
  state.lines += sign;
  state.equations += sign * (text.match(/\\tag\s*\{\d+\}/g)?.length ?? 0);
  if (/^status:\s*complete\s*$/.test(text)) state.complete += sign;
}

const lengths = { hour: 13, day: 10, month: 7 } as const satisfies Record<GrowthUnit, number>;

function lastOfEach(points: readonly GrowthPoint[], unit: GrowthUnit): GrowthPoint[] {
  const found = new Map<string, GrowthPoint>();
  for (const point of points) {
    const at = new Date(point.time * 1000).toISOString().slice(0, lengths[unit]);
    found.set(at, { ...point, at });
  }
  return [...found.values()];
}
