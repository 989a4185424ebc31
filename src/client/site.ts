import { onKey, startKeys } from './keys.ts';
import { urls } from './page.ts';
import { startTheme } from './theme.ts';

startTheme();
startKeys();

onKey('/', () => {
  const field = document.querySelector<HTMLInputElement>('.field input[name="q"]');
  if (field === null) location.assign(urls.search);
  else field.focus();
});

onKey('?', () => {
  void import('./help.ts').then(({ showHelp }) => showHelp());
});
