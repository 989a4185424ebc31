import { expect, test } from 'vitest';
import { runNode } from '../project.ts';

const ci = (...args: string[]) => runNode('scripts/ci.ts', args, 'capture');

test.each([
  [['nonsense'], /There is no step nonsense\. Steps: lint,/],
  [['coverage', '--since', 'no-such-branch'], /--since 要在 Git 仓库里写一个已有的分支或提交/],
])('wrong usage is told in one line before anything runs: %j', async (args, message) => {
  const { code, output } = await ci(...args);
  expect(code).toBe(2);
  expect(output).toMatch(message);
  expect(output).not.toMatch(/^\s+at /m);
});

test('the figures of the content are compared with a commit', async () => {
  const { code, output } = await ci('coverage', '--since', 'HEAD');
  expect(code, output).toBe(0);
  expect(output).toMatch(/✓ coverage/);
});
