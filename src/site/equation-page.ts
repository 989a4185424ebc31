import { hashTex } from '../equations/hash.ts';
import { declaredSymbols, texSymbols } from '../equations/tex-symbols.ts';
import type { Equation } from '../equations/types.ts';
import { cite } from '../export/citation.ts';
import type { Translate } from '../i18n/translate.ts';
import { permanentIdOf } from './anchors.ts';
import { cutFragment, placeIds, withFormulas } from './fragments.ts';
import { escapeHtml } from './html.ts';
import { usesOfPost, type EquationUses } from './places.ts';
import { plain } from './plain.ts';
import { symbolRows, type SymbolRow } from './symbols.ts';
import type { Post, Site } from './types.ts';
import type { Urls } from './urls.ts';
import { statusMarks, verificationFacts } from './verification-facts.ts';

/** The page of one equation: what its shell shows around it, and the content of `<main>` with slots for formulas. */
export interface EquationPage {
  readonly id: string;
  /** Plain text. */
  readonly title: string;
  readonly description: string;
  readonly topic: string;
  readonly main: string;
}

/** Boxes that are shown whole: they state what the equation needs to be true. */
const stating = new Set(['definition', 'assumption', 'theorem', 'lemma', 'proposition', 'corollary']);

/**
 * The permanent pages of the equations of a post that have a name.
 * @param html the body of the post, filled but for its formulas
 */
export function equationPages(post: Post, html: string, site: Site, urls: Urls, t: Translate): EquationPage[] {
  const anchors = site.anchors.get(post.slug);
  const named = post.derivation.equations.flatMap((equation) => {
    const { number, label } = equation;
    const id = number === undefined ? undefined : permanentIdOf(anchors, `eq-${String(number)}`);
    return number === undefined || label === undefined || id === undefined ? [] : [{ ...equation, number, label, id }];
  });
  if (named.length === 0) return [];
  const uses = usesOfPost(post.slug, site, hashTex);
  const facts: PostFacts = { post, html, places: placeIds(html), site, urls, t, uses, symbols: symbolsOf(post, html) };
  return named.map((equation) => {
    const title = t('permanent.title', { n: equation.number, title: plain(post.title) });
    return {
      id: equation.id,
      title,
      description: plain(equation.lead) || title,
      topic: post.topic,
      main: mainOf(equation, title, facts),
    };
  });
}

type Named = Equation & { readonly number: number; readonly label: string; readonly id: string };

interface PostFacts {
  readonly post: Post;
  readonly html: string;
  readonly places: ReturnType<typeof placeIds>;
  readonly site: Site;
  readonly urls: Urls;
  readonly t: Translate;
  readonly uses: Readonly<Record<string, EquationUses>>;
  readonly symbols: readonly DeclaredSymbol[];
}

interface DeclaredSymbol {
  readonly row: SymbolRow;
  readonly names: ReadonlySet<string>;
}

function mainOf(equation: Named, title: string, facts: PostFacts): string {
  const { post, urls, t } = facts;
  const href = urls.post(post.slug, `q-${equation.id}`);
  const heading = post.derivation.headings[equation.heading];
  const place =
    heading === undefined
      ? ''
      : ` <a href="${escapeHtml(urls.post(post.slug, heading.id))}">§${escapeHtml([heading.number, plain(heading.text)].join(' ').trim())}</a>`;
  return [
    '<div class="wide equation-page">',
    `<header class="masthead"><nav class="crumbs" aria-label="${t('crumbs.label')}"><a href="${urls.equations}">${t('equations.title')}</a><span aria-current="page">${t('unit.equation', { n: equation.number })}</span></nav>`,
    `<h1>${escapeHtml(title)}</h1>`,
    `<p class="lede"><a href="${escapeHtml(href)}">${escapeHtml(t('ref.title', { title: plain(post.title) }))}${t('unit.equation', { n: equation.number })}</a>${place}</p></header>`,
    section(t('permanent.statement'), statement(equation, facts), 'prose'),
    section(t('client.symbols'), symbols(equation, facts)),
    section(t('client.uses'), usedBy(equation, facts)),
    section(t('client.rests'), origin(equation, facts)),
    section(t('verification.heading'), status(equation, facts)),
    section(t('permanent.history'), history(equation, facts)),
    section(t('client.cite'), citations(equation, facts)),
    '</div>',
  ].join('\n');
}

