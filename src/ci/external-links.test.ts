import { expect, test } from 'vitest';
import { externalLinks, judgeLink } from './external-links.ts';

test('links are found with their lines, without what belongs to the sentence', () => {
  const text = [
    '见[论文](https://arxiv.org/abs/1412.6980)和（https://a.org/x_(y)）。',
    '```',
    'https://code.example/',
    '```',
    '`https://code.example/` 与 $\\text{https://tex.example}$',
    '<https://b.org/path?q=1#z>. 再见 https://arxiv.org/abs/1412.6980。',
  ].join('\n');
  expect(externalLinks('x.md', text).map(({ url, line }) => `${String(line)} ${url}`)).toEqual([
    '1 https://arxiv.org/abs/1412.6980',
    '1 https://a.org/x_(y)',
    '6 https://b.org/path?q=1#z',
  ]);
});

const answers = (...statuses: (number | Error)[]) => {
  const asked: string[] = [];
  const waits: number[] = [];
  return {
    asked,
    waits,
    ask: {
      fetchStatus: (_: string, method: string) => {
        asked.push(method);
        const next = statuses.shift() ?? 200;
        return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
      },
      wait: (milliseconds: number) => {
        waits.push(milliseconds);
        return Promise.resolve();
      },
    },
  };
};

test.each([
  ['a page', [200], 'alive', 1, 0],
  ['a page that only GET shows', [405, 200], 'alive', 2, 0],
  ['a page that HEAD denies', [404, 200], 'alive', 2, 0],
  ['a lost page', [404, 404], 'dead', 2, 0],
  ['a page that was taken away', [410], 'dead', 1, 0],
  ['a host that refuses robots', [403], 'unknown', 1, 0],
  ['a host that asks for patience, then answers', [429, 200], 'alive', 2, 1],
  ['a host that is down for long', [503, 503, 503], 'unknown', 3, 2],
  ['a host that does not answer', [new Error('timeout'), new Error('timeout'), new Error('timeout')], 'unknown', 3, 2],
] as const)('%s', async (_, statuses, state, requests, waits) => {
  const host = answers(...statuses);
  expect((await judgeLink('https://a.org/', host.ask)).state).toBe(state);
  expect(host.asked).toHaveLength(requests);
  expect(host.waits).toEqual([1000, 3000].slice(0, waits));
});
