import { store } from './page.ts';

/** Three sizes of the text; the interface keeps its own. */
export function startSize(): void {
  const buttons = [...document.querySelectorAll<HTMLButtonElement>('[data-size-choice]')];
  const root = document.documentElement;
  const press = (): void => {
    for (const button of buttons) {
      button.setAttribute('aria-pressed', String(button.dataset['sizeChoice'] === root.dataset['size']));
    }
  };
  press();
  for (const button of buttons) {
    button.addEventListener('click', () => {
      const size = button.dataset['sizeChoice'] ?? 'medium';
      root.dataset['size'] = size;
      store.set('size', size);
      press();
    });
  }
}
