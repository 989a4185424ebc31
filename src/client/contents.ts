import { onKey } from './keys.ts';
import { idOf } from './page.ts';

/** The contents list shows where the reader is; `t` leads to it. */
export function startContents(prose: HTMLElement): void {
  const details = document.querySelector<HTMLDetailsElement>('.toc > details');
  if (details === null) return;
  // Wide screens show the list whether it is open or not; browsers that cannot do that get it opened.
  const wide = matchMedia('(min-width: 1100px)');
  if (!CSS.supports('selector(::details-content)')) details.open = wide.matches;
  const links = new Map([...details.querySelectorAll('a')].map((link) => [idOf(link.hash), link]));
  follow(prose, links, details);
  details.addEventListener('click', (event) => {
    if (!wide.matches && event.target instanceof Element && event.target.closest('a') !== null) details.open = false;
  });
  onKey('t', () => {
    if (!wide.matches) {
      details.open = true;
      details.scrollIntoView({ block: 'start' });
    }
    (details.querySelector<HTMLElement>('a[aria-current]') ?? details.querySelector('a'))?.focus();
  });
}

function follow(prose: HTMLElement, links: ReadonlyMap<string, HTMLAnchorElement>, box: HTMLElement): void {
  let current: HTMLAnchorElement | undefined;
  const line = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        const link = isIntersecting ? links.get(target.querySelector('h2, h3')?.id ?? '') : undefined;
        if (link === undefined || link === current) continue;
        current?.removeAttribute('aria-current');
        for (const open of box.querySelectorAll('.is-open')) open.classList.remove('is-open');
        link.setAttribute('aria-current', 'true');
        link.closest('ol ol')?.parentElement?.classList.add('is-open');
        current = link;
        keepInView(box, link);
      }
    },
    // The section that crosses a line at a fifth of the window is the one being read.
    { rootMargin: '-20% 0px -79% 0px' },
  );
  for (const section of prose.querySelectorAll('.sec')) line.observe(section);
}

/** Scrolls the list, never the page. */
function keepInView(box: HTMLElement, link: HTMLElement): void {
  if (box.scrollHeight <= box.clientHeight) return;
  const above = link.getBoundingClientRect().top - box.getBoundingClientRect().top;
  if (above < 0 || above > box.clientHeight - 40) box.scrollTop += above - box.clientHeight / 2;
}
