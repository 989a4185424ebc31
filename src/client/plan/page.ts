import type { Graph } from '../../site/prerequisites/graph.ts';
import { readGoal, readRequest, writeRequest, type Goal, type PlanRequest } from '../../site/prerequisites/plan.ts';
import { ancestorsOf } from '../../site/prerequisites/walk.ts';
import { fillOptions, loadGraph, loadNotes, t, urls } from '../graph/data.ts';
import { centre, lightLines } from '../graph/drawing.ts';
import { el } from '../page.ts';
import { onStudyChange, readKnown } from '../study/marks.ts';
import { planView } from './view.ts';

/**
 * The shortest plan to a goal. All of its state is in the address (`to`, `known`, `derived`), so that a link shows everybody
 * the same; without `known` the marks of this browser count. The marks are read here and never changed.
 */
const place = document.getElementById('page-plan');
const form = document.querySelector<HTMLFormElement>('[data-plan-form]');
const note = document.querySelector<HTMLElement>('[data-plan-note]');
const field = form?.querySelector<HTMLInputElement>('[name="to"]');
const box = form?.querySelector<HTMLInputElement>('[name="derived"]');

const request = (): PlanRequest => readRequest(location.search, location.hash);

function say(...content: readonly (string | Node)[]): void {
  note?.replaceChildren(...content);
}

/** What the field shows of a goal: a name where it has one. */
function nameOf(goal: Goal, graph: Graph): string {
  if (goal.type === 'post') return graph.posts.get(goal.post)?.title ?? goal.post;
  if (goal.type === 'place') return `${goal.post}#${goal.anchor}`;
  return goal.type === 'unknown' ? goal.text : goal.name;
}

/** How an address names a goal. */
function addressOf(goal: Goal): string {
  if (goal.type === 'post') return goal.post;
  if (goal.type === 'place') return `${goal.post}#${goal.anchor}`;
  return goal.type === 'unknown' ? goal.text : `concept:${goal.concept}`;
}

function go(next: PlanRequest, how: 'push' | 'replace'): void {
  const address = location.pathname + writeRequest(next);
  if (how === 'push') history.pushState(null, '', address);
  else history.replaceState(null, '', address);
}

let shown = 0;

/** @param focused whether the keyboard goes to the new plan */
async function show(focused: boolean): Promise<void> {
  if (place === null) return;
  shown += 1;
  const own = shown;
  const wanted = request();
  if (box != null) box.checked = wanted.filter === 'all';
  if (wanted.to === '') {
    place.hidden = true;
    say();
    return;
  }
  const graph = await loadGraph();
  const goal = readGoal(wanted.to, graph);
  if (field != null && document.activeElement !== field) field.value = nameOf(goal, graph);
  if (goal.type === 'unknown' || goal.type === 'undefined-concept') {
    place.hidden = true;
    if (goal.type === 'unknown') say(t('unknown', { text: goal.text }));
    else say(t('noConcept', { name: goal.name }), el('a', { href: urls.concept(goal.concept) }, t('conceptPage')));
    return;
  }
  const notes = await loadNotes(graph, goal.post).catch(() => undefined);
  if (own !== shown) return;
  say();
  const known = new Set(wanted.known ?? readKnown());
  // Of a long list of marks only those that touch this goal belong into its address.
  const touching = (slugs: ReadonlySet<string>): string[] => {
    const before = ancestorsOf(graph, goal.post);
    return [...graph.posts.keys()].filter((slug) => slugs.has(slug) && before.has(slug));
  };
  const view = planView({
    graph,
    goal,
    notes,
    known,
    from: wanted.known === undefined ? 'marks' : 'address',
    filter: wanted.filter,
    onKnow(slug, isKnown) {
      const next = new Set(known);
      if (isKnown) next.add(slug);
      else next.delete(slug);
      go({ ...wanted, to: addressOf(goal), known: touching(next) }, 'replace');
      void update(false).then(() => place.querySelector<HTMLElement>(`[data-know="${CSS.escape(slug)}"]`)?.focus());
    },
    onUseMarks() {
      go({ ...wanted, to: addressOf(goal), known: undefined }, 'replace');
      void update(true);
    },
    onCopy(button) {
      const address = writeRequest({ ...wanted, to: addressOf(goal), known: touching(known) });
      navigator.clipboard.writeText(location.origin + location.pathname + address).then(
        () => (button.textContent = t('copied')),
        () => (button.textContent = t('notCopied')),
      );
    },
  });
  place.replaceChildren(...view);
  place.hidden = false;
  lightLines(place);
  centre(place);
  document.title = `${place.querySelector('h2')?.textContent ?? ''} — ${document.title.split(' — ').at(-1) ?? ''}`;
  if (focused) place.querySelector('h2')?.focus();
}

function update(focused: boolean): Promise<void> {
  return show(focused).catch(() => {
    say(t('failed'));
  });
}

form?.addEventListener('submit', (event) => {
  event.preventDefault();
  const text = field?.value.trim() ?? '';
  if (text === '') return;
  loadGraph().then(
    (graph) => {
      go({ ...request(), to: addressOf(readGoal(text, graph)) }, 'push');
      field?.blur();
      void update(true);
    },
    () => {
      say(t('failed'));
    },
  );
});

field?.addEventListener('focus', () => {
  void loadGraph().then((graph) => {
    const list = document.getElementById('page-goals');
    if (list?.childElementCount === 0) fillOptions(list, graph, true);
  });
});

box?.addEventListener('change', () => {
  go({ ...request(), filter: box.checked ? 'all' : 'declared' }, 'replace');
  void update(false);
});

addEventListener('popstate', () => void update(false));
onStudyChange(() => {
  if (request().known === undefined) void update(false);
});
void update(false);
