import { el, t } from '../page.ts';
import { sayTrouble } from './say.ts';
import { study } from './store.ts';
import type { Trouble } from './study-store.ts';

export interface NoteFieldOptions {
  /** Of the field, unique on the page. */
  readonly id: string;
  readonly label: string;
  readonly read: () => string;
  /** Says why the note was not kept, if it was not. */
  readonly write: (note: string) => Trouble | undefined;
}

/** Half a second after the last key: not every letter is written. */
const pause = 500;
/** Characters: many notes fit into what a browser gives a site. */
const longest = '10000';

/** A field for a note with its label. Kept while it is written, when it is left, and when the page is. */
export function noteField({ id, label, read, write }: NoteFieldOptions): HTMLElement {
  const field = el('textarea', { id, rows: '3', maxlength: longest });
  field.value = read();
  const said = el('p', { class: 'said', role: 'status' }, t('study.noteHint'));
  let timer: ReturnType<typeof setTimeout> | undefined;
  let written = field.value;
  const save = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (field.value === written) return;
    written = field.value;
    const trouble = write(field.value.trim() === '' ? '' : field.value);
    if (trouble === undefined) said.textContent = t('study.saved');
    else sayTrouble(said, trouble);
  };
  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  });
  field.addEventListener('blur', save);
  addEventListener('pagehide', save);
  // What another tab has written, unless this one is being written in.
  study.subscribe(() => {
    const note = read();
    if (timer !== undefined || note === written || document.activeElement === field) return;
    field.value = note;
    written = note;
  });
  return el('div', { class: 'note-field' }, el('label', { for: id }, label), field, said);
}
