/** The word 证明 folds its proof and opens it again. */
export function startProofs(prose: HTMLElement): void {
  for (const label of prose.querySelectorAll<HTMLElement>('.proof > p:first-child > .proof__label')) {
    label.tabIndex = 0;
    label.role = 'button';
    label.ariaExpanded = 'true';
  }
  const answer = (event: Event): void => {
    const label = event.target instanceof Element ? event.target.closest<HTMLElement>('.proof__label[role]') : null;
    const proof = label?.closest('.proof');
    if (label == null || proof == null) return;
    event.preventDefault();
    toggleProof(proof, label);
  };
  prose.addEventListener('click', answer);
  prose.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' || event.key === ' ') answer(event);
  });
}

/** The rest of the first paragraph goes into a span, since text alone cannot be hidden. */
function toggleProof(proof: Element, label: HTMLElement): void {
  const folding = label.ariaExpanded === 'true';
  label.ariaExpanded = String(!folding);
  const [line, ...rest] = [...proof.children].filter((part): part is HTMLElement => part instanceof HTMLElement);
  for (const part of rest) part.hidden = folding;
  if (folding) {
    const span = document.createElement('span');
    span.hidden = true;
    while (label.nextSibling !== null) span.append(label.nextSibling);
    line?.append(span);
  } else {
    const span = label.nextElementSibling;
    span?.replaceWith(...span.childNodes);
  }
}
