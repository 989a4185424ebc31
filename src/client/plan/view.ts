import { drawGraph } from '../../site/prerequisites/draw.ts';
import type { Graph, GraphEdge } from '../../site/prerequisites/graph.ts';
import type { PostNotes } from '../../site/prerequisites/notes.ts';
import { planTo, type Goal, type Plan, type PlanStep } from '../../site/prerequisites/plan.ts';
import type { EdgeFilter } from '../../site/prerequisites/walk.ts';
import { drawingWords, minutes, reasonOf, t, urls } from '../graph/data.ts';
import { el } from '../page.ts';

/** A goal that leads to a post. */
export type Reachable = Extract<Goal, { readonly post: string }>;

export interface PlanView {
  readonly graph: Graph;
  readonly goal: Reachable;
  /** Of the post of the goal, where they could be read. */
  readonly notes: PostNotes | undefined;
  readonly known: ReadonlySet<string>;
  /** Where `known` comes from. */
  readonly from: 'marks' | 'address';
  readonly filter: EdgeFilter;
  onKnow(slug: string, isKnown: boolean): void;
  onUseMarks(): void;
  onCopy(button: HTMLButtonElement): void;
}

export function planView(view: PlanView): HTMLElement[] {
  const { graph, goal, notes, known, filter } = view;
  const plan = planTo(graph, goal.post, known, filter);
  const whole = planTo(graph, goal.post, new Set(), filter);
  const saved = whole.steps.length - plan.steps.length;
  const place = placeName(goal, notes);
  return [
    el(
      'div',
      { class: 'sec-h' },
      el('h2', { id: 'page-plan-title', tabindex: '-1' }, titleOf(view, place)),
      sumOf(plan),
    ),
    ...(goal.type === 'place' && place === undefined && notes !== undefined
      ? [el('p', { class: 'plan__note' }, t('noPlace', { title: titleIn(graph, goal.post), anchor: goal.anchor }))]
      : []),
    ...(plan.steps.length === 1 ? [el('p', { class: 'steps__note' }, t('alone'))] : []),
    el('ol', { class: 'steps' }, ...plan.steps.map((step, at) => stepOf(view, step, at, place))),
    ...(plan.steps.length < 3 ? [] : [drawingOf(view, plan)]),
    ...(plan.known.length === 0 ? [] : [knownOf(view, plan, saved, whole.minutes - plan.minutes)]),
    actions(view),
    ...(plan.known.length === 0
      ? []
      : [el('p', { class: 'plan__note' }, t(view.from === 'marks' ? 'fromMarks' : 'fromAddress'))]),
  ];
}

function graphLink(graph: Graph, slug: string): string {
  return urls.graphFocus(graph.topics[graph.posts.get(slug)?.topic ?? -1]?.id ?? '', slug);
}

/** The steps as a picture: which of them can be read side by side. */
function drawingOf({ graph, goal, filter }: PlanView, { steps }: Plan): HTMLElement {
  const own = new Set(steps.map(({ slug }) => slug));
  const slugs = [...graph.posts.keys()].filter((slug) => own.has(slug));
  const edges = graph.edges.filter(
    ({ from, to, kind }) => own.has(from) && own.has(to) && (filter === 'all' || kind === 'declared'),
  );
  const box = el('div', { class: 'plan__drawing' });
  box.innerHTML = drawGraph(graph, slugs, edges, {
    words: drawingWords(t('drawing', { title: titleIn(graph, goal.post) })),
    links: { post: (slug) => graphLink(graph, slug), topic: urls.graphTopic },
    focus: goal.post,
  });
  return box;
}

function sumOf({ steps, minutes: sum }: Plan): HTMLElement {
  return el('p', { class: 'num' }, t('figures', { n: steps.length, time: minutes(sum) }));
}

const titleIn = (graph: Graph, slug: string): string => graph.posts.get(slug)?.title ?? slug;

/** `式(7)`, `定理 2`; `undefined` where the post has no such place or it is not known. */
function placeName(goal: Reachable, notes: PostNotes | undefined): string | undefined {
  if (goal.type === 'post' || notes === undefined) return undefined;
  const number = Number(/^eq-(\d+)$/.exec(goal.anchor)?.[1] ?? 0);
  if (number >= 1 && number <= notes.equations) return t('equation', { n: number });
  return notes.names[goal.anchor];
}

function titleOf({ graph, goal }: PlanView, place: string | undefined): string {
  const title = titleIn(graph, goal.post);
  if (goal.type === 'concept') return t('toConcept', { name: goal.name, title });
  return place === undefined ? t('to', { title }) : t('toPlace', { title, name: place });
}

function stepOf(view: PlanView, step: PlanStep, at: number, place: string | undefined): HTMLElement {
  const { graph, goal } = view;
  const { slug } = step;
  const isGoal = slug === goal.post;
  const title = titleIn(graph, slug);
  const heading = el('h3', { 'data-goal': t('goal') }, el('a', { href: urls.post(slug) }, title));
  const body = el('div', {}, heading);
  if (step.for.length > 0) body.append(el('ul', { class: 'why' }, ...step.for.map((edge) => reason(graph, edge))));
  if (isGoal && goal.type !== 'post' && place !== undefined)
    body.append(el('p', {}, `${t('readTo')} `, el('a', { class: 'num', href: urls.post(slug, goal.anchor) }, place)));
  const side = el('div', { class: 'steps__time num' }, minutes(step.minutes));
  if (!isGoal) side.append(el('br'), knowBox(view, slug, title, false));
  const topic = graph.topics[graph.posts.get(slug)?.topic ?? -1]?.id ?? '';
  return el(
    'li',
    { 'data-topic': topic, 'data-post': slug, ...(isGoal ? { class: 'is-goal' } : {}) },
    el('span', { class: 'steps__no num' }, String(at + 1)),
    body,
    side,
  );
}

function reason(graph: Graph, edge: GraphEdge): HTMLElement {
  return el('li', {}, el('span', {}, t('step', { title: titleIn(graph, edge.to) })), ' ', reasonOf(graph, edge));
}

function knowBox({ onKnow }: PlanView, slug: string, title: string, isKnown: boolean): HTMLElement {
  const box = el('input', { type: 'checkbox', 'data-know': slug, 'aria-label': t('knowPost', { title }) });
  box.checked = isKnown;
  box.addEventListener('change', () => {
    onKnow(slug, box.checked);
  });
  return el('label', { class: 'know' }, box, t('know'));
}

function knownOf(view: PlanView, plan: Plan, saved: number, time: number): HTMLElement {
  const items = plan.known.map((slug) => {
    const title = titleIn(view.graph, slug);
    return el('li', {}, knowBox(view, slug, title, true), ' ', el('a', { href: urls.post(slug) }, title));
  });
  const heading = el(
    'h3',
    {},
    t('known'),
    ' ',
    el('span', { class: 'num' }, t('saved', { n: saved, time: minutes(time) })),
  );
  return el('div', { class: 'plan__known' }, heading, el('ul', {}, ...items));
}

function actions({ graph, goal, from, onUseMarks, onCopy }: PlanView): HTMLElement {
  const copy = el('button', { type: 'button', 'data-copy': '' }, t('copy'));
  copy.addEventListener('click', () => {
    onCopy(copy);
  });
  const marks = el('button', { type: 'button', 'data-marks': '' }, t('marks'));
  marks.addEventListener('click', onUseMarks);
  return el(
    'p',
    { class: 'plan__act' },
    copy,
    ...(from === 'address' ? [marks] : []),
    el('a', { href: graphLink(graph, goal.post) }, t('graph')),
  );
}
