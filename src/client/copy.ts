import { t } from './page.ts';

/** Copies and says so on the button itself for a moment. */
export async function copyFrom(button: HTMLElement, text: string, done = t('copied')): Promise<void> {
  const before = button.textContent;
  const said = await navigator.clipboard.writeText(text).then(
    () => done,
    () => t('copyFailed'),
  );
  button.textContent = said;
  setTimeout(() => {
    button.textContent = before;
  }, 1600);
}
