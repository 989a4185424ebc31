import { copyWithLead } from '../target.ts';
import { el, t } from '../page.ts';
import type { HandoutItem, HandoutPost } from './items.ts';
import { page } from './words.ts';

/** Absolute address of an item: permanent where it has one. */
export function addressOf({ token, name, element }: HandoutItem, post: HandoutPost): string {
  const id = token.slice(token.indexOf('/') + 1);
  const isPermanent = id.startsWith('q-') && element.matches('.eq');
  return isPermanent ? `${page.permanent}${id.slice('q-'.length)}/` : `${post.url}#${id === '' ? name : id}`;
}

/** One item as it is printed: where it is from, then itself as the page of the post has it. */
export function sheetItem(
  item: HandoutItem,
  post: HandoutPost,
  show: { readonly proofs: boolean; readonly solutions: boolean },
): HTMLElement {
  const { element, label } = item;
  const heading = el('h3', {}, el('a', { href: addressOf(item, post) }, t('ref.title', { title: post.title }), label));
  const parts = element.matches('.eq') ? copyWithLead(element) : [copyOf(element)];
  const shown = element.matches('li') ? [exercises(parts)] : parts;
  const section = el(
    'section',
    { class: 'handout__item' },
    heading,
    ...shown,
    ...(show.proofs ? proofsOf(element) : []),
  );
  for (const solution of section.querySelectorAll('details')) {
    if (solution.matches('.solution') && !show.solutions) solution.remove();
    else solution.open = true;
  }
  // Links inside the post lead to its page; a name is there only once.
  for (const link of section.querySelectorAll<HTMLAnchorElement>('a[href^="#"]'))
    link.setAttribute('href', `${post.url}${link.getAttribute('href') ?? ''}`);
  for (const named of section.querySelectorAll('[id]')) named.removeAttribute('id');
  for (const named of section.querySelectorAll('[aria-labelledby]')) named.removeAttribute('aria-labelledby');
  for (const folded of section.querySelectorAll<HTMLElement>('[hidden]')) folded.hidden = false;
  return section;
}

function copyOf(element: Element): Element {
  return document.importNode(element, true);
}

function exercises(items: readonly Element[]): HTMLElement {
  return el('ol', { class: 'exercises' }, ...items);
}

/** Proofs stand right behind what they prove. */
function proofsOf(element: Element): Element[] {
  const found: Element[] = [];
  for (let next = element.nextElementSibling; next?.matches('.proof') === true; next = next.nextElementSibling)
    found.push(copyOf(next));
  return found;
}
