import { describe, expect, test } from 'vitest';
import { siteConfig } from '../site.config.ts';
import { startOfFile } from '../equations/check-input.ts';
import { ruleIds } from '../equations/rules/index.ts';
import { parseWithPlaces } from './parse-with-places.ts';
import { postSchema, toPostMeta } from './post.ts';
import { readYaml } from './read-yaml.ts';
import { siteConfigSchema } from './site-config.ts';

const good = `title: 低秩近似
description: 一句话。
topic: matrices
created: 2026-11-24
updated: 2026-11-24
status: draft
`;

/** `line:column message` of each problem. */
function problemsOf(yaml: string): string[] {
  const { data, places, problems } = readYaml(yaml);
  const parsed = parseWithPlaces(postSchema, data, places, startOfFile);
  return [...problems, ...(problems.length > 0 || parsed.ok ? [] : parsed.problems)].map(
    ({ position: { start }, message }) => `${start.line}:${start.column} ${message}`,
  );
}

test('a front matter with the required fields only is valid', () => {
  expect(problemsOf(good)).toEqual([]);
});

describe('each fault is told once, at its line, with the field and what was found', () => {
  test.each([
    ['missing field', good.replace(/title.*\n/, ''), '1:1 缺少字段「title」。'],
    ['empty field', good.replace('低秩近似', ''), '1:1 字段「title」应是一段文字，这里是空值。'],
    ['misspelt field', good.replace('topic', 'topc'), '3:7 不认识的字段「topc」。'],
    ['unknown field', `${good}slug: x\n`, '7:7 不认识的字段「slug」。'],
    [
      'day that does not exist',
      good.replace('created: 2026-11-24', 'created: 2026-02-31'),
      '4:10 字段「created」应是日历上真有的一天，写成 YYYY-MM-DD，例如 2026-11-24，这里是「2026-02-31」。',
    ],
    [
      'day in another form',
      good.replace('created: 2026-11-24', 'created: 2026/11/24'),
      '4:10 字段「created」应是日历上真有的一天，写成 YYYY-MM-DD，例如 2026-11-24，这里是「2026/11/24」。',
    ],
    [
      'day with time',
      good.replace('created: 2026-11-24', 'created: 2026-11-24T00:00:00Z'),
      '4:10 字段「created」应是日历上真有的一天，写成 YYYY-MM-DD，例如 2026-11-24，这里是「2026-11-24T00:00:00Z」。',
    ],
    [
      '29 February of a common year',
      good.replace('created: 2026-11-24', 'created: 2026-02-29'),
      '4:10 字段「created」应是日历上真有的一天，写成 YYYY-MM-DD，例如 2026-11-24，这里是「2026-02-29」。',
    ],
    [
      'updated before created',
      good.replace('updated: 2026-11-24', 'updated: 2026-11-23'),
      '5:10 字段「updated」不能早于 created（2026-11-24），这里是「2026-11-23」。',
    ],
    ['unknown status', good.replace('draft', 'done'), '6:9 字段「status」应是 draft 或 complete，这里是「done」。'],
    [
      'difficulty out of range',
      `${good}difficulty: 6\n`,
      '7:13 字段「difficulty」应是 1（入门）到 5（研究）的整数，这里是 6。',
    ],
    ['concept as text', `${good}concepts: svd\n`, '7:11 字段「concepts」应是列表，这里是「svd」。'],
    [
      'concept with capitals',
      `${good}concepts: [svd, QR]\n`,
      '7:17 字段「concepts 第 2 项」应由小写字母、数字和单个连字符组成，例如 low-rank-svd，这里是「QR」。',
    ],
    [
      'concept twice',
      `${good}concepts: [svd, svd]\n`,
      '7:17 字段「concepts 第 2 项」在这个列表里重复了，这里是「svd」。',
    ],
    [
      'prerequisite without reason',
      `${good}prerequisites:\n  - post: a\n`,
      '8:5 缺少字段「prerequisites 第 1 项的 reason」。',
    ],
    [
      'source without protocol',
      `${good}source: { title: t, url: a.b/c }\n`,
      '7:26 字段「source.url」应是以 https:// 或 http:// 开头的完整网址，这里是「a.b/c」。',
    ],
    [
      'script as source',
      `${good}source: { title: t, url: "javascript:alert(1)" }\n`,
      '7:26 字段「source.url」应是以 https:// 或 http:// 开头的完整网址，这里是「javascript:alert(1)」。',
    ],
    [
      'equation declared as two kinds',
      `${good}equations: { definition: [1], assumption: [1] }\n`,
      '7:44 字段「equations.assumption 第 1 项」已经列在 equations.definition 里，一条公式只能归一类，这里是 1。',
    ],
    [
      'equation that is no number',
      `${good}equations: { definition: [x] }\n`,
      '7:27 字段「equations.definition 第 1 项」应是正整数，即公式的编号，这里是「x」。',
    ],
    ['list instead of fields', '- a\n', '1:1 这里应是一组「字段: 值」，这里是有 1 项的列表。'],
    ['prototype', `__proto__: 1\n${good}`, '1:12 不认识的字段「__proto__」。'],
    ['tab', `${good}concepts:\n\t- svd\n`, '8:1 缩进用了制表符，YAML 只认空格。'],
    ['two colons', good.replace('低秩近似', '低秩: 近似'), '1:8 一行里有两个「: 」；含冒号加空格的文字要加引号。'],
    ['field twice', `${good}title: 又\n`, '7:1 同一个字段写了两次。'],
    ['unknown alias', `${good}concepts: *all\n`, '7:11 别名（*名字）没有定义；以 * 开头的文字要加引号。'],
    ['bracket left open', `${good}concepts: [svd\n`, '8:1 缩进不对。'],
  ])('%s', (_, yaml, problem) => {
    expect(problemsOf(yaml)).toEqual([problem]);
  });
});

