/**
 * Wide equations: at 100 % where they fit, else at 80 %, else they scroll in their own box with a fade at the edge that
 * has more. Measured section by section shortly before a section comes into view, so that a long post costs nothing at
 * the start and nothing moves under the reader's eyes.
 */
export function startFit(prose: HTMLElement): void {
  const outside = [...prose.querySelectorAll<HTMLElement>('.eq__body')].filter((body) => body.closest('.sec') === null);
  const sections = [...prose.querySelectorAll<HTMLElement>('.sec')];
  const near = new IntersectionObserver(
    (entries) => {
      const seen = entries.filter(({ isIntersecting }) => isIntersecting).map(({ target }) => target);
      for (const section of seen) {
        near.unobserve(section);
        // One section at a time, so that a tap in between is answered.
        soon(() => {
          measure([...section.querySelectorAll<HTMLElement>('.eq__body')]);
          settle([...section.querySelectorAll<HTMLElement>(scrollers)]);
        });
      }
    },
    { rootMargin: '50% 0px' },
  );
  let width = 0;
  const start = (): void => {
    if (prose.clientWidth === width) return;
    width = prose.clientWidth;
    measure(outside);
    near.disconnect();
    for (const section of sections) near.observe(section);
  };
  // The width of a formula is known once its fonts are there.
  void document.fonts.ready.then(() => new ResizeObserver(start).observe(prose));
}

/** What else may scroll in its own box: wide formulas of a line, tables, code. */
const scrollers = '.math-wide, .tbl-box[role], pre.code';

const waiting: (() => void)[] = [];

function soon(task: () => void): void {
  waiting.push(task);
  if (waiting.length === 1) setTimeout(work);
}

function work(): void {
  waiting[0]?.();
  waiting.shift();
  if (waiting.length > 0) setTimeout(work);
}

/** All reads, then all writes, three times: never one after the other. */
export function measure(bodies: readonly HTMLElement[]): void {
  for (const body of bodies) {
    delete body.dataset['fit'];
    delete body.dataset['edge'];
  }
  const wide = bodies.filter(overflows);
  for (const body of wide) body.dataset['fit'] = 'scaled';
  const wider = new Set(wide.filter(overflows));
  for (const body of bodies) {
    if (!wider.has(body)) {
      body.removeAttribute('tabindex');
      continue;
    }
    body.dataset['fit'] = 'scroll';
    body.tabIndex = 0;
    setEdge(body);
    body.onscroll = () => setEdge(body);
  }
}

/** A box that has nothing to scroll takes no place in the tab order. */
function settle(boxes: readonly HTMLElement[]): void {
  const wide = new Set(boxes.filter(overflows));
  for (const box of boxes) {
    if (!wide.has(box)) {
      box.removeAttribute('tabindex');
      delete box.dataset['edge'];
      continue;
    }
    box.tabIndex = 0;
    setEdge(box);
    box.onscroll = () => setEdge(box);
  }
}

function overflows(body: HTMLElement): boolean {
  return body.scrollWidth > body.clientWidth + 1;
}

function setEdge(body: HTMLElement): void {
  const start = body.scrollLeft < 2;
  const end = body.scrollLeft + body.clientWidth > body.scrollWidth - 2;
  body.dataset['edge'] = start ? 'end' : end ? 'start' : 'both';
}
