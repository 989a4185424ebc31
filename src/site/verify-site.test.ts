import { describe, expect, it } from 'vitest';
import { buildIndex } from '../equations/build-index.ts';
import { parsePost } from '../equations/parse.ts';
import type { PostName } from '../equations/types.ts';
import { createTranslate } from '../i18n/translate.ts';
import { cellsOf, hashEquation } from './cells.ts';
import type { EquationRecord } from './record.ts';
import type { VerificationInput } from './status.ts';
import { verificationFacts } from './verification-facts.ts';
import { countCheckable, countExecuted, countStatuses, isVerified, verifySite } from './verify-site.ts';

const none = { definition: [], assumption: [], unchecked: [] };
const checkFile = '# %% id=one\ncheck.tex(1, {})\n';
const name = (slug: string): PostName => ({ topic: 't', slug, format: 'md' });

/** A post whose first equation is executed, with a way to change the text after that. */
function post(slug: string, text: string, more: Partial<VerificationInput> = {}, executed = text): VerificationInput {
  const parse = (markdown: string) => parsePost({ path: `posts/t/${slug}.md`, text: markdown }, name(slug));
  const before = parse(executed);
  const equation: EquationRecord = {
    hash: hashEquation(before.equations[0]?.tex ?? '', {}),
    methods: ['tex'],
    kinds: ['inequality'],
    cells: ['one'],
    cases: { random: 2, equality: 1, counterexample: 3 },
    tolerance: 1e-9,
    symbols: ['a'],
    mutants: { killed: 9, refused: 3, survived: 2, allowed: 1 },
  };
  const cells = cellsOf(before, checkFile).cells.map(({ id, hash }) => ({ id, hash, output: `${id}\n` }));
  const record = { schema: 1 as const, post: slug, tool: 'x', seeds: 3, cells, equations: { 1: equation } };
  return { derivation: parse(text), declared: none, record, checkFile, macros: {}, ...more };
}

const first = '$$\na \\le b \\tag{1}\n$$\n';
const second = `${first}\n由[](./one.md#eq-1)得\n\n$$\nc = d \\tag{2}\n$$\n\n\`\`\`python\nx = 1\n\`\`\`\n\n\`\`\`python run\nprint(1)\n\`\`\`\n`;

function verify(...inputs: VerificationInput[]) {
  const all = new Map(inputs.map((input) => [input.derivation.name.slug, input]));
  return verifySite(all, buildIndex(inputs.map(({ derivation }) => derivation)));
}

describe('what is known of the posts of a site', () => {
  it('grounds in another post count as long as they are verified there', () => {
    const grounded = (one: VerificationInput) =>
      verify(one, post('two', second)).get('two')?.statuses[1]?.groundsVerified;
    expect(grounded(post('one', first))).toBe(true);
    expect(grounded(post('one', first.replace('b', '2b'), {}, first))).toBe(false);
    expect(grounded(post('one', first, { record: undefined }))).toBe(false);
  });

  it('output belongs to its block, counted among all blocks, and goes with its record', () => {
    expect([...(verify(post('two', second)).get('two')?.outputs ?? [])]).toEqual([[1, 'run-1\n']]);
    const changed = post('two', second.replace('print(1)', 'print(2)'), {}, second);
    expect(verify(changed).get('two')?.outputs.size).toBe(0);
  });

  it('equations are counted by status', () => {
    const sites = verify(post('one', first), post('two', second, { declared: { ...none, assumption: [2] } }));
    const counts = countStatuses([...sites.values()].map((verification) => ({ verification })));
    expect(counts).toMatchObject({ verified: 2, assumption: 1, none: 0, stale: 0 });
    expect([countExecuted(counts), countCheckable(counts)]).toEqual([2, 2]);
  });

  it('a post without check file has nothing to show', () => {
    const verification = verify(post('one', first, { record: undefined, checkFile: undefined })).get('one');
    expect(verification && isVerified({ verification })).toBe(false);
  });
});

describe('what is told of an equation', () => {
  const t = createTranslate('zh-CN');
  const told = (input: VerificationInput) =>
    verify(input)
      .get('one')
      ?.statuses.map((status) => verificationFacts(status, t));

  it('method, seeds, cases, tolerance, kill score, symbols, cells', () => {
    expect(told(post('one', first))).toEqual([
      {
        number: 1,
        kind: 'verified',
        title: '已数值验证',
        meaning: '',
        rows: [
          { name: '方法', value: '执行这条公式的 LaTeX' },
          { name: '内容', value: '不等式' },
          { name: '随机数据', value: '3 个种子，每个 2 次检查' },
          { name: '特别的数据', value: '取等 1 次，反例 3 次' },
          { name: '相对容差', value: '1e-9' },
          { name: '逐处改错', value: '10 处改动发现 9 处（90%），另有 1 处与原式等价' },
        ],
        symbols: ['a'],
        cells: ['one'],
      },
    ]);
  });

  it('a stale record is not shown as evidence', () => {
    expect(told(post('one', first.replace('b', '2b'), {}, first))).toMatchObject([
      { kind: 'stale', title: '过期', rows: [], symbols: [], cells: [] },
    ]);
  });

  it('nothing, where nothing is known', () => {
    expect(told(post('one', first, { record: undefined }))).toEqual([undefined]);
  });
});
