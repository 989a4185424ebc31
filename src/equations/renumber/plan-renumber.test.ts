import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildIndex } from '../build-index.ts';
import { parsePost } from '../parse.ts';
import type { Derivation } from '../types.ts';
import { applyEdits } from './edits.ts';
import { checkMethods } from './rewrite-check-file.ts';
import { planRenumber, renumberRecord, type NumberedFile, type RenumberPlan } from './plan-renumber.ts';

const pathOf = (slug: string): string => `content/posts/matrices/${slug}.md`;
const front = '---\ntitle: 题\n---\n\n';

/** Plans over posts by slug; `renumber` of `a` only, unless told otherwise. */
function plan(
  posts: Readonly<Record<string, string>>,
  files: readonly NumberedFile[] = [],
  slugs?: ReadonlySet<string>,
): { plan: RenumberPlan; after: (path: string) => string } {
  const sources = new Map(Object.entries(posts).map(([slug, text]) => [pathOf(slug), text]));
  const index = buildIndex(Object.entries(posts).map(([slug, text]) => parse(slug, text)));
  const made = planRenumber({ index, sources, files, ...(slugs === undefined ? {} : { slugs }) });
  const textOf = (path: string): string => sources.get(path) ?? files.find((file) => file.path === path)?.text ?? '';
  return { plan: made, after: (path) => applyEdits(textOf(path), made.edits.get(path) ?? []) };
}

const parse = (slug: string, text: string): Derivation =>
  parsePost({ path: pathOf(slug), text }, { topic: 'matrices', slug, format: 'md' });

/** One post, numbered anew. */
function renumber(text: string): string {
  const { plan: made, after } = plan({ a: text });
  expect(made.refusals).toEqual([]);
  return after(pathOf('a'));
}

const refusals = (posts: Readonly<Record<string, string>>, files: readonly NumberedFile[] = []): string[] =>
  plan(posts, files).plan.refusals.map(
    ({ path, position, message }) => `${path}:${String(position.start.line)} ${message}`,
  );

