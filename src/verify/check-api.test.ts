import { expect } from 'vitest';
import { execute, postOf, withPython, type Execution } from './testing.ts';

async function run(code: string, displays: readonly string[] = ['a=b', 'c\\le d', 'y=x^2']): Promise<Execution> {
  return execute(postOf(displays), `# %% id=all\n${code}\n`);
}

const messages = ({ problems }: Execution): string[] => problems.map(({ message }) => message);

withPython('a failed check says which relation, both values, which data, and where', async () => {
  const { problems } = await execute(
    postOf(['a=b=c']),
    '# %% id=one\nx = 1.0\n\n# %% id=two\ncheck.tex(1, {"a": x, "b": 1.0, "c": 1.5})\n',
    { seeds: 2 },
  );
  expect(problems).toEqual([
    {
      file: 'posts/t/sample.check.py',
      line: 5,
      message: '式(1) 第 2 个关系 = 不成立：左边 = 1，右边 = 1.5，相对误差 0.333（第 0 组数据）',
    },
  ]);
});

withPython('all failures of a cell are told, not only the first', async () => {
  expect(messages(await run('check.tex(1, {"a": 1, "b": 2})\ncheck.tex(2, {"c": 3, "d": 2})'))).toHaveLength(2);
});

withPython('an error in the code names file and line, and ends the run', async () => {
  const { problems, record } = await execute(
    postOf(['a=b']),
    '# %% id=one\n1 / 0\n\n# %% id=two\ncheck.tex(1, {"a": 1, "b": 1})\n',
  );
  expect(problems[0]).toMatchObject({ line: 2 });
  expect(problems[0]?.message).toContain('ZeroDivisionError: division by zero（posts/t/sample.check.py:2）');
  expect(record.cells.map(({ id }) => id)).toEqual(['one']);
  expect(record.equations).toEqual({});
});

withPython('tight asks for equality, and fails where there is none', async () => {
  expect(messages(await run('check.tex(2, {"c": 2, "d": 2}, tight=0)'))).toEqual([]);
  expect(messages(await run('check.tex(2, {"c": 1, "d": 2}, tight=0)'))[0]).toContain('应当取等');
  expect(messages(await run('check.tex(1, {"a": 2, "b": 2}, tight=0)'))[0]).toContain('没有取等可言');
});

withPython('holds=False asks for a formula that is false, not for one that cannot be computed', async () => {
  expect(messages(await run('check.tex(1, {"a": 1, "b": 2}, holds=False)'))).toEqual([]);
  expect(messages(await run('check.tex(1, {"a": 1, "b": 1}, holds=False)'))[0]).toContain('应当不成立，却成立了');
  expect(messages(await run('check.tex(1, {"a": 1}, holds=False)'))[0]).toContain('没有声明符号 b');
  expect(messages(await run('check.tex(1, {"a": np.ones(2), "b": np.ones(3)}, holds=False)'))[0]).toContain('形状不同');
});

withPython('a tolerance that lets small errors pass is no check', async () => {
  expect(messages(await run('check.tex(1, {"a": 1, "b": 1.0001}, rtol=0.01)'))[0]).toContain('没有分辨力');
  expect(messages(await run('check.eq(1, 2.0, 2.001, rtol=10)'))[0]).toContain('没有分辨力');
});

withPython('checks by hand: eq, le, grad, mc, limit, order', async () => {
  const good = `
check.eq(1, np.ones(3), np.ones(3) + 1e-12)
check.le(2, [1.0, 2.0], [1.0, 3.0], tight=(2.0, 2.0 + 1e-12))
check.grad(3, lambda x: float(x @ x), np.array([1.0, 2.0]), np.array([2.0, 4.0]))
check.mc(1, rng.normal(1.0, 1.0, size=(40000,)), 1.0)
check.limit(1, [1.1, 1.01, 1.0001, 1.000001], 1.0)
check.order(1, [1e-2, 1e-4, 1e-6], [1e-1, 1e-2, 1e-3], 2)
`;
  const { problems, record } = await run(good);
  expect(problems).toEqual([]);
  expect(record.equations[1]).toMatchObject({ methods: ['code'], kinds: ['identity', 'limit', 'montecarlo', 'order'] });
  expect(record.equations[2]?.cases).toEqual({ random: 1, equality: 1, counterexample: 0 });
  const bad = `
check.eq(1, 1.0, 1.1)
check.le(2, [1.0, 4.0], [1.0, 3.0])
check.le(2, 1.0, 3.0, tight=(2.0, 2.1))
check.grad(3, lambda x: float(x @ x), np.array([1.0, 2.0]), np.array([2.0, 5.0]))
check.mc(1, rng.normal(1.0, 1.0, size=(40000,)), 1.1)
check.limit(1, [1.1, 1.2, 1.01], 1.0)
check.order(1, [1e-2, 1e-3, 1e-4], [1e-1, 1e-2, 1e-3], 2)
`;
  expect(messages(await run(bad))).toHaveLength(7);
});

