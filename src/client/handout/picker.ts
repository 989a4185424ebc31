import { el, t } from '../page.ts';
import { itemsOf, loadPost, type HandoutItem } from './items.ts';
import { page, words } from './words.ts';

export interface Choice {
  has(token: string): boolean;
  set(token: string, on: boolean): void;
}

/** The list of posts: one that is opened shows what can be taken from it. */
export function startPicker(choice: Choice): void {
  for (const details of document.querySelectorAll<HTMLDetailsElement>('details[data-slug]')) {
    details.addEventListener('toggle', () => {
      if (details.open && details.querySelector('ul') === null) void fill(details, choice);
    });
  }
  document.addEventListener('handout', () => {
    for (const box of document.querySelectorAll<HTMLInputElement>('input[data-token]'))
      box.checked = choice.has(box.dataset['token'] ?? '');
  });
  const filter = document.querySelector<HTMLInputElement>('#handout-filter');
  filter?.addEventListener('input', () => {
    const wanted = filter.value.trim().toLowerCase();
    for (const post of document.querySelectorAll<HTMLElement>('details[data-slug]')) {
      const text = `${post.dataset['slug'] ?? ''} ${post.querySelector('summary')?.textContent ?? ''}`;
      post.hidden = !text.toLowerCase().includes(wanted);
    }
    for (const group of document.querySelectorAll<HTMLElement>('.handout__topic'))
      group.hidden = group.querySelector('details:not([hidden])') === null;
  });
}

async function fill(details: HTMLDetailsElement, choice: Choice): Promise<void> {
  const slug = details.dataset['slug'] ?? '';
  const place = el('p', { role: 'status' }, words('loading'));
  details.append(place);
  try {
    const items = itemsOf(await loadPost(slug, page.post.replace('{slug}', slug)));
    place.replaceWith(
      el('ul', { class: 'handout__items' }, ...items.map((item) => el('li', {}, option(item, choice)))),
    );
  } catch {
    place.textContent = t('loadFailed');
  }
}

function option(item: HandoutItem, choice: Choice): HTMLElement {
  const box = el('input', { type: 'checkbox', 'data-token': item.token });
  box.checked = choice.has(item.token);
  box.addEventListener('change', () => choice.set(item.token, box.checked));
  return el('label', {}, box, ` ${item.label} `, el('small', {}, what(item.element)));
}

/** A word or two to tell it by: the name of a box, the sentence before an equation, how an exercise begins. */
function what(element: HTMLElement): string {
  if (element.matches('.eq')) {
    const before = element.previousElementSibling;
    return textOf(before?.tagName === 'P' ? before : null).slice(-28);
  }
  const name = element.querySelector('.env__name');
  return name === null ? textOf(element.querySelector('p:not(.note__label)')).slice(0, 28) : textOf(name);
}

/** Formulas once, as their TeX. */
function textOf(element: Element | null): string {
  const copy = element?.cloneNode(true);
  if (!(copy instanceof Element)) return '';
  for (const formula of copy.querySelectorAll('.katex'))
    formula.replaceWith(formula.querySelector('annotation')?.textContent ?? '');
  return (copy.textContent ?? '').replace(/\s+/g, ' ').trim();
}
