import { expect, test } from 'vitest';
import { readTopics, TopicList } from './read-topics.ts';
import { TopicIds } from './topic-ids.ts';

const post = { file: 'a/低秩近似.md', title: '低秩近似之路', archive: '100' };

test.each([
  ['topics.tsv', 'topic\tslug\tfile\nmatrices\tlow-rank\t低秩近似.md\n'],
  ['topics.csv', 'topic,source_url\nmatrices,https://example.org/archives/100\n'],
  ['topics.yaml', '- topic: matrices\n  source:\n    title: 《低秩近似之路》\n'],
  ['topics.yml', 'matrices:\n  - 低秩近似.md\n'],
  ['topics.txt', '主题: matrices\n  - 低秩近似.md\n  - 别的.md\n\n主题: others\n  - 其余.md\n'],
])('%s names the topic of a post', (name, text) => {
  expect(new TopicList(readTopics(name, text)).find(post)?.topic).toBe('matrices');
});

test('a list that names no topic is refused in words', () => {
  expect(() => readTopics('topics.tsv', 'a\tb\n1\t2\n')).toThrow(/没有读到任何主题/);
});

test('a topic that is named in words finds its id, or gets one', () => {
  const ids = new TopicIds([
    { id: 'optimizers', name: '优化器', english: 'Optimizers' },
    { id: 'rnn-ssm', name: '循环网络与状态空间', english: 'Recurrent networks' },
    { id: 'attention', name: '注意力与 Transformer', english: 'Attention and the Transformer' },
  ]);
  const written = [
    '优化器',
    'Optimizers',
    '优化理论',
    'RNN/SSM',
    'Transformer/Attention',
    'matrices',
    '组合数学',
    'Tokenizer 分词',
    '数论',
    '组合数学',
  ];
  expect(written.map((name) => ids.idOf(name))).toEqual([
    'optimizers',
    'optimizers',
    'optimizers',
    'rnn-ssm',
    'attention',
    'matrices',
    'topic',
    'tokenizer',
    'topic-2',
    'topic',
  ]);
  expect([...ids.made]).toEqual([
    ['topic', '组合数学'],
    ['tokenizer', 'Tokenizer 分词'],
    ['topic-2', '数论'],
  ]);
});
