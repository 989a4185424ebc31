import { targetOf } from '../build-index.ts';
import { createLocator, type Locator } from '../locate.ts';
import { findMentions } from '../mentions.ts';
import type { Derivation, EquationIndex, Position, Reference } from '../types.ts';
import { newNumber, type Renumbering, type Renumberings } from './assign-numbers.ts';
import type { Edit, Refusal, Rewriting } from './edits.ts';

/** Rewrites every reference of a post, also those to other posts, and the numbers in its front matter. */
export function rewriteReferences(
  derivation: Derivation,
  source: string,
  index: EquationIndex,
  renumberings: Renumberings,
): Rewriting {
  const { path, name, references } = derivation;
  const locator = createLocator(source);
  const edits: Edit[] = [];
  const refusals: Refusal[] = [];
  const refuse = (position: Position, message: string) => refusals.push({ path, position, message });
  for (const reference of references) {
    const target = numberTarget(reference, name.slug, index);
    const renumbering = target === undefined ? undefined : renumberings.get(target.slug);
    if (target === undefined || renumbering?.changes !== true) continue;
    const { position } = reference;
    const found = newNumber(renumbering, target.number);
    if (typeof found === 'string') refuse(position, found);
    else if (found !== target.number) {
      const places = numberPlaces(reference, target.number, locator);
      if (places.length === 0) refuse(position, '链接的地址不写在这里；请改成 [文字](地址) 的写法再重新编号。');
      edits.push(...places.map((place) => ({ path, ...place, text: String(found) })));
    }
  }
  const own = renumberings.get(name.slug);
  if (own?.changes === true) {
    const inFrontMatter = frontMatterEdits(derivation, own);
    edits.push(...inFrontMatter.edits);
    refusals.push(...inFrontMatter.refusals, ...rawLinks(path, locator, own));
  }
  return { edits, refusals };
}

/** Post and number that a reference names by number; `undefined` for labels, results, sections. */
function numberTarget(
  reference: Reference,
  slug: string,
  index: EquationIndex,
): { slug: string; number: number } | undefined {
  const target = targetOf(index, slug, reference);
  const number = /^eq-([1-9]\d*)$/.exec(target?.id ?? '')?.[1];
  return target === undefined || number === undefined ? undefined : { slug: target.slug, number: Number(number) };
}

/** Where the digits stand: in text once, in a link in its address and, where its words name the equation, in them. */
function numberPlaces(
  { position, form }: Reference,
  number: number,
  { text }: Locator,
): { start: number; end: number }[] {
  const from = position.start.offset;
  const written = text.slice(from, position.end.offset);
  const digits = String(number);
  const place = (at: number) => ({ start: from + at, end: from + at + digits.length });
  if (form !== 'link') {
    const at = written.indexOf(digits);
    return at === -1 ? [] : [place(at)];
  }
  const address = written.lastIndexOf(`#eq-${digits}`);
  if (address === -1) return [];
  const words = written.slice(0, address);
  const inWords = findMentions(words).filter(({ target }) => target.type === 'number' && target.number === number);
  return [...inWords.map(({ start }) => place(words.indexOf(digits, start))), place(address + '#eq-'.length)];
}

function frontMatterEdits({ path, frontMatter }: Derivation, renumbering: Renumbering): Rewriting {
  const edits: Edit[] = [];
  const refusals: Refusal[] = [];
  const lists = (frontMatter.data as { equations?: Record<string, unknown> } | undefined)?.equations ?? {};
  for (const [kind, numbers] of Object.entries(lists)) {
    if (!Array.isArray(numbers)) continue;
    numbers.forEach((number: unknown, entry) => {
      const position = frontMatter.places[`equations.${kind}.${String(entry)}`];
      if (position === undefined || typeof number !== 'number') return;
      const found = newNumber(renumbering, number);
      if (typeof found === 'string') refusals.push({ path, position, message: found });
      else if (found !== number) {
        edits.push({ path, start: position.start.offset, end: position.end.offset, text: String(found) });
      }
    });
  }
  return { edits, refusals };
}

/** Links in raw HTML are not references; one to a number that moves would go astray. */
function rawLinks(path: string, locator: Locator, { moved }: Renumbering): Refusal[] {
  return [...locator.text.matchAll(/href\s*=\s*["']?#eq-(\d+)/g)]
    .filter((match) => moved.get(Number(match[1])) !== Number(match[1]))
    .map(({ index, 0: written }) => ({
      path,
      position: locator.between(index, index + written.length),
      message: 'HTML 里的链接不能跟着改；请写成 [](#eq-编号)。',
    }));
}
