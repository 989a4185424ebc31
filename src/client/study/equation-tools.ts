import { numbersOf } from '../equation.ts';
import { el, t } from '../page.ts';
import { itemOf, keep, keyOf, showEquationMarks } from './equation-marks.ts';
import { noteField } from './note-field.ts';
import { sayTrouble } from './say.ts';

/** Whether the equation is bookmarked, and whether there is a note. */
export function showTools(equation: Element, bookmark: HTMLElement, note: HTMLElement): void {
  const item = itemOf(equation);
  bookmark.textContent = t(item.bookmarked ? 'study.bookmarked' : 'study.bookmark');
  bookmark.setAttribute('aria-pressed', String(item.bookmarked));
  note.dataset['filled'] = String(item.note !== '');
}

export function toggleBookmark(equation: HTMLElement, bookmark: HTMLElement, note: HTMLElement): void {
  const trouble = keep(equation, { bookmarked: !itemOf(equation).bookmarked });
  showTools(equation, bookmark, note);
  const tools = bookmark.parentElement;
  tools?.querySelector(':scope > .said')?.remove();
  if (trouble === undefined) return;
  const said = el('p', { class: 'said', role: 'alert' });
  tools?.append(said);
  sayTrouble(said, trouble);
}

/** The field for the note of an equation, for its drawer. */
export function noteEditor(equation: HTMLElement): HTMLElement {
  const field = noteField({
    id: `note-${keyOf(equation).replace(/[^\w-]/g, '-')}`,
    label: t('study.noteOf', { n: numbersOf(equation).join(t('comma')) }),
    read: () => itemOf(equation).note,
    write: (note) => keep(equation, { note }),
  });
  showEquationMarks();
  return el('section', { class: 'is-full', 'data-note': '' }, field);
}
