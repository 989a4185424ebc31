import { store, t } from './page.ts';

const themes = ['system', 'light', 'dark', 'sepia'] as const;
type Theme = (typeof themes)[number];

/** The button in the bar goes round: as the system has it, light, dark, paper. */
export function startTheme(): void {
  const button = document.querySelector('.bar__theme');
  if (button === null) return;
  name(button, current());
  button.addEventListener('click', () => {
    const next = themes[(themes.indexOf(current()) + 1) % themes.length] ?? 'system';
    document.documentElement.dataset['theme'] = next;
    store.set('theme', next);
    name(button, next);
  });
}

function current(): Theme {
  const theme = document.documentElement.dataset['theme'];
  return themes.find((each) => each === theme) ?? 'system';
}

function name(button: Element, theme: Theme): void {
  button.setAttribute('aria-label', t(`theme.${theme}`));
  button.setAttribute('title', t(`theme.${theme}`));
}
