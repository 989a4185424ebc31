import { store } from './page.ts';

/** The three buttons above a post. What they do is loaded when it is wanted; the post as it stands is the middle one. */
export function startLevels(prose: HTMLElement): void {
  const buttons = [...document.querySelectorAll<HTMLButtonElement>('[data-level-choice]')];
  const asked = new URL(location.href).searchParams.get('level') ?? store.get('level') ?? 'standard';
  const press = (level: string | undefined): void => {
    for (const button of buttons) button.setAttribute('aria-pressed', String(button.dataset['levelChoice'] === level));
  };
  const choose = async (level: string | undefined): Promise<void> => {
    const { levels, showLevel } = await import('./levels.ts');
    const known = levels.find((each) => each === level) ?? 'standard';
    press(known);
    showLevel(prose, known);
  };
  press('standard');
  if (asked !== 'standard') void choose(asked);
  for (const button of buttons) {
    button.addEventListener('click', () => {
      const level = button.dataset['levelChoice'] ?? 'standard';
      store.set('level', level);
      const address = new URL(location.href);
      if (level === 'standard') address.searchParams.delete('level');
      else address.searchParams.set('level', level);
      history.replaceState(history.state, '', address);
      void choose(level);
    });
  }
  addEventListener('hashchange', () => {
    if (document.querySelector('[data-folded]') !== null)
      void import('./levels.ts').then(({ reveal }) => reveal(location.hash));
  });
}
