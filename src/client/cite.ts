import { cite, type Citations } from '../export/citation.ts';
import { copyFrom } from './copy.ts';
import { numbersOf, permanentIdOf } from './equation.ts';
import { el, reading, t } from './page.ts';

/** How an equation of this post is cited, each form with a button that copies it. */
export function citationOf(equation: Element): HTMLElement {
  const { slug = '', url = '', work } = reading ?? {};
  const id = permanentIdOf(equation);
  const permanent = id.startsWith('q-') ? id.slice('q-'.length) : undefined;
  const citations = cite({
    author: work?.author ?? '',
    title: work?.title ?? '',
    date: work?.date ?? '',
    // One that was not published yet has no permanent address.
    url: permanent === undefined ? `${url}#${id}` : `${work?.permanent ?? ''}${permanent}/`,
    key: `${slug}-${permanent ?? id}`,
    equation: numbersOf(equation).join(', '),
  });
  const forms = (['chinese', 'english', 'bibtex'] as const).map((form) => block(form, citations));
  return el('div', { class: 'citations' }, ...forms);
}

function block(form: keyof Citations, citations: Citations): HTMLElement {
  const name = t(`cite.${form}`);
  const button = el('button', { type: 'button', 'aria-label': t('cite.copy', { form: name }) }, t('copy'));
  button.addEventListener('click', () => void copyFrom(button, citations[form]));
  const text = el(
    'pre',
    { class: 'code', tabindex: '0', role: 'group', 'aria-label': name },
    el('code', {}, citations[form]),
  );
  const caption = el('figcaption', {}, el('span', {}, name), el('span', { class: 'listing__act' }, button));
  return el('figure', { class: 'listing' }, caption, text);
}
