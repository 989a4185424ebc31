/** A key in a citation, with the place of its `@key` in the text. */
export interface CitedKey {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

/** Finds `[@key]`, `[@a; @b]`, `[@key, 第 3 节]`. */
export function findCitations(text: string): CitedKey[] {
  if (!text.includes('[@')) return [];
  return [...text.matchAll(/\[(@[^[\]]+)\]/g)].flatMap((bracket) =>
    [...(bracket[1] ?? '').matchAll(/(?:^|[;；]\s*)@([^\s,，;；\]]+)/g)].map((match) => {
      const key = match[1] ?? '';
      const start = bracket.index + 1 + match.index + match[0].indexOf('@');
      return { key, start, end: start + 1 + key.length };
    }),
  );
}
