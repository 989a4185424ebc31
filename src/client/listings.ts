import { copyFrom } from './copy.ts';
import { el, t } from './page.ts';

/** A copy button in the caption of every code block. */
export function startListings(prose: HTMLElement): void {
  for (const listing of prose.querySelectorAll('.listing')) {
    const caption = listing.querySelector('figcaption');
    const code = listing.querySelector('pre.code code');
    if (caption === null || code === null) continue;
    const button = el('button', { type: 'button' }, t('copy'));
    button.addEventListener('click', () => void copyFrom(button, code.textContent ?? ''));
    caption.append(el('span', { class: 'listing__act' }, button));
  }
}
