import { latexOf, numbersOf, permanentIdOf } from '../equation.ts';
import { el, icon, reading, t } from '../page.ts';
import type { EquationItem } from './record.ts';
import { study } from './store.ts';
import type { Trouble } from './study-store.ts';

/** The name of an equation in the record: it stays when equations are numbered anew. */
export function keyOf(equation: Element): string {
  const id = permanentIdOf(equation);
  return id.startsWith('q-') ? id.slice(2) : `${reading?.slug ?? ''}#${equation.id}`;
}

export function itemOf(equation: Element): Pick<EquationItem, 'bookmarked' | 'note'> {
  return study.read().equations.get(keyOf(equation)) ?? { bookmarked: false, note: '' };
}

/** Changes the bookmark or the note of an equation, and keeps how the equation is now beside it. */
export function keep(
  equation: Element,
  change: Partial<Pick<EquationItem, 'bookmarked' | 'note'>>,
): Trouble | undefined {
  const { bookmarked, note } = { ...itemOf(equation), ...change };
  return study.put('equations', keyOf(equation), {
    slug: reading?.slug ?? '',
    anchor: equation.id,
    number: numbersOf(equation).join(t('comma')),
    title: reading?.title ?? '',
    tex: latexOf(equation),
    bookmarked,
    note,
  });
}

/** Signs beside the equations that were bookmarked or have a note; a sign opens the note. */
export function showEquationMarks(): void {
  const kept = new Map([...study.read().equations].filter(([, { slug }]) => slug === reading?.slug));
  for (const equation of document.querySelectorAll<HTMLElement>('.prose .eq[id]')) {
    const old = equation.querySelector(':scope > .eq__kept');
    const item = kept.get(keyOf(equation));
    if (item === undefined || (!item.bookmarked && item.note === '')) {
      old?.remove();
      continue;
    }
    const what = [...(item.bookmarked ? [t('study.bookmarked')] : []), ...(item.note === '' ? [] : [t('study.note')])];
    const label = t('study.kept', { n: numbersOf(equation).join(t('comma')), what: what.join(t('study.and')) });
    const sign = el(
      'button',
      { type: 'button', class: 'eq__kept', 'aria-label': label, title: item.note === '' ? label : item.note },
      icon(item.note === '' ? 'i-bookmark' : 'i-note'),
    );
    sign.addEventListener('click', () => void import('../tools.ts').then(({ openNote }) => openNote(equation)));
    if (old === null) equation.prepend(sign);
    else old.replaceWith(sign);
  }
}

study.subscribe(showEquationMarks);
