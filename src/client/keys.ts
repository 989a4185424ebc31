/** Single keys of the page. Registered by the scripts that answer them. */
type Answer = (event: KeyboardEvent) => void;

const answers = new Map<string, Answer>();

/** @param key as `KeyboardEvent.key` gives it; letters in lower case */
export function onKey(key: string, answer: Answer): void {
  answers.set(key, answer);
}

export function isKnownKey(key: string): boolean {
  return answers.has(key);
}

/** Keys that are typed into a field, or with a modifier, are not ours. */
export function startKeys(): void {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    const target = event.target instanceof Element ? event.target : undefined;
    if (event.key !== 'Escape' && target?.closest('input, textarea, select, [contenteditable], dialog') != null) return;
    const answer = answers.get(event.key.length === 1 ? event.key.toLowerCase() : event.key);
    if (answer === undefined) return;
    if (event.key !== 'Escape') event.preventDefault();
    answer(event);
  });
}
