import { copyFrom } from './copy.ts';
import { drawer } from './drawer.ts';
import { isPinned, togglePin } from './dock.ts';
import { latexOf, markdownOf, mathmlOf, numbersOf, permanentIdOf } from './equation.ts';
import { el, loadJson, reading, t } from './page.ts';
import { isGathered, toggleGathered } from './gathered.ts';
import { setCurrentEquation } from './step.ts';
import type { AllUses, Uses } from './uses.ts';
import { verification } from './verification.ts';

/** A reader points at an equation, comes to it by keyboard, or taps it. */
export function reachEquation(equation: HTMLElement, event: Event): void {
  if (event.type !== 'click' && !equation.matches(':hover, :focus-within')) return;
  setCurrentEquation(equation);
  mount(equation);
  if (event.type !== 'click') return;
  toggle(equation);
  // A finger that has gone still counts as a pointer above it: nothing else would take the tools away.
  if (equation.dataset['open'] === undefined) toolsOf(equation)?.remove();
}

function mount(equation: HTMLElement): void {
  if (toolsOf(equation) !== null) return;
  const bar = toolbar(equation);
  equation.append(bar);
  const leave = (): void => {
    if (
      equation.dataset['open'] !== undefined ||
      equation.matches(':hover') ||
      equation.contains(document.activeElement)
    )
      return;
    bar.remove();
    equation.removeEventListener('pointerleave', leave);
    equation.removeEventListener('focusout', later);
  };
  // While focus moves inside, the new element is not active yet.
  const later = (): void => void setTimeout(leave);
  equation.addEventListener('pointerleave', leave);
  equation.addEventListener('focusout', later);
}

function toolsOf(equation: Element): HTMLElement | null {
  return equation.querySelector<HTMLElement>(':scope > .eq__tools');
}

function toolbar(equation: HTMLElement): HTMLElement {
  const number = numbersOf(equation).join(t('comma'));
  const button = (label: string, answer: (button: HTMLButtonElement) => void): HTMLButtonElement => {
    const made = el('button', { type: 'button' }, label);
    made.addEventListener('click', () => answer(made));
    return made;
  };
  // The level that the reader is at goes along; nothing else of the address does.
  const level = new URL(location.href).searchParams.get('level');
  const address = `${location.origin}${location.pathname}${level === null ? '' : `?level=${level}`}#${permanentIdOf(equation)}`;
  const pin = button(t(isPinned(equation.id) ? 'pinned' : 'pin'), () => togglePin(equation));
  pin.dataset['pin'] = equation.id;
  pin.setAttribute('aria-pressed', String(isPinned(equation.id)));
  const more = button(t('uses'), () => toggle(equation));
  more.dataset['more'] = '';
  more.setAttribute('aria-expanded', 'false');
  const similar = button(t('similar'), () => void openSimilar(equation));
  similar.dataset['similar'] = '';
  const citing = button(t('cite'), () => void openCitation(equation));
  citing.dataset['cite'] = '';
  const bookmark = button(t('study.bookmark'), () => {
    void studyTools().then(({ toggleBookmark }) => toggleBookmark(equation, bookmark, note));
  });
  bookmark.dataset['bookmark'] = '';
  bookmark.setAttribute('aria-pressed', 'false');
  const note = button(t('study.note'), () => void openNote(equation));
  note.dataset['noteTool'] = '';
  void studyTools().then(({ showTools }) => showTools(equation, bookmark, note));
  const token = `${reading?.slug ?? ''}/${permanentIdOf(equation)}`;
  const handout = button(t(isGathered(token) ? 'handoutAdded' : 'handout'), () => {
    handout.textContent = t(toggleGathered(token) ? 'handoutAdded' : 'handout');
    handout.setAttribute('aria-pressed', String(isGathered(token)));
  });
  handout.setAttribute('aria-pressed', String(isGathered(token)));
  handout.dataset['handout'] = '';
  const bar = el(
    'div',
    { class: 'eq__tools', role: 'toolbar', 'aria-label': t('tools', { n: number }) },
    more,
    similar,
    pin,
    bookmark,
    note,
    button(t('link'), (made) => void copyFrom(made, address, t('linkCopied'))),
    button('LaTeX', (made) => void copyFrom(made, latexOf(equation))),
    button('Markdown', (made) => void copyFrom(made, markdownOf(equation))),
    button('MathML', (made) => void copyFrom(made, mathmlOf(equation))),
    citing,
    handout,
  );
  void usesOf(equation).then(
    ({ uses: { uses } }) => more.append(' ', el('span', { class: 'num' }, String(uses.length))),
    () => undefined,
  );
  return bar;
}

