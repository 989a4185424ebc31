import { describe, expect, it, test } from 'vitest';
import { parsePost } from '../equations/parse.ts';
import { cellsOf, hashEquation } from './cells.ts';
import type { EquationRecord, VerificationRecord } from './record.ts';
import { equationStatuses, groundsOf, runOutputs, type StatusKind, type VerificationInput } from './status.ts';
import { verificationFindings, type VerificationCheck } from './verification-findings.ts';

const text = `# 标题

$$
a = b \\tag{1}
$$

由式(1)得

$$
c = d \\tag{2}
$$

\`\`\`python run
print(1)
\`\`\`

由式(1)和式(4)得

$$
e = f \\tag{3}
$$

$$
g = h \\label{eq:last} \\tag{4}
$$
`;
const checkFile = '# %% id=one\ncheck.tex(1, {})\n\n# %% id=two\ncheck.tex(2, {})\n';
const none = { definition: [], assumption: [], unchecked: [] };

const parse = (markdown: string) =>
  parsePost({ path: 'p.md', text: markdown }, { topic: 't', slug: 'p', format: 'md' });

function equation(tex: string, more: Partial<EquationRecord> = {}): EquationRecord {
  return {
    hash: hashEquation(tex, {}),
    methods: ['tex'],
    kinds: ['identity'],
    cells: ['one'],
    cases: { random: 1, equality: 0, counterexample: 0 },
    tolerance: 1e-9,
    symbols: ['a'],
    mutants: { killed: 9, refused: 3, survived: 1, allowed: 0 },
    ...more,
  };
}

const record: VerificationRecord = {
  schema: 1,
  post: 'p',
  tool: 'x',
  seeds: 3,
  cells: cellsOf(parse(text), checkFile).cells.map(({ id, hash }) => ({ id, hash, output: `${id}\n` })),
  equations: {
    1: equation('a = b'),
    2: equation('c = d', { cells: ['two'] }),
  },
};

const input = (more: Partial<VerificationInput> = {}): VerificationInput => ({
  derivation: parse(text),
  declared: none,
  record,
  checkFile,
  macros: {},
  ...more,
});

const kinds = (more: Partial<VerificationInput> = {}): StatusKind[] =>
  equationStatuses(input(more)).map(({ kind }) => kind);

describe('the status of an equation', () => {
  it('is computed from record and declarations', () => {
    expect(kinds()).toEqual(['verified', 'verified', 'none', 'none']);
    expect(kinds({ declared: { definition: [3], assumption: [4], unchecked: [] } })).toEqual([
      'verified',
      'verified',
      'definition',
      'assumption',
    ]);
    expect(kinds({ declared: { ...none, unchecked: [4] } })[3]).toBe('unchecked');
  });

  it('is none everywhere without a record', () => {
    expect(kinds({ record: undefined })).toEqual(['none', 'none', 'none', 'none']);
  });

  test.each<[Partial<EquationRecord>, StatusKind]>([
    [{ methods: ['code'] }, 'verified-by-code'],
    [{ methods: ['code', 'tex'] }, 'verified'],
    [{ methods: ['code'], kinds: ['montecarlo'] }, 'montecarlo'],
    [{ methods: ['code'], kinds: ['identity', 'montecarlo'] }, 'verified-by-code'],
    [{ failed: true }, 'failed'],
  ])('%j is %s', (more, expected) => {
    expect(kinds({ record: { ...record, equations: { 1: equation('a = b', more) } } })[0]).toBe(expected);
  });

  it('is stale when its LaTeX changed, alone', () => {
    expect(kinds({ derivation: parse(text.replace('a = b', 'a = 2b')) })).toEqual([
      'stale',
      'verified',
      'none',
      'none',
    ]);
  });

  it('is not stale when only white space or prose changed', () => {
    expect(kinds({ derivation: parse(text.replace('a = b', 'a  = b').replace('标题', '另一个标题')) })[0]).toBe(
      'verified',
    );
  });

  it('is stale when a macro that it uses changed', () => {
    expect(kinds({ macros: { '\\a': 'x' } })[0]).toBe('verified');
    const macros = { '\\a': 'x' };
    const derivation = parse(text.replace('a = b', '\\a = b'));
    const equations = { 1: equation('', { hash: hashEquation('\\a = b', macros) }) };
    expect(kinds({ derivation, macros, record: { ...record, equations } })[0]).toBe('verified');
    expect(kinds({ derivation, macros: { '\\a': 'y' }, record: { ...record, equations } })[0]).toBe('stale');
  });

  it('is stale from the changed cell on', () => {
    expect(kinds({ checkFile: checkFile.replace('(2, {})', '(2, {"c": 1})') })).toEqual([
      'verified',
      'stale',
      'none',
      'none',
    ]);
    expect(kinds({ checkFile: checkFile.replace('(1, {})', '(1, {"a": 1})') })).toEqual([
      'stale',
      'stale',
      'none',
      'none',
    ]);
    expect(kinds({ derivation: parse(text.replace('print(1)', 'print(2)')) }).slice(0, 2)).toEqual(['stale', 'stale']);
    expect(kinds({ checkFile: undefined }).slice(0, 2)).toEqual(['stale', 'stale']);
  });

  it('shows evidence where it is fresh, for an evaluated definition too', () => {
    const [first, , third] = equationStatuses(input({ declared: { ...none, definition: [1] } }));
    expect(first?.kind).toBe('definition');
    expect(first?.evidence).toMatchObject({
      seeds: 3,
      killScore: 0.9,
      shown: [{ id: 'one', code: 'check.tex(1, {})\n', output: 'one\n' }],
    });
    expect(third?.evidence).toBeUndefined();
    expect(equationStatuses(input({ checkFile: undefined }))[0]?.evidence).toBeUndefined();
  });
});

