import { el, t, urls } from '../page.ts';
import { exportRecord } from './download.ts';
import { study } from './store.ts';
import type { Trouble } from './study-store.ts';

/**
 * Says in a live region why something was not kept, and offers all of it as a file: what could not be kept lives on this page
 * alone. Without trouble it says whether earlier data could not be read, or nothing.
 */
export function sayTrouble(place: Element | null, trouble: Trouble | undefined): void {
  if (trouble !== undefined) {
    const button = el('button', { type: 'button' }, t('study.export'));
    button.addEventListener('click', () => exportRecord());
    place?.replaceChildren(`${t(`study.trouble.${trouble}`)} `, button);
  } else if (study.state().setAside.length > 0) {
    place?.replaceChildren(`${t('study.setAside')} `, el('a', { href: urls.study }, t('studyPage')));
  } else place?.replaceChildren();
}
