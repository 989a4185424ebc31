import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallConcept, smallSite } from '../testing/small-site.ts';
import { graphOf, readGraph } from './graph.ts';
import { planTo, readGoal, readRequest, writeRequest, type PlanRequest } from './plan.ts';
import { ancestorsOf } from './walk.ts';

const equation = '$$\nx \\tag{1}\n$$\n';
// root ← left, right ← top; top also derives from aside.
const site = smallSite(
  [
    {
      slug: 'top',
      prerequisites: [
        ['right', 'r'],
        ['left', 'l'],
      ],
      body: '由[](./aside.md#eq-1)得。\n',
    },
    { slug: 'left', prerequisites: [['root', '']] },
    { slug: 'right', title: '右边 $\\mathbf{R}$', prerequisites: [['root', '']] },
    { slug: 'root' },
    { slug: 'aside', body: equation },
  ],
  { concepts: [smallConcept('svd', 'left#thm-svd'), smallConcept('kl'), smallConcept('gone', 'gone#x')] },
);
const graph = graphOf(site);
const stepsTo = (goal: string, known: readonly string[] = [], filter: 'all' | 'declared' = 'declared'): string[] =>
  planTo(graph, goal, new Set(known), filter).steps.map(({ slug }) => slug);

describe('planTo', () => {
  it('puts what is read first before, in the order in which authors list it, each once, the goal last', () => {
    expect(stepsTo('top')).toEqual(['root', 'right', 'left', 'top']);
    expect(stepsTo('root')).toEqual(['root']);
  });

  it('leaves out what is known and what only that needs', () => {
    expect(stepsTo('top', ['right'])).toEqual(['root', 'left', 'top']);
    expect(stepsTo('top', ['right', 'left'])).toEqual(['top']);
    expect(stepsTo('top', ['root'])).toEqual(['right', 'left', 'top']);
    expect(stepsTo('top', ['top'])).toEqual(['root', 'right', 'left', 'top']);
    expect(planTo(graph, 'top', new Set(['left', 'right', 'aside']), 'declared').known).toEqual(['left', 'right']);
  });

  it('follows derived edges only when asked to', () => {
    expect(stepsTo('top', [], 'all')).toEqual(['root', 'right', 'left', 'aside', 'top']);
  });

  it('says for which later steps each is read, and sums the minutes', () => {
    const { steps, minutes } = planTo(graph, 'top', new Set(), 'declared');
    expect(steps.map((step) => step.for.map(({ to }) => to))).toEqual([['right', 'left'], ['top'], ['top'], []]);
    expect(minutes).toBe(steps.reduce((sum, step) => sum + step.minutes, 0));
    expect(minutes).toBeGreaterThanOrEqual(4);
  });

  it('is minimal and in order, whatever the graph and whatever is known', () => {
    const slugs = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const edges = fc.array(fc.tuple(fc.nat(6), fc.nat(6), fc.boolean()), { maxLength: 15 });
    fc.assert(
      fc.property(edges, fc.subarray(slugs), fc.constantFrom(...slugs), (pairs, known, goal) => {
        const forward = pairs.filter(([from, to]) => from < to);
        const some = readGraph({
          topics: [],
          concepts: [],
          posts: slugs.map((slug, at) => {
            const of = (derived: boolean) =>
              forward.filter(([, to, kind]) => to === at && kind === derived).map(([from]) => from);
            return [slug, slug, 0, 1, of(false), of(true)];
          }),
        });
        const { steps } = planTo(some, goal, new Set(known), 'all');
        const order = steps.map(({ slug }) => slug);
        expect(order.at(-1)).toBe(goal);
        expect(new Set(order).size).toBe(order.length);
        for (const { slug, for: needed } of steps) {
          // Each step is needed by a later one: without it the plan would have a gap.
          for (const { to } of needed) expect(order.indexOf(to)).toBeGreaterThan(order.indexOf(slug));
          if (slug !== goal) expect(needed.length).toBeGreaterThan(0);
          if (slug !== goal) expect(known).not.toContain(slug);
          // Nothing is missing: what a step needs is a step or is known.
          for (const { from } of some.before.get(slug) ?? [])
            expect(order.includes(from) || known.includes(from)).toBe(true);
        }
        if (known.length === 0) expect(new Set(order)).toEqual(new Set([goal, ...ancestorsOf(some, goal).keys()]));
      }),
    );
  });
});

describe('readGoal', () => {
  it('reads posts, places, concepts, titles and names', () => {
    expect(readGoal('left', graph)).toEqual({ type: 'post', post: 'left' });
    expect(readGoal(' left#eq-two ', graph)).toEqual({ type: 'place', post: 'left', anchor: 'eq-two' });
    expect(readGoal('右边 R', graph)).toEqual({ type: 'post', post: 'right' });
    const svd = { type: 'concept', concept: 'svd', name: '概念 svd', post: 'left', anchor: 'thm-svd' };
    expect(readGoal('concept:svd', graph)).toEqual(svd);
    expect(readGoal('概念 svd', graph)).toEqual(svd);
  });

  it('says when a concept is not defined yet and when there is nothing of that name', () => {
    expect(readGoal('concept:kl', graph)).toMatchObject({ type: 'undefined-concept', name: '概念 kl' });
    expect(readGoal('concept:gone', graph)).toMatchObject({ type: 'undefined-concept' });
    expect(readGoal('concept:none', graph)).toEqual({ type: 'unknown', text: 'concept:none' });
    expect(readGoal('nowhere#eq-1', graph)).toEqual({ type: 'unknown', text: 'nowhere#eq-1' });
  });
});

describe('the address', () => {
  it('is read as it was written', () => {
    const requests: PlanRequest[] = [
      { to: 'left#eq-two', known: undefined, filter: 'declared' },
      { to: 'concept:svd', known: [], filter: 'all' },
      { to: '左边', known: ['root', 'right'], filter: 'declared' },
    ];
    for (const request of requests) expect(readRequest(writeRequest(request))).toEqual(request);
    expect(writeRequest(requests[1]!)).toBe('?to=concept:svd&known=&derived=1');
  });

  it('may hold an equation as a link does, behind a bare #', () => {
    expect(readRequest('?to=left', '#eq-two').to).toBe('left#eq-two');
    expect(readRequest('?to=left%23eq-1', '#eq-two').to).toBe('left#eq-1');
    expect(readRequest('?to=concept:svd', '#x').to).toBe('concept:svd');
    expect(readRequest('', '#eq-two').to).toBe('');
    expect(readRequest('?to=left', '#%E5%BC').to).toBe('left#%E5%BC');
  });
});
