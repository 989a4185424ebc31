// By its address: imported as a style, it would be linked from every page that can open the palette.
import styles from '../../styles/palette.css?url&no-inline';
import { el, t } from '../page.ts';
import { createPanel, type Panel } from './panel.ts';

let styled: Promise<void> | undefined;

/** Without its styles, where they do not load, the palette still answers. */
function style(): Promise<void> {
  styled ??= new Promise((resolve) => {
    const link = el('link', { rel: 'stylesheet', href: styles });
    for (const end of ['load', 'error']) link.addEventListener(end, () => resolve());
    document.head.append(link);
  });
  return styled;
}

let open: { readonly dialog: HTMLDialogElement; readonly panel: Panel } | undefined;

/** Opens the palette over the page; where it is open, its query is replaced. */
export async function openPalette(query = ''): Promise<void> {
  await style();
  if (open !== undefined) {
    if (query !== '') open.panel.set(query);
    else open.panel.input.select();
    return;
  }
  const dialog = el('dialog', { class: 'palette', 'aria-label': t('search.title') });
  const close = (): void => dialog.close();
  const panel = createPanel({ form: 'dialog', query, onLeave: close });
  const shut = el(
    'button',
    { type: 'button', class: 'palette__close' },
    el('span', { class: 'sr' }, t('close')),
    el('kbd', {}, 'esc'),
  );
  shut.addEventListener('click', close);
  panel.element.querySelector('.palette__q')?.append(shut);
  dialog.append(panel.element);
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) close();
  });
  // A key that an input method takes is not for the dialog.
  dialog.addEventListener('cancel', (event) => {
    if (composing) event.preventDefault();
  });
  let composing = false;
  panel.input.addEventListener('compositionstart', () => {
    composing = true;
  });
  panel.input.addEventListener('compositionend', () => {
    composing = false;
  });
  dialog.addEventListener('close', () => {
    dialog.remove();
    open = undefined;
  });
  document.body.append(dialog);
  open = { dialog, panel };
  dialog.showModal();
  panel.input.focus();
}
