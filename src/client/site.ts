import { onKey, startKeys } from './keys.ts';
import { startSearch } from './search/open.ts';
import { startTheme } from './theme.ts';

// The script in the head says so earlier, but a strict policy of the host does not run it.
document.documentElement.dataset['js'] = '';
startTheme();
startKeys();
startSearch();

onKey('?', () => {
  void import('./help.ts').then(({ showHelp }) => showHelp());
});