/** Opens or closes the drawer below an equation. */
export function toggle(equation: HTMLElement): void {
  mount(equation);
  const more = toolsOf(equation)?.querySelector('[data-more]');
  const open = equation.dataset['open'] === undefined;
  for (const control of [more, ...equation.querySelectorAll(':scope > .eq__side .eq__status')])
    control?.setAttribute('aria-expanded', String(open));
  if (!open) {
    delete equation.dataset['open'];
    equation.querySelector(':scope > .eq__drawer')?.remove();
    if (!equation.matches(':hover') && !equation.contains(document.activeElement)) toolsOf(equation)?.remove();
    return;
  }
  equation.dataset['open'] = '';
  const place = el('div', { class: 'eq__drawer' });
  equation.append(place);
  Promise.all([verification(equation), usesOf(equation)]).then(
    ([status, { uses, all }]) => place.append(...status, ...drawer(equation, uses, all)),
    () => place.append(el('p', {}, t('loadFailed'))),
  );
}

/** Opens the drawer, if it is not open, with the formulas that look like this one. */
function openSimilar(equation: HTMLElement): Promise<void> {
  return openPart(equation, 'similar', async () => (await import('./similar.ts')).similarFormulas(equation));
}

/** The same with how it is cited. */
function openCitation(equation: HTMLElement): Promise<void> {
  return openPart(equation, 'cite', async () => (await import('./cite.ts')).citationOf(equation));
}

async function openPart(equation: HTMLElement, name: string, make: () => Promise<HTMLElement>): Promise<void> {
  if (equation.dataset['open'] === undefined) toggle(equation);
  const place = equation.querySelector(':scope > .eq__drawer');
  if (place === null || place.querySelector(`[data-${name}]`) !== null) return;
  const section = el('div', { class: 'is-full', [`data-${name}`]: '' });
  place.prepend(section);
  section.append(await make().catch(() => el('p', {}, t('loadFailed'))));
}

const studyTools = () => import('./study/equation-tools.ts');

/** Opens the drawer, if it is not open, with the field for a note, and goes there. */
export async function openNote(equation: HTMLElement): Promise<void> {
  if (equation.dataset['open'] === undefined) toggle(equation);
  const place = equation.querySelector(':scope > .eq__drawer');
  if (place === null) return;
  const open = place.querySelector<HTMLElement>('[data-note] textarea');
  if (open !== null) {
    open.focus();
    return;
  }
  try {
    const { noteEditor } = await studyTools();
    const editor = noteEditor(equation);
    place.prepend(editor);
    editor.querySelector('textarea')?.focus();
  } catch {
    place.append(el('p', {}, t('loadFailed')));
  }
}

/** The mark beside a number opens and closes the same drawer, whose first part it stands for. */
export function openStatus(status: Element): void {
  const equation = status.closest<HTMLElement>('.eq[id]');
  if (equation === null) return;
  setCurrentEquation(equation);
  toggle(equation);
}

/** Several rows of one display share its tools. */
async function usesOf(equation: HTMLElement): Promise<{ readonly uses: Uses; readonly all: AllUses }> {
  const all = await loadJson<AllUses>(reading?.uses ?? '');
  const found = numbersOf(equation).flatMap((number) => all[`eq-${number}`] ?? []);
  const uses = {
    hash: found.map(({ hash }) => hash).join(' '),
    uses: found.flatMap((each) => each.uses),
    rests: [...new Set(found.flatMap(({ rests }) => rests))],
    leads: [...new Set(found.flatMap(({ leads }) => leads))],
  };
  return { uses, all };
}