withPython('what cannot be a check is refused', async () => {
  expect(messages(await run('x = np.ones(3)\ncheck.eq(1, x, x)'))[0]).toContain('同一个对象');
  expect(messages(await run('check.eq(9, 1, 1)'))[0]).toContain('没有式(9)');
  expect(messages(await run('f = lambda *_: 1'))[0]).toContain('lambda *args');
  expect(messages(await run('check.tex(1, {"a": "1", "b": 1})'))[0]).toContain('不是数');
});

withPython('a label names an equation as well as its number', async () => {
  const { record } = await execute(
    '$$\na=b \\label{eq:same} \\tag{1}\n$$\n',
    '# %% id=all\ncheck.tex("eq:same", {"a": 1, "b": 1})\n',
  );
  expect(Object.keys(record.equations)).toEqual(['1']);
});

withPython('macros of the site mean the same in a formula and in a name', async () => {
  const { problems } = await execute(
    postOf(['\\KL(q\\|p)=\\vx^\\top\\vx']),
    '# %% id=all\ncheck.tex(1, {r"\\KL(q\\|p)": 5.0, r"\\mathbf{x}": np.array([1.0, 2.0])})\n',
    { macros: { '\\KL': 'D_{\\mathrm{KL}}', '\\vx': '\\mathbf{x}' } },
  );
  expect(problems).toEqual([]);
});

withPython('cells use the blocks of the post and the cells before; each has its own random numbers', async () => {
  const post = `${postOf(['a=b'])}\n\`\`\`python run title="数据"\nbase = 2.0\nprint(f"{base:.1f}")\n\`\`\`\n`;
  const check =
    '# %% id=data\nx = base * rng.normal()\n\n# %% id=use\ny = rng.normal()\ncheck.tex(1, {"a": 2 * x, "b": x + x})\nprint(y == x)\n';
  const { record, problems, result } = await execute(post, check, { seeds: 3 });
  expect(problems).toEqual([]);
  expect(record.cells.map(({ id, output }) => [id, output])).toEqual([
    ['run-1', '2.0\n'],
    ['data', ''],
    ['use', 'False\n'],
  ]);
  expect(result.runs.map(({ seed }) => seed)).toEqual([0, 1, 2]);
});

withPython(
  'the same input gives the same bytes, and an edit of one cell leaves the numbers of the next alone',
  async () => {
    const check = (first: string): string =>
      `# %% id=first\n${first}\n\n# %% id=second\nprint(f"{rng.normal():.12f}")\ncheck.tex(1, {"a": 1, "b": 1})\n`;
    const [one, two, three] = [
      await execute(postOf(['a=b']), check('rng.normal()')),
      await execute(postOf(['a=b']), check('rng.normal()')),
      await execute(postOf(['a=b']), check('rng.normal(size=7)')),
    ];
    expect(JSON.stringify(one.record)).toBe(JSON.stringify(two.record));
    expect(three.record.cells[1]?.output).toBe(one.record.cells[1]?.output);
    expect(three.record.cells[1]?.hash).not.toBe(one.record.cells[1]?.hash);
  },
);

withPython('output that depends on the machine or the version is refused', async () => {
  expect(messages(await run('print(object())'))[0]).toContain('换一台机器就会不同');
  expect(messages(await run('print("np.float64(1.0)")'))[0]).toContain('换一台机器就会不同');
  expect((await run('print([np.float64(1.5)])')).record.cells[0]?.output).toBe('[1.5]\n');
});

withPython(
  'the rows of a bare align are executed one by one; one that goes on with the row before is refused',
  async () => {
    const { problems, record } = await execute(
      '\\begin{align}\na &= b \\tag{1} \\\\\nc &= d + 1 \\tag{2} \\\\\n&= e \\tag{3}\n\\end{align}\n',
      '# %% id=all\ncheck.tex(1, {"a": 1, "b": 1})\ncheck.tex(2, {"c": 3, "d": 1})\ncheck.tex(3, {"e": 2})\n',
    );
    expect(Object.keys(record.equations)).toEqual(['1', '2', '3']);
    expect(problems.map(({ message }) => message.slice(0, 10))).toEqual(['式(2) 第 1 个', '式(3) 不能执行：']);
  },
);
