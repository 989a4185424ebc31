/** What of a handout stands in its address, so that the same address always gives the same handout. */
export interface HandoutState {
  /** `slug/q-k3m8xz`, `slug/thm-2`; each once, in the order of the handout. */
  readonly items: readonly string[];
  readonly title: string;
  readonly proofs: boolean;
  readonly solutions: boolean;
}

/** Reads the query of an address. An item that is written twice counts once; nothing else is dropped. */
export function readHandout(search: string): HandoutState {
  const query = new URLSearchParams(search);
  const items = (query.get('items') ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
  return {
    items: [...new Set(items)],
    title: query.get('title') ?? '',
    proofs: query.get('proofs') === '1',
    solutions: query.get('solutions') === '1',
  };
}

/** The query, readable: slashes and commas stay. */
export function writeHandout({ items, title, proofs, solutions }: HandoutState): string {
  const encode = (text: string): string => encodeURIComponent(text).replaceAll('%2F', '/').replaceAll('%2C', ',');
  const parts = [
    ...(items.length === 0 ? [] : [`items=${items.map(encode).join(',')}`]),
    ...(title === '' ? [] : [`title=${encode(title)}`]),
    ...(proofs ? ['proofs=1'] : []),
    ...(solutions ? ['solutions=1'] : []),
  ];
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

/** `svd/thm-2` → post and id; `undefined` for what cannot be one. */
export function readItem(item: string): { readonly slug: string; readonly id: string } | undefined {
  const match = /^([a-z0-9][a-z0-9-]*)\/(.+)$/.exec(item);
  return match === null ? undefined : { slug: match[1] ?? '', id: match[2] ?? '' };
}

/** One place up or down; at the ends it stays. */
export function moveItem(items: readonly string[], item: string, by: -1 | 1): string[] {
  const from = items.indexOf(item);
  const to = from + by;
  if (from === -1 || to < 0 || to >= items.length) return [...items];
  const moved = items.filter((each) => each !== item);
  moved.splice(to, 0, item);
  return moved;
}