test('aliases that multiply without bound are refused', () => {
  const levels = Array.from(
    { length: 9 },
    (_, level) => `l${level + 1}: &l${level + 1} [${Array(9).fill(`*l${level}`).join(', ')}]`,
  );
  expect(problemsOf(`l0: &l0 [x]\n${levels.join('\n')}\n`)).toEqual(['1:1 别名展开得太多。']);
});

test('the front matter as pages use it', () => {
  expect(toPostMeta({ ...(readYaml(good).data as object), topics: ['attention'] })).toEqual({
    title: '低秩近似',
    description: '一句话。',
    topic: 'matrices',
    topics: ['matrices', 'attention'],
    status: 'draft',
    difficulty: 3,
    created: '2026-11-24',
    updated: '2026-11-24',
    concepts: [],
    prerequisites: [],
    equations: { definition: [], assumption: [], unchecked: [] },
    decimals: [],
  });
  expect(toPostMeta({ title: 1 })).toBeUndefined();
});

test('days that another YAML reader made dates of are read as days', () => {
  const data = { ...(readYaml(good).data as object), created: new Date('2026-01-02') };
  expect(toPostMeta(data)?.created).toBe('2026-01-02');
});

describe('site config', () => {
  const schema = siteConfigSchema(ruleIds);
  test('ours is valid', () => {
    expect(schema.safeParse(siteConfig).error).toBeUndefined();
  });
  test.each([
    ['severity of a rule that does not exist', { severities: { 'number-is-uniqe': 'off' } }],
    [
      'exception without reason',
      { exceptions: [{ ruleId: 'number-is-unique', file: 'posts/a/b.md', message: '(3)', reason: '' }] },
    ],
    ['base without final slash', { base: '/tuidao' }],
    ['origin with a path', { origin: 'https://a.b/c' }],
  ])('%s is refused', (_, change) => {
    expect(schema.safeParse({ ...siteConfig, ...change }).success).toBe(false);
  });
});
