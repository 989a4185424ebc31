import { onKey } from '../keys.ts';

/** What opens the palette: `/`, Ctrl or ⌘ + K, the button of the bar. The palette itself is loaded when it is first opened. */
export function startSearch(): void {
  const page = document.querySelector('[data-search-page]');
  const open = (query = ''): void => {
    // On the page of the search the field is there already.
    const field = page?.querySelector('input');
    if (field == null) void openSearch(query);
    else field.focus();
  };
  onKey('/', () => open());
  document.addEventListener('keydown', (event) => {
    const command = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!command || event.key.toLowerCase() !== 'k' || event.isComposing) return;
    event.preventDefault();
    open();
  });
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('[data-search-open]') : null;
    if (link === null || event.ctrlKey || event.metaKey || event.shiftKey || page !== null) return;
    event.preventDefault();
    open();
  });
}

/** Opens the palette with a query, from anywhere. */
export async function openSearch(query: string): Promise<void> {
  const { openPalette } = await import('./palette.ts');
  await openPalette(query);
}