describe('numbers', () => {
  test('of a clean post stay, and nothing is written', () => {
    const text = `${front}$$\nx \\tag{1}\n$$\n\n由式(1)。`;
    const { plan: made } = plan({ a: text });
    expect([...made.edits.keys()]).toEqual([]);
    expect(made.refusals).toEqual([]);
  });

  test.each([
    ['an equation without tag', '$$\nn\n$$', '$$\nn \\tag{2}\n$$'],
    ['a tag that is no number', '$$\nn \\tag{new}\n$$', '$$\nn \\tag{2}\n$$'],
    ['an empty tag', '$$\nn \\tag{}\n$$', '$$\nn \\tag{2}\n$$'],
    ['a number like 1a', '$$\nn \\tag{1a}\n$$', '$$\nn \\tag{2}\n$$'],
    ['a comment behind the formula', '$$\nn % 注\n$$', '$$\n\\tag{2} n % 注\n$$'],
    [
      'a row',
      '\\begin{align}\nn &= m \\\\\n&= k \\notag\n\\end{align}',
      '\\begin{align}\nn &= m \\tag{2} \\\\\n&= k \\notag\n\\end{align}',
    ],
    ['a quotation', '> $$\n> n\n> $$', '> $$\n> n \\tag{2}\n> $$'],
  ])('are given to %s, and those behind it move', (_, inserted, numbered) => {
    const before = `${front}$$\nx \\tag{1}\n$$\n\n`;
    const behind = (two: number, three: number) =>
      `\n\n由式(1)与式(${String(two)})、(${String(three)})，见 [](#eq-${String(two)})、[式(${String(three)})](#eq-${String(three)})。\n\n$$\ny \\tag{${String(two)}}\n$$\n\n$$\nz \\tag{${String(three)}}\n$$\n`;
    expect(renumber(before + inserted + behind(2, 3))).toBe(before + numbered + behind(3, 4));
  });

  test('close a gap', () => {
    expect(renumber(`${front}$$\nx \\tag{1}\n$$\n\n$$\ny \\tag{3}\n$$\n\n由式（3）得`)).toBe(
      `${front}$$\nx \\tag{1}\n$$\n\n$$\ny \\tag{2}\n$$\n\n由式（2）得`,
    );
  });

  test('follow an equation that was moved', () => {
    expect(renumber(`${front}$$\ny \\tag{2}\n$$\n\n$$\nx \\tag{1}\n$$\n\n由式(1)和(2)，对 \\eqref{eq:a}`)).toBe(
      `${front}$$\ny \\tag{1}\n$$\n\n$$\nx \\tag{2}\n$$\n\n由式(2)和(1)，对 \\eqref{eq:a}`,
    );
  });

  test('are not given in a post declared unnumbered', () => {
    const text = '---\ntitle: 题\nunnumbered: true\n---\n\n$$\nx\n$$\n\n$$\ny \\tag{2}\n$$';
    expect(renumber(text)).toBe(text.replace('{2}', '{1}'));
  });

  test('of the front matter follow', () => {
    const text = (one: number, two: number) =>
      `---\ntitle: 题\nequations:\n  definition: [${String(one)}]\n  unchecked:\n    - ${String(two)}\n---\n\n`;
    expect(renumber(`${text(1, 2)}$$\nn\n$$\n\n$$\nx \\tag{1}\n$$\n\n$$\ny \\tag{2}\n$$`)).toBe(
      `${text(2, 3)}$$\nn \\tag{1}\n$$\n\n$$\nx \\tag{2}\n$$\n\n$$\ny \\tag{3}\n$$`,
    );
  });

  test('in comments of code follow, in code they stay', () => {
    const text = (number: number) =>
      `\n\n\`\`\`python run\nx = f(1)  # 式(${String(number)})\nprint("式(1)")\n\`\`\`\n`;
    expect(renumber(`${front}$$\nn\n$$\n\n$$\nx \\tag{1}\n$$${text(1)}`)).toBe(
      `${front}$$\nn \\tag{1}\n$$\n\n$$\nx \\tag{2}\n$$${text(2)}`,
    );
  });
});

