import { expect, test } from 'vitest';
import { parsePost } from '../../equations/parse.ts';
import { readContent } from '../../integrations/read-content.ts';
import { evaluateFormulas, targetsOf, type EvaluatedEquation } from './evaluate-formulas.ts';
import figures from './formula-figures.json' with { type: 'json' };
import { formulaJudgements } from './formula-queries.ts';
import judged from './judged-equations.json' with { type: 'json' };

const { posts, content } = readContent('content', process.cwd());
const equations: EvaluatedEquation[] = posts.flatMap(({ file, name }) =>
  parsePost(file, name).equations.flatMap(({ number, tex }) =>
    number === undefined ? [] : [{ slug: name.slug, number, tex }],
  ),
);

/** What may be lost before the change has to be explained: `formula-figures.json` is then written anew. */
const tolerance = 0.02;

test('the search answers the judged queries as well as it did', () => {
  const { ours, substring } = evaluateFormulas(equations, content.macros);
  expect(ours.queries).toBe(formulaJudgements.length);
  expect(ours.recall).toBeGreaterThanOrEqual(Math.max(0.88, figures.recall - tolerance));
  expect(ours.mrr).toBeGreaterThanOrEqual(Math.max(0.95, figures.mrr - tolerance));
  // Clearly better than a search for text, given the same queries in the same run.
  expect(ours.recall).toBeGreaterThan(substring.recall + 0.2);
  expect(ours.mrr).toBeGreaterThan(substring.mrr + 0.2);
});

test('most of what was judged is still there', () => {
  const { equations: kept, lost } = evaluateFormulas(equations, content.macros);
  // Otherwise the queries measure little: read the changed posts, judge again, write judged-equations.json anew.
  expect(lost.length, lost.join(', ')).toBeLessThan(0.15 * (kept + lost.length));
});

test('every target was among the equations that were read', () => {
  const known = new Set(
    Object.entries(judged).flatMap(([slug, numbers]) => Object.keys(numbers).map((number) => `${slug} (${number})`)),
  );
  expect(formulaJudgements.flatMap(targetsOf).filter((name) => !known.has(name))).toEqual([]);
  expect(new Set(formulaJudgements.map(({ query }) => query)).size).toBe(formulaJudgements.length);
});

test('a renumbered post is judged by its formulas, not by its numbers', () => {
  const shifted = equations.map((each) => ({ ...each, number: each.number + 7 }));
  expect(evaluateFormulas(shifted, content.macros).ours).toEqual(evaluateFormulas(equations, content.macros).ours);
});
