import type { DrawingWords } from '../../site/prerequisites/draw.ts';
import { readGraph, type Graph, type GraphData, type GraphEdge } from '../../site/prerequisites/graph.ts';
import type { EdgeNote, PostNotes } from '../../site/prerequisites/notes.ts';
import { createUrls } from '../../site/urls.ts';
import { el, loadJson } from '../page.ts';

/** What the pages of the graph and of the plan share: data, addresses, words, and the reason of an edge as elements. */

export const urls = createUrls(import.meta.env.BASE_URL);

const strings = JSON.parse(document.getElementById('page-strings')?.textContent ?? '{}') as Record<string, string>;

/** A string of the page, `{name}` replaced. */
export function t(key: string, values: Readonly<Record<string, string | number>> = {}): string {
  return (strings[key] ?? key).replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

let graph: Promise<Graph> | undefined;

/** A failure is forgotten, so that the next question tries again. */
export function loadGraph(): Promise<Graph> {
  graph ??= loadJson<GraphData>(urls.graphJson).then(readGraph);
  graph.catch(() => (graph = undefined));
  return graph;
}

/** Why the posts of one topic name what they name. */
export async function loadNotes(graph: Graph, slug: string): Promise<PostNotes | undefined> {
  const topic = graph.topics[graph.posts.get(slug)?.topic ?? -1]?.id;
  if (topic === undefined) return undefined;
  return (await loadJson<Record<string, PostNotes>>(urls.graphNotes(topic)))[slug];
}

export function minutes(n: number): string {
  const [h, m] = [Math.floor(n / 60), n % 60];
  if (h === 0) return t('unit.minutes', { n: m });
  return m === 0 ? t('unit.wholeHours', { h }) : t('unit.hours', { h, m });
}

export function drawingWords(label: string): DrawingWords {
  return {
    label,
    layer: (n) => (n === 0 ? t('graph.origin') : t('graph.layer', { n })),
    here: t('graph.here'),
  };
}

/** The reason of an edge, filled in when it is there. Without it the edge still stands. */
export function reasonOf(graph: Graph, edge: GraphEdge): HTMLElement {
  const box = el('span', { class: 'reason' });
  const mark = edge.kind === 'derived' ? [el('span', { class: 'derived' }, t('edge.derived'))] : [];
  box.append(...mark);
  loadNotes(graph, edge.to).then(
    (notes) => {
      const note = notes?.before[edge.from];
      if (note === undefined) return;
      const reason = el('span');
      reason.innerHTML = note.reason ?? '';
      box.replaceChildren(...(note.reason === undefined ? [] : [reason]), ...mark, ...evidence(edge, note));
    },
    () => undefined,
  );
  return box;
}

function evidence({ from }: GraphEdge, { places, total, concepts }: EdgeNote): HTMLElement[] {
  if (places.length + concepts.length === 0) return [];
  const made = el('span', { class: 'evidence' });
  if (places.length > 0) {
    const group = el('span', {}, t('edge.uses'));
    for (const { anchor, name } of places)
      group.append(' ', el('a', { class: 'num', href: urls.post(from, anchor) }, name));
    if (total > places.length) group.append(' ', t('edge.more', { n: total }));
    made.append(group);
  }
  if (concepts.length > 0) {
    const group = el('span', {}, t('edge.concepts'));
    for (const { id, name } of concepts) group.append(' ', el('a', { href: urls.concept(id) }, name));
    made.append(' ', group);
  }
  return [made];
}

/** Names of posts and, where they are wanted, of concepts, for a field that completes them. */
export function fillOptions(list: HTMLElement | null, { posts, concepts }: Graph, withConcepts: boolean): void {
  const names = [
    ...[...posts.values()].map(({ title }) => title),
    ...(withConcepts ? concepts.map(({ name }) => name) : []),
  ];
  list?.replaceChildren(...names.map((value) => el('option', { value })));
}
