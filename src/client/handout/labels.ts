import { numbersOf } from '../equation.ts';
import { t } from '../page.ts';
import { words } from './words.ts';

/** What a thing on the page of a post is called: 式(7), 定理 2, 练习 3. */
export function labelOfElement(element: HTMLElement): string {
  if (element.matches('.eq')) return t('equation', { n: numbersOf(element).join(t('comma')) });
  if (element.matches('li')) return words('exercise', { n: element.getAttribute('value') ?? '' });
  return element.querySelector('.env__label, .note__label')?.firstChild?.textContent?.trim() ?? element.id;
}
