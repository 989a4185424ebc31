import { describe, expect, test } from 'vitest';
import { createEngine, isVague } from './engine.ts';
import { buildFormulaIndex, writeTrees } from './formula-index.ts';
import { readTex } from './read-tex.ts';
import { toShape } from './to-shape.ts';

const formulas = [
  'm_t = \\beta_1 m_{t-1} + (1-\\beta_1) g_t',
  '(a+b)^2 = a^2 + 2ab + b^2',
  '(x+y)^2',
  '(x+z)(x+w)',
  'y = \\operatorname{softmax}(QK^\\top/\\sqrt{d})V',
  'A X A = A',
  'B A = C',
  'f(x)+f(x) = 2f(x)',
  'f(x)+g(x)',
  '\\|A-B\\|_F^2 \\ge \\sum_i \\sigma_i^2',
  '\\sum_{i=1}^n p_i \\log p_i',
  '(a+b)^2 = a^2 + 2ab + b^2',
  'u+v+w = z',
];

function engineOf(texs: readonly string[]) {
  const shapes = texs.map((tex) => toShape(readTex(tex, {}).nodes));
  return createEngine(buildFormulaIndex([{ slug: 'post', trees: writeTrees(shapes) }], {}));
}

const engine = engineOf(formulas);

function ask(typed: string, ignoreNames = false) {
  return engine
    .search(engine.read(typed), { ignoreNames, limit: 20 })
    .matches.map(({ places, exact, score }) => ({ tex: formulas[places[0]?.place ?? -1] ?? '', exact, score }));
}
const exact = (typed: string, ignoreNames = false): string[] =>
  ask(typed, ignoreNames)
    .filter((hit) => hit.exact)
    .map(({ tex }) => tex);

describe('sub-expressions', () => {
  test.each([
    ['\\beta_1 m_{t-1}', 0],
    ['(1-\\beta_1)g_t', 0],
    ['softmax(QK^T/\\sqrt d)', 4],
    ['\\frac{QK^{\\mathsf T}}{\\sqrt{d}}', 4],
    ['p_i\\ln p_i', 10],
    ['\\|A-B\\|_F^2', 9],
    ['(a+b)^2', 1],
  ])('%s is found in formula %i, first and exact', (query, place) => {
    expect(ask(query)[0]).toMatchObject({ tex: formulas[place], exact: true });
  });
});

describe('order', () => {
  test('terms of a sum, and sides of an equation, stand in any order', () => {
    expect(exact('g_t(1-\\beta_1)')).toEqual([]);
    expect(exact('(-\\beta_1+1)g_t')).toEqual([formulas[0]]);
    expect(exact('w+u')).toEqual([formulas[12]]);
    expect(ask('A = AXA')[0]?.tex).toBe(formulas[5]);
    expect(ask('\\sum_i\\sigma_i^2\\le\\|A-B\\|_F^2')[0]?.tex).toBe(formulas[9]);
  });
  test('exchanged factors are found, but not as exact: matrices do not commute', () => {
    const [first] = ask('AB=C');
    expect(first?.tex).toBe(formulas[6]);
    expect(first?.exact).toBe(false);
    expect(exact('BA=C')).toEqual([formulas[6]]);
  });
});

describe('wildcards', () => {
  test('stand for anything, a whole argument or a whole term', () => {
    expect(exact('\\sqrt{?}')).toEqual([formulas[4]]);
    expect(exact('\\operatorname{softmax}(?)')).toEqual([formulas[4]]);
    expect(exact('\\|A-?\\|_F^2')).toEqual([formulas[9]]);
    expect(exact('?p \\log ?p')).toEqual([formulas[10]]);
  });
  test('of one name stand for the same thing each time', () => {
    expect(exact('?f+?f')).toEqual([formulas[7]]);
    expect(new Set(exact('?f+?g'))).toContain(formulas[8]);
    expect(exact('A ?x A')).toEqual([formulas[5]]);
    expect(exact('(?a+?b)(?a+?c)')).toEqual([formulas[3]]);
    expect(exact('(?a+?a)(?b+?c)')).toEqual([]);
  });
  test('alone say nothing', () => {
    expect(isVague(engine.read('?').shape)).toBe(true);
    expect(isVague(engine.read('\\frac{?a}{?b}').shape)).toBe(true);
    expect(isVague(engine.read('?x^2').shape)).toBe(false);
  });
});

describe('names', () => {
  test('a consistent change of letters is a match, below the same letters', () => {
    const hits = ask('(p+q)^2', true).map(({ tex }) => tex);
    expect(hits.slice(0, 2).sort()).toEqual([formulas[1], formulas[2]].sort());
    expect(ask('(x+y)^2', true)[0]?.tex).toBe(formulas[2]);
    expect(ask('(a+b)^2', true)[0]?.tex).toBe(formulas[1]);
  });
  test('an inconsistent one is none', () => {
    const consistent = ask('(s+t)^2 = s^2+2st+t^2', true)[0];
    const other = ask('(s+t)^2 = s^2+2tt+t^2', true)[0];
    expect(consistent?.score).toBeGreaterThan((other?.score ?? 9) + 0.02);
  });
  test('weigh more where they are not ignored', () => {
    const score = (ignoreNames: boolean): number =>
      ask('(p+q)^2', ignoreNames).find(({ tex }) => tex === formulas[2])?.score ?? 0;
    expect(score(true)).toBeGreaterThan(score(false));
  });
});

test('the same formula at two places is one hit with both', () => {
  const { matches } = engine.search(engine.read('(a+b)^2 = a^2+2ab+b^2'), { ignoreNames: false, limit: 20 });
  expect(matches[0]?.places.map(({ place }) => place)).toEqual([1, 11]);
  expect(engine.size).toBe(formulas.length);
});

test('hits do not depend on the order of the index', () => {
  const backwards = [...formulas].reverse();
  const other = engineOf(backwards);
  const { matches } = other.search(other.read('(a+b)^2'), { ignoreNames: false, limit: 3 });
  expect(matches.map(({ places }) => backwards[places[0]?.place ?? -1])).toEqual(
    ask('(a+b)^2')
      .slice(0, 3)
      .map(({ tex }) => tex),
  );
});

test('an empty index answers nothing', () => {
  const empty = createEngine(buildFormulaIndex([{ slug: 'post', trees: writeTrees([]) }], {}));
  expect(empty.search(empty.read('x'), { ignoreNames: false, limit: 5 })).toEqual({ matches: [], total: 0 });
});