describe('other files', () => {
  const inserted = `${front}$$\nn\n$$\n\n$$\nx \\tag{1}\n$$\n\n$$\ny \\tag{2}\n$$`;

  test('posts that refer to the post', () => {
    const { plan: made, after } = plan(
      { a: inserted, b: `${front}见 [](./a.md#eq-2)、[](./a.md)、式(2)、[](./c.md#eq-2)。` },
      [],
      new Set(['a']),
    );
    expect(made.refusals).toEqual([]);
    expect(after(pathOf('b'))).toBe(`${front}见 [](./a.md#eq-3)、[](./a.md)、式(2)、[](./c.md#eq-2)。`);
  });

  test('data that names its anchors', () => {
    const path = 'content/concepts.yaml';
    const text = '- id: x\n  definedIn: a#eq-2\n- id: y\n  definedIn: a#eq-lse\n- id: z\n  definedIn: ba#eq-2\n';
    expect(plan({ a: inserted }, [{ path, text, kind: { type: 'addresses' } }]).after(path)).toBe(
      text.replace(' a#eq-2', ' a#eq-3'),
    );
  });

  test('allowances of its record', () => {
    const path = 'content/records/allow.yaml';
    const text = '# 注\na:\n  - equation: 2\n    mutation: x (1)\nb:\n  - equation: 2\n    mutation: y\n';
    expect(plan({ a: inserted }, [{ path, text, kind: { type: 'allowances' } }]).after(path)).toBe(
      text.replace('equation: 2', 'equation: 3'),
    );
  });

  const check = (text: string): NumberedFile => ({ path: 'a.check.py', text, kind: { type: 'check', slug: 'a' } });

  test.each([
    ['check.tex(1, env)', 'check.tex(2, env)'],
    ['check.eq(n=2, lhs=1, rhs=1)', 'check.eq(n=3, lhs=1, rhs=1)'],
    ['for k in (1, 2):\n    check.tex(k, env)', 'for k in (2, 3):\n    check.tex(k, env)'],
    [
      'for k in [1]:\n    check.tex(k, env)\n    check.tex(k, e2)',
      'for k in [2]:\n    check.tex(k, env)\n    check.tex(k, e2)',
    ],
    [
      'for k, e in ((1, a), (2, f(b, 1))):\n    check.tex(k, e)',
      'for k, e in ((2, a), (3, f(b, 1))):\n    check.tex(k, e)',
    ],
    ['[check.tex(k, env) for k in (1, 2)]', '[check.tex(k, env) for k in (2, 3)]'],
    ['check.tex(1, env)  # 式(1) 与 (2)式', 'check.tex(2, env)  # 式(2) 与 (3)式'],
    ['print("check.tex(1)")', 'print("check.tex(1)")'],
    ['check.tex("eq:a", env)\ncheck.le(1, a, b)', 'check.tex("eq:a", env)\ncheck.le(2, a, b)'],
    ['check.tex(1, {"f": check.at(lambda e: 1)})', 'check.tex(2, {"f": check.at(lambda e: 1)})'],
    [
      'for w, e in check.normal("x", 1, 2):\n    check.mc(1, w, e)',
      'for w, e in check.normal("x", 1, 2):\n    check.mc(2, w, e)',
    ],
    ["'''\ncheck.tex(1)\n'''", "'''\ncheck.tex(1)\n'''"],
    ['x = f(1) + check_tex(1)', 'x = f(1) + check_tex(1)'],
  ])('check file: %j', (before, expected) => {
    const { plan: made, after } = plan({ a: inserted }, [check(before)]);
    expect(made.refusals).toEqual([]);
    expect(after('a.check.py')).toBe(expected);
  });

  test.each([
    'for k in range(1, 3):\n    check.tex(k, env)',
    'for k in (1, 2) + more:\n    check.tex(k, env)',
    'def both(k):\n    check.tex(k, env)',
    'for k in (1, 2):\n    pass\nk = f()\ncheck.tex(k, env)',
    'check.tex(first + 1, env)',
    'for k in numbers:\n    check.tex(k, env)',
    'check.tex(9, env)',
  ])('check file, refused: %j', (text) => {
    expect(plan({ a: inserted }, [check(text)]).plan.refusals).toHaveLength(1);
  });

  test('a record', () => {
    const { plan: made } = plan({ a: inserted });
    const equation = { hash: 'h' } as never;
    const record = {
      schema: 1,
      post: 'a',
      tool: 't',
      seeds: 3,
      cells: [{ id: 'c', hash: 'old', output: '' }],
      equations: { 1: equation },
    } as const;
    const renumbering = made.renumberings.get('a')!;
    expect(renumberRecord(record, renumbering, new Map([['c', 'new']]))).toMatchObject({
      cells: [{ id: 'c', hash: 'new' }],
      equations: { 2: equation },
    });
    expect(
      renumberRecord({ ...record, equations: { 7: equation } }, renumbering, new Map([['c', 'n']])),
    ).toBeUndefined();
    expect(renumberRecord(record, renumbering, new Map())).toBeUndefined();
  });
});

