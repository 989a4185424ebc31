import { StudyStore } from './study-store.ts';

/** The reader's record in this browser. */
export const study = new StudyStore({ storage: () => localStorage, now: () => Date.now() });

addEventListener('storage', ({ key, newValue }) => study.changedElsewhere(key, newValue));

// What could not be kept would be gone with the page: the browser asks first.
addEventListener('beforeunload', (event) => {
  if (study.state().unsaved > 0) event.preventDefault();
});
