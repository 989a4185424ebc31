import { drawGraph } from '../../site/prerequisites/draw.ts';
import type { Graph, GraphEdge } from '../../site/prerequisites/graph.ts';
import { focusOn, type EdgeFilter } from '../../site/prerequisites/walk.ts';
import { el } from '../page.ts';
import { drawingWords, minutes, reasonOf, t, urls } from './data.ts';

/** How many posts are drawn around one. */
const room = 60;
/** More than this many that are farther away are folded. */
const listed = 12;

/** What is before and after a post: its drawing, and the same as lists with reasons. */
export function focusView(graph: Graph, slug: string, filter: EdgeFilter): HTMLElement[] {
  const post = graph.posts.get(slug);
  if (post === undefined) return [];
  const { slugs, edges, ancestors, descendants, omitted } = focusOn(graph, slug, filter, room);
  const heading = el('h2', { id: 'page-focus-title', tabindex: '-1' }, post.title);
  const facts = el(
    'p',
    { class: 'focus__facts num' },
    el('span', {}, graph.topics[post.topic]?.name ?? ''),
    el('span', {}, minutes(post.minutes)),
    el('span', {}, t('figures', { before: ancestors.size, after: descendants.size })),
  );
  const links = el(
    'p',
    { class: 'focus__links' },
    el('a', { href: urls.post(slug) }, t('read')),
    el('a', { href: urls.plan(slug) }, t('plan')),
    el('a', { href: '#', 'data-back': '' }, t('back')),
  );
  const drawing = el('div');
  drawing.innerHTML = drawGraph(graph, slugs, edges, {
    words: drawingWords(t('drawing', { title: post.title })),
    links: { post: (each) => `#${each}`, topic: urls.graphTopic },
    focus: slug,
    shortcuts: slugs.length <= room / 4,
  });
  const counts = ({ kind }: GraphEdge): boolean => filter === 'all' || kind === 'declared';
  const before = (graph.before.get(slug) ?? []).filter(counts);
  const after = (graph.after.get(slug) ?? []).filter(counts);
  const far = (steps: ReadonlyMap<string, number>): string[] =>
    [...steps].flatMap(([each, step]) => (step > 1 ? each : []));
  return [
    el('header', { class: 'focus__head' }, heading, facts, links),
    drawing,
    ...(omitted === 0 ? [] : [el('p', { class: 'steps__note' }, t('omitted', { n: omitted }))]),
    el(
      'div',
      { class: 'focus__lists' },
      side(graph, t('before'), before, 'from', t('noBefore'), t('farBefore'), far(ancestors)),
      side(graph, t('after'), after, 'to', t('noAfter'), t('farAfter'), far(descendants)),
    ),
  ];
}

function side(
  graph: Graph,
  title: string,
  edges: readonly GraphEdge[],
  end: 'from' | 'to',
  none: string,
  farTitle: string,
  far: readonly string[],
): HTMLElement {
  const link = (slug: string): HTMLElement => el('a', { href: `#${slug}` }, graph.posts.get(slug)?.title ?? slug);
  const items = edges.map((edge) => {
    const topic = graph.topics[graph.posts.get(edge[end])?.topic ?? -1]?.id ?? '';
    return el('li', { 'data-topic': topic }, link(edge[end]), reasonOf(graph, edge));
  });
  const section = el('section', {}, el('h3', {}, title));
  section.append(items.length === 0 ? el('p', {}, none) : el('ul', {}, ...items));
  if (far.length === 0) return section;
  const list = el('ul', { class: 'focus__far' }, ...far.map((slug) => el('li', {}, link(slug))));
  if (far.length <= listed) section.append(el('h3', {}, farTitle), list);
  else
    section.append(el('details', {}, el('summary', {}, `${farTitle} · ${t('unit.posts', { n: far.length })}`), list));
  return section;
}
