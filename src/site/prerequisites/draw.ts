import type { Graph, GraphEdge } from './graph.ts';
import { cell, layOut } from './layout.ts';
import { withoutImplied } from './walk.ts';

const rem = (px: number): string => `${String(px / 16)}rem`;

/** What the style sheet takes from the layout, in rem. */
const cellStyle = `--w:${rem(cell.width)};--h:${rem(cell.height)};--gx:${rem(cell.gapX)};--gy:${rem(cell.gapY)}`;

/** The words of a drawing, in the language of the site. */
export interface DrawingWords {
  /** Of the drawing as a whole, for screen readers. */
  readonly label: string;
  /** Names a layer, 0 for what needs nothing: behind each post for screen readers, above each column for the others. */
  layer(layer: number): string;
  /** Behind the post in focus, for screen readers. */
  readonly here: string;
}

export interface DrawingLinks {
  post(slug: string): string;
  topic(id: string): string;
}

export interface DrawingOptions {
  readonly words: DrawingWords;
  readonly links: DrawingLinks;
  /** The post in focus. */
  readonly focus?: string;
  /** Posts that are drawn pale: neighbours of what the drawing is about. */
  readonly pale?: ReadonlySet<string>;
  /** Gives each post its slug as id, where no list beside the drawing does. */
  readonly ids?: boolean;
  /** Draws shortcuts too. */
  readonly shortcuts?: boolean;
}

/**
 * The HTML of a layered drawing: lists of posts by topic, placed by their layer, over the lines between them. Without its
 * style sheet, on a narrow screen and to a screen reader it is those lists.
 * @param slugs posts of the graph, in the order of the site
 * @param edges between them, without a cycle
 */
export function drawGraph(
  graph: Graph,
  slugs: readonly string[],
  edges: readonly GraphEdge[],
  { words, links, focus, pale, ids = false, shortcuts = false }: DrawingOptions,
): string {
  const nodes = slugs.flatMap((slug) => graph.posts.get(slug) ?? []);
  const all = layOut(nodes, edges);
  const numbers = new Map(nodes.map(({ slug }, at) => [slug, at]));
  const drawn = new Set<GraphEdge>(shortcuts ? edges : withoutImplied(edges));
  const lines = all.lines
    .filter(({ edge }) => drawn.has(edge))
    .map(({ edge, d }) => {
      const ends = `${String(numbers.get(edge.from))}-${String(numbers.get(edge.to))}`;
      const topic = graph.topics[graph.posts.get(edge.from)?.topic ?? -1]?.id ?? '';
      const derived = edge.kind === 'derived' ? ' class="is-derived"' : '';
      return `<path d="${d}" data-e="${ends}" data-topic="${escape(topic)}"${derived}/>`;
    });
  const lanes = all.lanes.map(({ topic, row, rows }) => {
    const { id = '', name = '' } = graph.topics[topic] ?? {};
    const items = nodes
      .filter((node) => node.topic === topic)
      .map((node) => ({ node, place: all.places.get(node.slug) ?? { column: 0, row: 0 } }))
      .sort((a, b) => a.place.column - b.place.column || a.place.row - b.place.row)
      .map(({ node: { slug, title }, place }) => {
        const isFocus = slug === focus;
        const classes = ['node', ...(pale?.has(slug) === true ? ['is-pale'] : [])].join(' ');
        const note = `${words.layer(place.column)}${isFocus ? words.here : ''}`;
        return (
          `<li${ids ? ` id="${escape(slug)}"` : ''} style="--x:${String(place.column)};--y:${String(place.row)}">` +
          `<a class="${classes}" href="${escape(links.post(slug))}" data-node="${escape(slug)}" data-n="${String(numbers.get(slug))}"` +
          `${isFocus ? ' aria-current="true"' : ''}><span>${titleHtml(title)}</span><small>${escape(note)}</small></a></li>`
        );
      });
    return (
      `<li class="graph__lane" data-topic="${escape(id)}" style="--row:${String(row)};--rows:${String(rows)}">` +
      `<a class="graph__topic" href="${escape(links.topic(id))}">${escape(name)}</a><ul>${items.join('')}</ul></li>`
    );
  });
  const heads = Array.from(
    { length: all.columns },
    (_, at) => `<span style="--x:${String(at)}">${escape(words.layer(at))}</span>`,
  );
  return (
    `<div class="graph" role="group" aria-label="${escape(words.label)}" tabindex="0">` +
    `<div class="graph__sheet" style="${cellStyle};--columns:${String(all.columns)};--rows:${String(all.rows)}">` +
    `<div class="graph__layers" aria-hidden="true">${heads.join('')}</div>` +
    `<svg class="graph__lines" viewBox="0 0 ${String(all.width)} ${String(all.height)}" aria-hidden="true">${lines.join('')}</svg>` +
    `<ul class="graph__lanes">${lanes.join('')}</ul></div></div>`
  );
}

/** Most titles are a name, a colon and what is said of it: the name is what one looks for. */
function titleHtml(title: string): string {
  const end = /^[^：]+：(?=.)|^[^:]+: (?=.)/u.exec(title)?.[0].length ?? title.length;
  const rest = title.slice(end);
  return `<b>${escape(title.slice(0, end))}</b>${escape(rest)}`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
