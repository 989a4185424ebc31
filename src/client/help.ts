import { isKnownKey } from './keys.ts';
import { el, t } from './page.ts';

const keys = [
  ['/', 'search'],
  ['j', 'next'],
  ['k', 'previous'],
  ['t', 'contents'],
  ['p', 'pin'],
  ['?', 'help'],
  ['Escape', 'escape'],
] as const;

/** The list of keys that answer on this page. Escape closes it, as it closes every dialog. */
export function showHelp(): void {
  const open = document.querySelector<HTMLDialogElement>('dialog.help');
  if (open !== null) return;
  const rows = keys
    .filter(([key]) => key === 'Escape' || isKnownKey(key))
    .map(([key, name]) =>
      el('div', {}, el('dt', {}, el('kbd', {}, key === 'Escape' ? 'Esc' : key)), el('dd', {}, t(`key.${name}`))),
    );
  const close = el('button', { type: 'button', autofocus: '' }, t('close'));
  const dialog = el(
    'dialog',
    { class: 'help', 'aria-label': t('help') },
    el('h2', {}, t('help')),
    el('dl', {}, ...rows),
    close,
  );
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