test('the methods that name an equation are those of the harness', () => {
  const harness = readFileSync(join(import.meta.dirname, '../../verify/python/check.py'), 'utf8');
  const methods = [...harness.matchAll(/^ {4}def ([a-z]\w*)\(self, n,/gm)].map(([, name]) => name);
  expect([...checkMethods].sort()).toEqual(methods.sort());
});

describe('refuses', () => {
  const twice = `${front}$$\nx \\tag{1}\n$$\n\n$$\ny \\tag{1}\n$$\n\n`;

  test('a reference to a number that two equations carry, and says which', () => {
    expect(refusals({ a: `${twice}由式(1)。` })).toEqual([
      `${pathOf('a')}:13 编号 (1) 有几条公式（第 6、10 行），看不出这里指哪一条。`,
    ]);
    expect(renumber(`${twice}没有引用。`)).toBe(`${twice.replace('y \\tag{1}', 'y \\tag{2}')}没有引用。`);
  });

  test('a reference to a number that is gone', () => {
    expect(refusals({ a: `${front}$$\nx \\tag{2}\n$$\n\n由式(1)。` })[0]).toContain('已经没有编号为 (1) 的公式');
  });

  test('a reference from another post to such a number', () => {
    expect(refusals({ a: twice, b: `${front}见 [](./a.md#eq-1)。` })[0]).toContain(`${pathOf('b')}:5 `);
  });

  test('a post in which tags may be hidden', () => {
    expect(refusals({ a: `${front}$$\nx \\tag{2}\n` })[0]).toContain('写法有错');
    expect(refusals({ a: `${front}$$\n\\begin{aligned}\nx \\tag{2}\n\\end{aligned}\n$$` })[0]).toContain('位置不对');
  });

  test('a link whose address stands elsewhere, and one in raw HTML', () => {
    const moved = `${front}$$\nn\n$$\n\n$$\nx \\tag{1}\n$$\n\n`;
    expect(refusals({ a: `${moved}见 [那里][x]。\n\n[x]: #eq-1` })[0]).toContain('地址不写在这里');
    expect(refusals({ a: `${moved}见 <a href="#eq-1">那里</a>。` })[0]).toContain('HTML');
  });
});

test('bare numbers that may be meant are shown', () => {
  const { plan: made } = plan({
    a: `${front}$$\nn\n$$\n\n$$\nx \\tag{1}\n$$\n\n（1）第一点，$f(1)$，\`g(1)\`，式(1)，f(1)。`,
  });
  expect(made.doubts.map(({ message }) => message)).toEqual(['这里的 （1） 如果指公式，应改成 (2)；没有改动。']);
});

describe('whatever an author inserts, removes and moves', () => {
  interface Item {
    /** Number that the equation carries before; `undefined` for one that was put in. */
    readonly old: number | undefined;
    readonly id: string;
    readonly form: number;
  }

  const tagOf = ({ old, form }: Item): string =>
    old === undefined ? (['', '\\tag{}', '\\tag{new}'][form % 3] ?? '') : `\\tag{${String(old)}}`;

  function write(items: readonly Item[], mentions: readonly number[], end: string): string {
    const forms = [
      (item: Item) => `$$\nx_{${item.id}} = 1 ${tagOf(item)}\n$$`,
      (item: Item) => `> $$\n> x_{${item.id}} = 1 ${tagOf(item)}\n> $$`,
      (item: Item) => `- 项\n\n  $$\n  x_{${item.id}} = 1 ${tagOf(item)}\n  $$`,
      (item: Item) => `\\begin{align}\nx_{${item.id}} &= 1 ${tagOf(item)} \\\\\n&= 2 \\notag\n\\end{align}`,
      (item: Item) => `:::remark\n\\begin{equation}\nx_{${item.id}} ${tagOf(item)}\n\\end{equation}\n:::`,
    ];
    const words = [
      (n: number) => `由式(${String(n)})得。`,
      (n: number) => `见 [](#eq-${String(n)})，公式（${String(n)}）。`,
      (n: number) => `把(${String(n)})代入，即 [式(${String(n)})](#eq-${String(n)})。`,
    ];
    const blocks = items.map((item) => forms[item.form % forms.length]!(item));
    const prose = mentions.map((n, place) => words[(n + place) % words.length]!(n));
    const woven = [...blocks, ...prose].map((block, place) => ({
      block,
      key: (place * 7) % (blocks.length + prose.length),
    }));
    // Prose goes between displays in a fixed shuffle; the order of displays stays.
    const order = woven.slice(blocks.length).reduce<string[]>((all, { block, key }) => {
      all.splice(key % (all.length + 1), 0, block);
      return all;
    }, blocks.slice());
    return (front + order.join('\n\n')).replaceAll('\n', end);
  }

  const operation = fc.record({ kind: fc.constantFrom('insert', 'remove', 'move'), at: fc.nat(99), to: fc.nat(99) });

  test('every reference stays on its equation, numbers are 1…n, and a second run changes nothing', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.array(fc.nat(99), { maxLength: 12 }),
        fc.array(operation, { minLength: 1, maxLength: 6 }),
        fc.array(fc.nat(99), { maxLength: 4 }),
        fc.constantFrom('\n', '\r\n'),
        (count, picks, operations, otherPicks, end) => {
          const mentions = picks.map((pick) => (pick % count) + 1);
          const elsewhere = otherPicks.map((pick) => (pick % count) + 1);
          const items: Item[] = Array.from({ length: count }, (_, place) => ({
            old: place + 1,
            id: `o${String(place + 1)}`,
            form: place + count,
          }));
          operations.forEach(({ kind, at, to }, step) => {
            if (kind === 'insert')
              items.splice(at % (items.length + 1), 0, { old: undefined, id: `n${String(step)}`, form: to });
            else if (items.length > 0 && kind === 'move')
              items.splice(to % items.length, 0, ...items.splice(at % items.length, 1));
            else {
              const old = items[at % Math.max(1, items.length)]?.old;
              if (old === undefined || (!mentions.includes(old) && !elsewhere.includes(old)))
                items.splice(at % Math.max(1, items.length), 1);
            }
          });
          const text = write(items, mentions, end);
          const other = `${front}${elsewhere.map((n) => `见 [](./a.md#eq-${String(n)})。`).join('\n\n')}`;
          const check = `for k in (${elsewhere.map(String).join(', ')}):\n    check.tex(k, env)\n`;
          const files: NumberedFile[] =
            elsewhere.length > 0 ? [{ path: 'a.check.py', text: check, kind: { type: 'check', slug: 'a' } }] : [];
          const { plan: made, after } = plan({ a: text, b: other }, files);
          expect(made.refusals).toEqual([]);

          const renumbered = parse('a', after(pathOf('a')));
          expect(renumbered.problems).toEqual([]);
          expect(renumbered.equations.map(({ number }) => number)).toEqual(items.map((_, place) => place + 1));
          const idOf = new Map(renumbered.equations.map(({ number, tex }) => [number, /x_\{(\w+)\}/.exec(tex)?.[1]]));
          expect([...idOf.values()]).toEqual(items.map(({ id }) => id));
          const named = (derivation: Derivation): (string | undefined)[] =>
            derivation.references.map(({ target }) => {
              const number =
                target.type === 'number'
                  ? target.number
                  : Number(/eq-(\d+)/.exec('id' in target ? target.id : '')?.[1]);
              return idOf.get(number);
            });
          const before = (derivation: Derivation): string[] =>
            derivation.references.map(({ target }) => {
              const number =
                target.type === 'number'
                  ? target.number
                  : Number(/eq-(\d+)/.exec('id' in target ? target.id : '')?.[1]);
              return `o${String(number)}`;
            });
          expect(named(renumbered)).toEqual(before(parse('a', text)));
          expect(named(parse('b', after(pathOf('b'))))).toEqual(elsewhere.map((n) => `o${String(n)}`));
          for (const link of after(pathOf('a')).matchAll(/\[式\((\d+)\)\]\(#eq-(\d+)\)/g))
            expect(link[1]).toBe(link[2]);
          if (elsewhere.length > 0) {
            const numbers = (/\((.*?)\)/.exec(after('a.check.py'))?.[1] ?? '').split(', ').map(Number);
            expect(numbers.map((number) => idOf.get(number))).toEqual(elsewhere.map((n) => `o${String(n)}`));
          }
          expect(plan({ a: after(pathOf('a')), b: after(pathOf('b')) }).plan.edits.size).toBe(0);
        },
      ),
      { numRuns: 400, seed: 20261124 },
    );
  });
});
