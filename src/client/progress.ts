import { store } from './page.ts';

// Readers without marks load nothing.
if (store.get('study') !== null) void import('./study/progress.ts').then(({ startProgress }) => startProgress());
