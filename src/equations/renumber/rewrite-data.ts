import { readYaml } from '../../schemas/read-yaml.ts';
import { createLocator } from '../locate.ts';
import { newNumber, type Renumberings } from './assign-numbers.ts';
import type { Edit, Refusal, Rewriting } from './edits.ts';

interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** Rewrites addresses such as `low-rank-pseudoinverse#eq-3` in a data file (`concepts.yaml`, `paths.yaml`). */
export function rewriteAddresses({ path, text }: TextFile, renumberings: Renumberings): Rewriting {
  const locator = createLocator(text);
  const edits: Edit[] = [];
  const refusals: Refusal[] = [];
  for (const match of text.matchAll(/([a-z0-9-]+)(?:\.mdx?)?#eq-([1-9]\d*)(?![\w-])/g)) {
    const [written, slug = '', digits = ''] = match;
    const end = match.index + written.length;
    rewrite(slug, Number(digits), end - digits.length, end);
  }
  return { edits, refusals };

  function rewrite(slug: string, number: number, start: number, end: number): void {
    const renumbering = renumberings.get(slug);
    if (renumbering?.changes !== true) return;
    const found = newNumber(renumbering, number);
    if (typeof found === 'string') refusals.push({ path, position: locator.between(start, end), message: found });
    else if (found !== number) edits.push({ path, start, end, text: String(found) });
  }
}

/** Rewrites the numbers in `records/allow.yaml`: a list of altered formulas for each post, each naming its equation. */
export function rewriteAllowances({ path, text }: TextFile, renumberings: Renumberings): Rewriting {
  const { data, places } = readYaml(text);
  const edits: Edit[] = [];
  const refusals: Refusal[] = [];
  for (const [slug, entries] of Object.entries((data ?? {}) as Record<string, unknown>)) {
    const renumbering = renumberings.get(slug);
    if (renumbering?.changes !== true || !Array.isArray(entries)) continue;
    entries.forEach((entry: unknown, place) => {
      const number = (entry as { equation?: unknown } | null)?.equation;
      const position = places[`${slug}.${String(place)}.equation`];
      if (typeof number !== 'number' || position === undefined) return;
      const found = newNumber(renumbering, number);
      if (typeof found === 'string') refusals.push({ path, position, message: found });
      else if (found !== number) {
        edits.push({ path, start: position.start.offset, end: position.end.offset, text: String(found) });
      }
    });
  }
  return { edits, refusals };
}
