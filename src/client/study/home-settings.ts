import { settingsOf, sources } from './record.ts';
import { sayTrouble } from './say.ts';
import { mostPerDay } from './serialise.ts';
import { study } from './store.ts';

const form = document.querySelector<HTMLFormElement>('[data-study-settings]');

/** The form with the limits of a day; every change is kept at once. */
export function startSettings(): void {
  if (form === null) return;
  show();
  study.subscribe(() => {
    // A field that is being typed in is left alone.
    if (!form.contains(document.activeElement)) show();
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    const value = target.type === 'number' ? limitOf(target) : target.value;
    if (value === undefined) return;
    sayTrouble(form.querySelector('[data-said]'), study.put('settings', target.name, { value }));
  });
}

function show(): void {
  const settings = settingsOf(study.read());
  for (const name of ['newPerDay', 'reviewsPerDay'] as const) {
    const field = form?.elements.namedItem(name);
    if (field instanceof HTMLInputElement) field.value = String(settings[name]);
  }
  for (const source of sources) {
    const field = form?.querySelector<HTMLInputElement>(`input[value="${source}"]`);
    if (field != null) field.checked = settings.source === source;
  }
}

/** What was typed, brought into range; what is no number becomes what holds. */
function limitOf(field: HTMLInputElement): number | undefined {
  if (field.value === '' || !Number.isFinite(field.valueAsNumber)) {
    show();
    return undefined;
  }
  const value = Math.min(Math.max(Math.round(field.valueAsNumber), 0), mostPerDay);
  field.value = String(value);
  return value;
}
