import { texForKatex } from '../equations/math.ts';
import type { Translate } from '../i18n/translate.ts';
import { splitAtFormulas } from '../output/formula-slots.ts';
import type { Post } from '../site/types.ts';
import type { AnkiNote } from './anki-text.ts';
import { expandMacros } from './expand-macros.ts';
import type { CardFile } from './types.ts';

type Macros = Readonly<Record<string, string>>;

export interface AnkiOptions {
  /** Made with `setFormula: mathjax`, and with the address with its origin. */
  readonly file: CardFile;
  readonly post: Pick<Post, 'slug' | 'topic' | 'derivation'>;
  readonly macros: Macros;
  readonly t: Translate;
}

/** The cards of a post as notes: where they are from and what is asked in front; the answer, and the way to it, behind. */
export function ankiNotes(options: AnkiOptions): readonly AnkiNote[] {
  const { file, post, t } = options;
  const tags = ['tuidao', `tuidao::${post.topic}`, `tuidao::${post.slug}`].join(' ');
  return file.cards.map(({ id, form, label, section, anchor, front, back }): AnkiNote => {
    const place = [file.title, section, label].filter((part) => part !== '').join(' · ');
    const source = `<a href="${escapeHtml(`${file.url}#${anchor}`)}">${escapeHtml(`${file.title} ${label}`)}</a>`;
    return [
      `tuidao-${id}`,
      `<p><small>${escapeHtml(place)}</small></p>${ankiHtml(front, options)}<p><b>${escapeHtml(t(`study.ask.${form}`))}</b></p>`,
      `${back.map((part) => ankiHtml(part, options)).join('')}<p>${source}</p>`,
      tags,
    ];
  });
}

/** A display between `\[` and `\]`, which Anki sets with MathJax: no macros of ours, no character that HTML means. */
export function mathjax(tex: string, macros: Macros): string {
  return `<p>\\[${forMathjax(tex, macros)}\\]</p>`;
}

function forMathjax(tex: string, macros: Macros): string {
  return escapeHtml(expandMacros(tex, macros).replace(/\s+/g, ' ').trim());
}

const kept: ReadonlySet<string> = new Set(
  'p strong b em i small ul ol li table thead tbody tr th td code pre br blockquote sub sup'.split(' '),
);
const tag = /<(\/?)([a-z][a-z0-9]*)(?:\s+[^\s"'>=/]+(?:="[^"]*")?)*\s*\/?>/g;

/** HTML of ours with its formulas as TeX, without tags and attributes that only our styles give a meaning. */
function ankiHtml(html: string, { post, macros }: AnkiOptions): string {
  const { texts, slots } = splitAtFormulas(html.replace(/<div class="eq__side[^]*?<\/div>/g, ''));
  const filled = texts.map((text, place) => {
    const bare = text.replace(tag, (_, slash: string, name: string) => (kept.has(name) ? `<${slash}${name}>` : ''));
    const formula = post.derivation.formulas[slots[place]?.formula ?? -1];
    if (formula === undefined) return bare;
    const tex = forMathjax(texForKatex(formula), macros);
    return bare + (formula.display ? `<p>\\[${tex}\\]</p>` : `\\(${tex}\\)`);
  });
  return filled.join('').replace(/<pre>[^]*?<\/pre>/g, (code) => code.replace(/\n/g, '<br>'));
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
