import type { Translate } from '../i18n/translate.ts';
import { formulaSlot } from '../output/formula-slots.ts';
import { cutElement, cutFragment, placeIds, withFormulas } from '../site/fragments.ts';
import { plain } from '../site/plain.ts';
import type { Post } from '../site/types.ts';
import type { BoxCard, EquationCard, PostCard } from './post-cards.ts';
import type { SplitEquation } from './split-equation.ts';
import type { Card, CardFile } from './types.ts';

export interface CardOptions {
  readonly post: Post;
  readonly cards: readonly PostCard[];
  /** Body of the post, with slots for its formulas. */
  readonly html: string;
  /** Of the page of the post. */
  readonly url: string;
  /** A display as HTML; `''` where it cannot be set. */
  readonly setFormula: (tex: string) => string;
  readonly t: Translate;
}

/** The cards of a post. What stands in the post has slots for its formulas; what was cut out of an equation is set. */
export function cardFile(options: CardOptions): CardFile {
  const places = placeIds(options.html);
  const cards = options.cards.flatMap((card): Card[] =>
    card.type === 'box' ? boxCard(card, options, places) : [equationCard(card, options)],
  );
  return { slug: options.post.slug, title: plain(options.post.title), url: options.url, cards };
}

/** None where the page does not have the box, which the check of the output reports. */
function boxCard(card: BoxCard, { html, url, t }: CardOptions, places: Map<string, number>): Card[] {
  const { anchor, id, result } = card;
  const box = cutFragment(html, anchor, places);
  const head = box === undefined ? undefined : cutElement(box, box.search(/<h[1-6] class="env__label"/));
  if (box === undefined || head === undefined) return [];
  const kind = t(`kind.${result.kind}`);
  const label = result.number === undefined ? kind : `${kind} ${String(result.number)}`;
  const name = cutElement(head, head.indexOf('<span class="env__name"'));
  const body = box.slice(box.indexOf(head) + head.length, box.lastIndexOf('</'));
  const front = `<p>${name === undefined ? label : inner(name)}</p>`;
  const form = result.kind === 'definition' ? 'definition' : 'statement';
  return [{ id, form, label, section: sectionOf(card), anchor, front, back: [standalone(body, url)] }];
}

function equationCard(card: EquationCard, options: CardOptions): Card {
  const { post, t } = options;
  const { id, anchor, equation, split, isDerivation, formula } = card;
  const lead = equation.lead.trim();
  const before = lead === '' ? '' : `<p>${withFormulas(lead, post.derivation)}</p>`;
  const base = { id, label: t('unit.equation', { n: card.number }), section: sectionOf(card), anchor };
  const whole = [formulaSlot(post.slug, formula)];
  const texs = split === undefined ? [] : isDerivation ? linesOf(split) : [questionTex(split)];
  const set = texs.map(options.setFormula);
  const [first, ...rest] = set;
  if (first === undefined || set.includes('')) return { ...base, form: 'equation', front: before, back: whole };
  if (!isDerivation) return { ...base, form: 'cloze', front: before + first, back: whole };
  // Of three lines and more the first is given as well: it shows what kind of step is asked for.
  const given = rest.length > 2 ? 1 : 0;
  return { ...base, form: 'steps', front: [before, first, ...rest.slice(0, given)].join(''), back: rest.slice(given) };
}

/** Its left side, then a line for each relation. The empty group keeps the space of a relation between two sides. */
export function linesOf({ left, steps, condition }: SplitEquation): readonly string[] {
  return [left, ...steps.map((step, place) => `{}${step}${place === steps.length - 1 ? condition : ''}`)];
}

/** The equation with a box for its right side. */
export function questionTex({ left, steps: [step = ''], condition }: SplitEquation): string {
  const relation = /^(?:\\[a-zA-Z]+|:=|[^])/.exec(step)?.[0] ?? '';
  return `${left} ${relation} \\boxed{\\;?\\;}${condition}`;
}

function sectionOf({ section }: PostCard): string {
  if (section === undefined) return '';
  return [section.number === '' ? '' : `§${section.number}`, section.text].filter((each) => each !== '').join(' ');
}

function inner(element: string): string {
  return element.slice(element.indexOf('>') + 1, element.lastIndexOf('</'));
}

/** A piece of a post as it stands on another page: without ids and tools, with links that lead to the post. */
export function standalone(html: string, url: string): string {
  return html
    .replace(/<span id="[^"]*" class="eq__alias"><\/span>/g, '')
    .replace(/<a class="eq__status"[^]*?<\/a>/g, '')
    .replace(/ (?:id|aria-labelledby|tabindex)="[^"]*"/g, '')
    .replaceAll(' href="#', ` href="${url}#`)
    .trim();
}
