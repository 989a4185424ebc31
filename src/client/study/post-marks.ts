import { reading } from '../page.ts';
import { markOf, onStudyChange, setMark } from './marks.ts';
import { marks, type Mark } from './record.ts';
import { sayTrouble } from './say.ts';

/** The buttons 已读 and 已掌握 of a post, wherever they stand on its page. */
const boxes = [...document.querySelectorAll<HTMLElement>('[data-study-marks]')];

export function showMarks(): void {
  const mark = markOf(reading?.slug ?? '');
  for (const box of boxes) {
    for (const button of box.querySelectorAll<HTMLElement>('[data-mark]')) {
      // What is known was read.
      const pressed = button.dataset['mark'] === mark || (button.dataset['mark'] === 'read' && mark === 'known');
      button.setAttribute('aria-pressed', String(pressed));
    }
  }
}

/** A button that is pressed takes its mark back: known becomes read, read becomes nothing. */
export function pressMark(button: HTMLElement): void {
  const slug = reading?.slug ?? '';
  const before = markOf(slug);
  const asked = marks.find((mark) => mark === button.dataset['mark']) ?? 'none';
  const trouble = setMark(slug, afterPress(before, asked));
  showMarks();
  for (const box of boxes) sayTrouble(box.querySelector('[data-said]'), box.contains(button) ? trouble : undefined);
}

function afterPress(before: Mark, asked: Mark): Mark {
  if (asked === 'read') return before === 'none' ? 'read' : 'none';
  return before === asked ? 'read' : asked;
}

onStudyChange(showMarks);