describe('grounds', () => {
  it('are the equations named between the display before and this one', () => {
    const derivation = parse(text);
    const named = derivation.equations.map((each) => groundsOf(derivation, each).map((reference) => reference.text));
    expect(named).toEqual([[], ['式(1)'], ['式(1)', '式(4)'], []]);
  });

  it('are verified when each of them is, and never when there are none', () => {
    const verified = (more: Partial<VerificationInput>): boolean[] =>
      equationStatuses(input(more)).map(({ groundsVerified }) => groundsVerified);
    expect(verified({})).toEqual([false, true, false, false]);
    expect(verified({ declared: { ...none, assumption: [4] } })).toEqual([false, true, true, false]);
    expect(verified({ declared: { ...none, unchecked: [4] } })).toEqual([false, true, false, false]);
    expect(verified({ derivation: parse(text.replace('a = b', 'a = 2b')) })[1]).toBe(false);
  });

  it('in another post count only when it says so', () => {
    const derivation = parse(text.replace('由式(1)得', '由 [](../t/q.md#eq-3) 得'));
    expect(equationStatuses(input({ derivation }))[1]?.groundsVerified).toBe(false);
    expect(equationStatuses(input({ derivation, isVerifiedElsewhere: () => true }))[1]?.groundsVerified).toBe(true);
  });
});

it('gives the output of run blocks while it is fresh', () => {
  expect(runOutputs(input())).toEqual(['run-1\n']);
  expect(runOutputs(input({ derivation: parse(text.replace('print(1)', 'print(2)')) }))).toEqual([undefined]);
  expect(runOutputs(input({ record: undefined }))).toEqual([undefined]);
});

describe('findings', () => {
  const found = (more: Partial<VerificationCheck> = {}, complete = true): string[] =>
    verificationFindings({ ...input(more), complete, checkPath: 'p.check.py' }).map(
      ({ ruleId, file, position, message }) => `${file}:${String(position.start.line)} ${ruleId} ${message}`,
    );

  it('names what is neither checked nor declared in a complete post', () => {
    expect(found()).toEqual([
      'p.md:20 equation-is-checked-or-declared 式(3) 既没有执行过，也没有声明为定义、假设或推导未验证。',
      'p.md:24 equation-is-checked-or-declared 式(4) 既没有执行过，也没有声明为定义、假设或推导未验证。',
    ]);
    expect(found({}, false)).toEqual([]);
    expect(found({ declared: { definition: [3], assumption: [], unchecked: [4] } })).toEqual([]);
  });

  it('names a changed formula where it stands, and changed code once, at its first cell', () => {
    expect(found({ derivation: parse(text.replace('a = b', 'a = 2b')) }, false)).toEqual([
      'p.md:4 verification-is-fresh 式(1) 的执行记录过期：记录之后公式改过。',
    ]);
    expect(found({ checkFile: checkFile.replace('(2, {})', '(2, {"c": 1})') }, false)).toEqual([
      'p.check.py:4 verification-is-fresh 单元 two 在上次执行之后改过，它和后面的结果都过期了：式(2)。',
    ]);
    expect(found({ derivation: parse(text.replace('print(1)', 'print(2)')) }, false)).toEqual([
      'p.md:13 verification-is-fresh 这段 python run 代码在上次执行之后改过，它和后面的结果都过期了：式(1)、(2)。',
    ]);
  });

  it('names cells and equations that the record has and the post has not', () => {
    expect(found({ checkFile: '# %% id=one\ncheck.tex(1, {})\n' }, false)).toEqual([
      'p.check.py:1 verification-is-fresh 记录里的单元 two 已经没有了。',
    ]);
    const more = { ...record, equations: { ...record.equations, 9: equation('z = z') } };
    expect(found({ record: more }, false)).toEqual(['p.md:1 verification-is-fresh 记录里的式(9) 已经没有了。']);
  });

  it('asks for a first run only of a complete post', () => {
    const declared = { definition: [1, 2, 3, 4], assumption: [], unchecked: [] };
    expect(found({ record: undefined, declared })).toEqual([
      'p.md:13 verification-is-fresh 这篇文章的代码还没有执行过。',
    ]);
    expect(found({ record: undefined, declared }, false)).toEqual([]);
  });

  it('names what failed, what is too weak, and what contradicts its declaration', () => {
    const withFirst = (more: Partial<EquationRecord>) => ({
      record: { ...record, equations: { ...record.equations, 1: equation('a = b', more) } },
    });
    expect(found(withFirst({ failed: true }), false)).toEqual(['p.md:4 verification-holds 式(1) 执行时不成立。']);
    expect(found(withFirst({ mutants: { killed: 8, refused: 0, survived: 2, allowed: 0 } }), false)).toEqual([
      'p.md:4 check-can-fail 式(1) 的检查只能发现 80% 的改动，至少要 90%。',
    ]);
    const equivalent = withFirst({ mutants: { killed: 8, refused: 0, survived: 2, allowed: 2 } });
    expect(found({ ...equivalent, allowed: new Map([[1, 2]]) }, false)).toEqual([]);
    expect(found({ ...equivalent, allowed: new Map([[1, 1]]) }, false)).toEqual([
      'p.md:4 verification-is-fresh 式(1) 的执行记录过期：记录里的等价改动比 records/allow.yaml 里登记的多。',
    ]);
    expect(found({ declared: { ...none, unchecked: [1] } }, false)).toEqual([
      'p.md:4 verification-holds 式(1) 声明为推导未验证，检查文件里却检查了它。',
    ]);
  });

  it('names a mark of a check file that is none', () => {
    expect(found({ checkFile: `# %% one\n${checkFile}` }, false)[0]).toContain(
      'p.check.py:1 check-file-is-well-formed',
    );
  });
});
