import type { EdgeFilter } from '../../site/prerequisites/walk.ts';
import { idOf } from '../page.ts';
import { fillOptions, loadGraph, t } from './data.ts';
import { focusView } from './focus.ts';
import { centre, lightLines } from './drawing.ts';

/**
 * The graph: `#slug` in the address shows what is before and after that post instead of the whole, `?edges=declared` leaves
 * derived edges out.
 */
const focus = document.getElementById('page-focus');
const whole = document.querySelector<HTMLElement>('[data-whole]');
const form = document.querySelector<HTMLFormElement>('[data-graph-form]');
const note = document.querySelector<HTMLElement>('[data-graph-note]');
const field = form?.querySelector<HTMLInputElement>('[name="post"]');
const box = form?.querySelector<HTMLInputElement>('[name="declared"]');

const filter = (): EdgeFilter =>
  new URLSearchParams(location.search).get('edges') === 'declared' ? 'declared' : 'all';

function say(text: string): void {
  if (note !== null) note.textContent = text;
}

async function show(moved: boolean): Promise<void> {
  if (focus === null || whole === null) return;
  document.documentElement.dataset['edges'] = filter();
  if (box != null) box.checked = filter() === 'declared';
  const slug = idOf(location.hash);
  // Links to parts of the page itself, such as the one over its header, stay links.
  if (slug === '' || slug.startsWith('page-')) {
    if (slug === '') {
      focus.hidden = true;
      whole.hidden = false;
      say('');
    }
    return;
  }
  try {
    const graph = await loadGraph();
    if (slug !== idOf(location.hash)) return;
    const view = focusView(graph, slug, filter());
    say(view.length === 0 ? t('unknown', { text: slug }) : '');
    focus.replaceChildren(...view);
    focus.hidden = view.length === 0;
    whole.hidden = view.length > 0;
    if (view.length === 0) return;
    lightLines(focus);
    centre(focus);
    const heading = focus.querySelector('h2');
    if (moved) heading?.focus({ preventScroll: true });
    if (moved || focus.getBoundingClientRect().top < 0) focus.scrollIntoView({ block: 'start' });
  } catch {
    say(t('failed'));
  }
}

form?.addEventListener('submit', (event) => {
  event.preventDefault();
  const text = field?.value.trim() ?? '';
  if (text === '') return;
  loadGraph().then(
    (graph) => {
      const found = graph.posts.get(text) ?? closest(text, [...graph.posts.values()]);
      if (found === undefined) say(t('unknown', { text }));
      else location.hash = `#${found.slug}`;
    },
    () => {
      say(t('failed'));
    },
  );
});

/** The post of that title, else the only one whose title holds the words. */
function closest<T extends { readonly title: string }>(text: string, posts: readonly T[]): T | undefined {
  const exact = posts.find(({ title }) => title === text);
  const holding = posts.filter(({ title }) => title.toLowerCase().includes(text.toLowerCase()));
  return exact ?? (holding.length === 1 ? holding[0] : undefined);
}

field?.addEventListener('focus', () => {
  void loadGraph().then((graph) => {
    const list = document.getElementById('page-posts');
    if (list?.childElementCount === 0) fillOptions(list, graph, false);
  });
});

box?.addEventListener('change', () => {
  history.replaceState(null, '', `${location.pathname}${box.checked ? '?edges=declared' : ''}${location.hash}`);
  void show(false);
});

// A click on a post shows what is around it, wherever its link leads without this script.
document.querySelector('main')?.addEventListener('click', (event) => {
  if (!(event instanceof MouseEvent) || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const target = event.target instanceof Element ? event.target : undefined;
  const node = target?.closest<HTMLElement>('.node');
  if (node != null && node.dataset['node'] !== undefined) {
    event.preventDefault();
    location.hash = `#${node.dataset['node']}`;
  } else if (target?.closest('[data-back]') != null) {
    event.preventDefault();
    history.pushState(null, '', location.pathname + location.search);
    void show(true);
    form?.scrollIntoView({ block: 'center' });
    field?.focus({ preventScroll: true });
  }
});

addEventListener('hashchange', () => void show(true));
lightLines(document);
void show(false);
