import { splitAtFormulas, type FormulaSlot } from '../../output/formula-slots.ts';
import { endOfSpan, formulaOpening } from '../../output/formula-span.ts';
import { shortTex } from './short-tex.ts';

/** What the full-text index is told about a page besides its text. Several values of one filter are allowed. */
export interface IndexFacts {
  readonly filters: readonly (readonly [string, string])[];
  /** LaTeX of a formula of a sentence; `undefined` for one on its own line. */
  readonly texOf: (slot: FormulaSlot) => string | undefined;
}

/**
 * The page as the full-text index reads it; readers never see it. Formulas go: KaTeX's output holds each symbol three
 * times. A short one inside a sentence leaves its text, so that an excerpt has no holes. Boxes become places of their own.
 * @param html a page as Astro emits it, with slots for formulas; those of MDX are there already
 */
export function makeIndexCopy(html: string, { filters, texOf }: IndexFacts): string {
  return addFilters(nameBoxes(spaceNumbers(shortenFormulas(shortenSlots(html, texOf)))), filters);
}

function shortenSlots(html: string, texOf: IndexFacts['texOf']): string {
  const { texts, slots } = splitAtFormulas(html);
  const short = slots.map((slot) => {
    const tex = texOf(slot);
    return tex === undefined ? ' ' : ` ${shortTex(tex)} `;
  });
  return texts.map((text, place) => text + (short[place] ?? '')).join('');
}

/** Formulas of sentences as a few plain characters, displays left out. */
function shortenFormulas(html: string): string {
  const kept: string[] = [];
  let from = 0;
  for (let start = html.indexOf(formulaOpening); start !== -1; start = html.indexOf(formulaOpening, from)) {
    const end = endOfSpan(html, start);
    const display = html.endsWith('<span class="katex-display">', start);
    const tex = /<annotation encoding="application\/x-tex">([^<]*)<\/annotation>/.exec(html.slice(start, end))?.[1];
    kept.push(html.slice(from, start), display || tex === undefined ? ' ' : ` ${shortTex(tex)} `);
    from = end;
  }
  kept.push(html.slice(from));
  return kept.join('');
}

/** Without a space the number of a heading and its first word are one word. */
function spaceNumbers(html: string): string {
  return html.replace(/(<span class="h-no">[^<]*)<\/span>/g, '$1　</span>');
}

/** The label of a box is a heading with an id of its own; what is linked is the box. */
function nameBoxes(html: string): string {
  return html.replace(
    /<section class="env ([^"]*)" id="([^"]*)"([^>]*)>((?:<span[^>]*><\/span>)*)<h(\d) class="env__label" id="[^"]*">(.*?)<\/h\5>/g,
    (_, variant: string, id: string, rest: string, anchors: string, level: string, label: string) => {
      const spaced = label.replace('<span class="env__name">', '　<span class="env__name">');
      const title = spaced.replace(/<[^>]*>/g, '').replace(/"/g, '&quot;');
      return `<section class="env ${variant}" id="${id}" data-pagefind-title="${title}"${rest}>${anchors}<h${level}>${spaced}</h${level}>`;
    },
  );
}

function addFilters(html: string, filters: IndexFacts['filters']): string {
  const tags = filters.map(
    ([name, value]) => `<span data-pagefind-filter="${name}:${value.replace(/[,"]/g, ' ')}"></span>`,
  );
  return html.replace('</article>', () => `${tags.join('')}</article>`);
}
