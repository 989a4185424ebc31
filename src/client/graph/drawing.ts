/** Lights the lines of the post that is pointed at or has the keyboard, and the posts at their other ends. */
export function lightLines(root: ParentNode): void {
  for (const graph of root.querySelectorAll<HTMLElement>('.graph')) {
    const light = (event: Event): void => {
      const node = event.target instanceof Element ? event.target.closest<HTMLElement>('.node') : null;
      const number = node?.dataset['n'];
      const beside = new Set<string>();
      for (const line of graph.querySelectorAll<SVGElement>('[data-e]')) {
        const ends = (line.dataset['e'] ?? '').split('-');
        const isLit = number !== undefined && ends.includes(number);
        line.toggleAttribute('data-lit', isLit);
        if (isLit) for (const end of ends) beside.add(end);
      }
      graph.toggleAttribute('data-lighting', number !== undefined);
      for (const other of graph.querySelectorAll<HTMLElement>('.node'))
        other.toggleAttribute('data-lit', beside.has(other.dataset['n'] ?? '') || other === node);
    };
    graph.addEventListener('pointerover', light);
    graph.addEventListener('focusin', light);
    graph.addEventListener('pointerleave', light);
    graph.addEventListener('focusout', light);
  }
}

/** A wide drawing opens at the post in focus. */
export function centre(root: HTMLElement): void {
  const graph = root.querySelector<HTMLElement>('.graph');
  const node = graph?.querySelector<HTMLElement>('[aria-current]');
  if (graph == null || node == null) return;
  const [outer, inner] = [graph.getBoundingClientRect(), node.getBoundingClientRect()];
  graph.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2;
}
