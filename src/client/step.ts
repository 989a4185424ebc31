import { onKey } from './keys.ts';

let current: HTMLElement | undefined;

/** The equation that the reader has stepped to or touched last. */
export function currentEquation(): HTMLElement | undefined {
  return current;
}

export function setCurrentEquation(equation: HTMLElement): void {
  current = equation;
}

/** `j` and `k` go from equation to equation, beginning where the reader is. */
export function startStepping(prose: HTMLElement): void {
  const equations = (): HTMLElement[] =>
    [...prose.querySelectorAll<HTMLElement>('.eq[id]')].filter((equation) => equation.closest('[hidden]') === null);
  const step = (by: 1 | -1): void => {
    const shown = equations();
    const target = shown[place(shown, by)];
    if (target === undefined) return;
    current?.classList.remove('is-current');
    current = target;
    target.classList.add('is-current');
    target.scrollIntoView({ block: 'center' });
    target.querySelector<HTMLElement>('.eq__no')?.focus({ preventScroll: true });
  };
  onKey('j', () => step(1));
  onKey('k', () => step(-1));
}

/** Below the bar, where a reader looks first. */
const line = 72;

/** From the current one while it is on the screen, else from the first that is in view. */
function place(equations: readonly HTMLElement[], by: 1 | -1): number {
  const from = current === undefined || !isOnScreen(current) ? -1 : equations.indexOf(current);
  if (from !== -1) return Math.min(Math.max(from + by, 0), equations.length - 1);
  // Boxes of sections are laid out at all times, what is in them is not: ask the sections first.
  const below = equations.findIndex((equation) => {
    const section = equation.closest('.sec')?.getBoundingClientRect();
    if (section !== undefined && section.bottom < line) return false;
    if (section !== undefined && section.top > line) return true;
    return equation.getBoundingClientRect().top > line;
  });
  if (by === 1) return below === -1 ? equations.length - 1 : below;
  return (below === -1 ? equations.length : below) - 1;
}

function isOnScreen(equation: HTMLElement): boolean {
  const { top, bottom } = equation.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}