function section(heading: string, content: string, className = ''): string {
  if (content === '') return '';
  const classes = className === '' ? '' : ` class="${className}"`;
  return `<section><h2>${escapeHtml(heading)}</h2><div${classes}>${content}</div></section>`;
}

/** The box around the equation where it states something, else the sentence that leads to it. */
function statement(equation: Named, facts: PostFacts): string {
  const { post, html, places } = facts;
  const box = post.derivation.results.find(({ id }) => id !== '' && id === equation.result);
  const whole = box !== undefined && stating.has(box.kind) ? cutFragment(html, box.id, places) : undefined;
  if (whole !== undefined) return fromHere(marked(whole, equation.number), facts);
  const lead = equation.lead === '' ? '' : `<p>${withFormulas(equation.lead, post.derivation)}</p>`;
  const around = box === undefined ? '' : boxName(box, facts);
  const shown = cutFragment(html, `eq-${String(equation.number)}`, places) ?? '';
  return around + lead + fromHere(shown.slice(Math.max(0, shown.indexOf('<div class="eq"'))), facts);
}

function boxName(
  { id, kind, number, name }: Post['derivation']['results'][number],
  { post, urls, t }: PostFacts,
): string {
  const label = `${t(`kind.${kind}`)}${number === undefined ? '' : ` ${String(number)}`}`;
  const title = name === '' ? '' : `　${plain(name)}`;
  return `<p><a href="${escapeHtml(urls.post(post.slug, id))}">${escapeHtml(label + title)}</a></p>`;
}

/** The one among several in a box. */
function marked(html: string, number: number): string {
  return html.replace(
    `<div class="eq" id="eq-${String(number)}"`,
    `<div class="eq is-current" id="eq-${String(number)}"`,
  );
}

/** Links inside the post lead to its page; ids stay there. */
function fromHere(html: string, { post, urls }: PostFacts): string {
  return html
    .replaceAll(' href="#', ` href="${urls.post(post.slug)}#`)
    .replace(/<span id="[^"]*" class="(?:eq__alias|anchor)"><\/span>/g, '')
    .replace(/ (?:id|aria-labelledby)="[^"]*"/g, '');
}

function symbolsOf({ derivation }: Post, html: string): DeclaredSymbol[] {
  return symbolRows(html, derivation.formulas).map((row) => ({
    row,
    names: new Set(declaredSymbols(row.tex).map(({ base }) => base)),
  }));
}

function symbols({ tex }: Named, facts: PostFacts): string {
  const used = new Set(texSymbols(tex).map(({ base }) => base));
  const rows = facts.symbols.filter(({ names }) => [...names].some((name) => used.has(name)));
  if (rows.length === 0) return '';
  const shown = rows.map(
    ({ row }) =>
      `<div><dt>${row.symbol}</dt><dd>${row.meaning}${row.domain === '' ? '' : ` <small>${row.domain}</small>`}</dd></div>`,
  );
  return fromHere(`<dl class="symbols">${shown.join('')}</dl>`, facts);
}

/** The page stays light where an equation is used everywhere; its drawer in the post lists all. */
const mostUses = 8;

function usedBy({ number }: Named, { uses, site, urls, t }: PostFacts): string {
  const found = uses[`eq-${String(number)}`]?.uses ?? [];
  if (found.length === 0) return `<p>${t('client.noUses')}</p>`;
  const rows = found.slice(0, mostUses).map(({ slug, anchor, label, section: place, title, text }) => {
    const derivation = site.bySlug.get(slug)?.derivation;
    const sentence = derivation === undefined ? '' : withFormulas(text, derivation);
    const where = escapeHtml(t('ref.title', { title }) + plain(place));
    return `<li><a href="${escapeHtml(urls.post(slug, anchor))}"><span class="num">${escapeHtml(label)}</span><span>${sentence}<small>${where}</small></span></a></li>`;
  });
  const more = found.length - rows.length;
  const rest = more > 0 ? `<p>${t('post.moreUses', { n: more })}</p>` : '';
  return `<ul class="uses">${rows.join('')}</ul>${rest}`;
}

