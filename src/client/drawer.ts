import { numbersOf, withFormulas } from './equation.ts';
import { lineageGraph } from './lineage-graph.ts';
import { el, reading, t } from './page.ts';
import { explain, symbolsIn } from './symbols.ts';
import type { AllUses, Uses } from './uses.ts';

/** What opens below an equation: who uses it, what it rests on, and where to report a mistake. */
export function drawer(equation: HTMLElement, uses: Uses, all: AllUses): HTMLElement[] {
  return [usedIn(uses), origin(equation, uses, all), ...symbols(equation), report(equation, uses)];
}

function usedIn({ uses }: Uses): HTMLElement {
  const rows = uses.map(({ href, label, section, text, html, title }) => {
    const place = title === undefined ? section : t('ref.title', { title }) + section;
    return el(
      'li',
      {},
      el(
        'a',
        { href },
        el('span', { class: 'num' }, label),
        el('span', {}, ...sentence(text, html), el('small', {}, place)),
      ),
    );
  });
  const heading = el('h4', {}, `${t('uses')} `, el('span', { class: 'num' }, String(uses.length)));
  return el(
    'section',
    {},
    heading,
    rows.length === 0 ? el('p', {}, t('noUses')) : el('ul', { class: 'uses' }, ...rows),
  );
}

/** What its letters mean, for those who cannot point at them. */
function symbols(equation: HTMLElement): HTMLElement[] {
  const rows = symbolsIn(equation);
  if (rows.length === 0) return [];
  return [
    el(
      'section',
      { class: 'is-full' },
      el('h4', {}, t('symbols')),
      el('dl', { class: 'symbols' }, ...rows.map(explain)),
    ),
  ];
}

function sentence(text = '', html?: string): Node[] {
  if (html === undefined) return withFormulas(text);
  const box = el('template');
  box.innerHTML = html;
  return [...box.content.childNodes];
}

/** Equations of this post are shown by number; the preview of a reference shows them whole. */
function origin(equation: HTMLElement, { rests, leads }: Uses, all: AllUses): HTMLElement {
  const links = (anchors: readonly string[]): HTMLElement[] =>
    anchors.map((anchor) =>
      el('a', { class: 'ref', href: `#${anchor}` }, el('span', { class: 'num' }, `(${anchor.replace('eq-', '')})`)),
    );
  const row = (name: string, anchors: readonly string[]): HTMLElement =>
    el('div', {}, el('dt', {}, name), el('dd', {}, ...(anchors.length === 0 ? ['–'] : links(anchors))));
  const list = el('dl', { class: 'facts' }, row(t('restsOn'), rests), row(t('leadsTo'), leads));
  const heading = el('h4', {}, t('rests'));
  if (rests.length + leads.length === 0) return el('section', {}, heading, el('p', {}, t('noRests')));
  return el('section', {}, heading, list, lineageGraph(equation.id, all));
}

function report(equation: HTMLElement, { hash }: Uses): HTMLElement {
  const { title = '', url = '', file = '', repository = '' } = reading ?? {};
  const n = numbersOf(equation).join(t('comma'));
  const values = { title, n, file, hash, url: `${url}#${equation.id}` };
  const query = new URLSearchParams({ title: t('reportTitle', values), body: t('reportBody', values) });
  const link = el('a', { href: `${repository}/issues/new?${query.toString()}`, rel: 'external' }, t('report'));
  return el('p', { class: 'fine is-full' }, link);
}
