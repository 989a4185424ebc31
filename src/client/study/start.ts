import { reading, store } from '../page.ts';

/**
 * The marks of a post and of its equations. What answers is loaded when something was marked on this page before, or when a
 * reader reaches for a button.
 */
export function startStudy(): void {
  const { slug } = reading ?? { slug: '' };
  const kept = store.get('study');
  // The record is not read here: a text that holds the name is worth reading it.
  if (kept?.includes(JSON.stringify(slug)) === true) {
    void import('./post-marks.ts').then(({ showMarks }) => showMarks());
    void import('./equation-marks.ts').then(({ showEquationMarks }) => showEquationMarks());
  }
  for (const box of document.querySelectorAll('[data-study-marks]')) {
    box.addEventListener('click', ({ target }) => {
      const button = target instanceof Element ? target.closest<HTMLElement>('[data-mark]') : null;
      if (button !== null) void import('./post-marks.ts').then(({ pressMark }) => pressMark(button));
    });
  }
}