function origin({ number }: Named, { uses, post, urls, t }: PostFacts): string {
  const { rests = [], leads = [] } = uses[`eq-${String(number)}`] ?? {};
  if (rests.length + leads.length === 0) return '';
  const row = (name: string, anchors: readonly string[]): string => {
    const links = anchors.map(
      (anchor) => `<a class="num" href="${urls.post(post.slug, anchor)}">(${anchor.replace('eq-', '')})</a>`,
    );
    return anchors.length === 0 ? '' : `<div><dt>${name}</dt><dd>${links.join(' ')}</dd></div>`;
  };
  return `<dl class="facts">${row(t('client.restsOn'), rests)}${row(t('client.leadsTo'), leads)}</dl>`;
}

function status({ number }: Named, { post, urls, t }: PostFacts): string {
  const found = post.verification.statuses.find((each) => each.number === number);
  const facts = found === undefined ? undefined : verificationFacts(found, t);
  if (facts === undefined) return `<p>${t('equationStatus.none.what')}</p>`;
  const { kind, title, meaning, rows } = facts;
  const mark = `<svg class="mark" data-status="${kind}" aria-hidden="true"><use href="#${statusMarks[kind]}"/></svg>`;
  const href = urls.verification(post.slug, `eq-${String(number)}`);
  const list = rows.map(({ name, value }) => `<div><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd></div>`);
  return [
    `<p>${mark} <a href="${escapeHtml(href)}">${escapeHtml(title)}</a>${meaning === '' ? '' : `　${escapeHtml(meaning)}`}</p>`,
    list.length === 0 ? '' : `<dl class="facts">${list.join('')}</dl>`,
    `<p class="fine">${escapeHtml(t('verification.caveat'))}</p>`,
  ].join('');
}

/** What the ledger knows: names that it had, and the fingerprint of what it says now. */
function history({ number, label, id, tex }: Named, { post, site, t }: PostFacts): string {
  const [, ...former] = site.anchors.get(post.slug)?.beside.get(`eq-${String(number)}`) ?? [];
  const numbers = former.flatMap((name) => /^eq-(\d+)$/.exec(name)?.[1] ?? []);
  const names = former.filter((name) => !/^eq-\d+$/.test(name));
  const row = (name: string, value: string): string =>
    value === '' ? '' : `<div><dt>${escapeHtml(name)}</dt><dd>${value}</dd></div>`;
  const code = (text: string): string => `<code>${escapeHtml(text)}</code>`;
  return `<dl class="facts">${[
    row(t('permanent.id'), code(id)),
    row(t('permanent.name'), code(label)),
    row(
      t('permanent.formerNumbers'),
      numbers.length === 0 ? t('permanent.sameNumber') : numbers.map((each) => `(${each})`).join(' '),
    ),
    row(t('permanent.formerNames'), names.map((name) => code(`#${name}`)).join(' ')),
    row(t('permanent.fingerprint'), code(hashTex(tex))),
    row(t('post.updated'), post.updated),
    row('LaTeX', code(tex)),
  ].join('')}</dl>`;
}

function citations({ number, id }: Named, { post, site, urls, t }: PostFacts): string {
  const forms = cite({
    author: site.config.title,
    title: post.title,
    date: post.updated,
    url: urls.absolute(urls.permanent(id)),
    key: `${post.slug}-${id}`,
    equation: String(number),
  });
  const blocks = (['chinese', 'english', 'bibtex'] as const).map((form) => {
    const name = escapeHtml(t(`client.cite.${form}`));
    return `<figure class="listing"><figcaption><span>${name}</span></figcaption><pre class="code" tabindex="0" role="group" aria-label="${name}"><code>${escapeHtml(forms[form])}</code></pre></figure>`;
  });
  return `<div class="citations">${blocks.join('')}</div>`;
}
