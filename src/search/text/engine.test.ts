import { describe, expect, it } from 'vitest';
import { createTextEngine } from './engine.ts';
import type { PageHit, SearchPages } from './full-text.ts';
import { samplePlaces } from './testing.ts';
import type { TextHit } from './types.ts';

const nothing: SearchPages = () => Promise.resolve([]);
const engine = createTextEngine(samplePlaces, nothing);

const names = (hits: readonly TextHit[], kind: TextHit['kind']): string[] =>
  hits
    .filter((hit) => hit.kind === kind)
    .map(({ post, anchor }) => `${samplePlaces.posts[post]?.slug ?? ''}${anchor === '' ? '' : `#${anchor}`}`);

/** As Pagefind answers a query that the page has. */
const page = (slug: string, anchors: readonly string[] = [], marked = slug): PageHit => ({
  slug,
  score: 1,
  excerpt: `<mark>${marked}</mark>`,
  sections: anchors.map((anchor, place) => ({ anchor, excerpt: anchor, score: 10 - place })),
});

describe('titles', () => {
  it.each([
    ['伪逆', 'post', 'pinv'],
    ['偽逆 導數', 'post', 'pinv'],
    ['SVD', 'post', 'svd'],
    ['广义逆', 'post', 'pinv'],
    ['sqaureplus', 'post', 'squareplus'],
    ['奇异直分解', 'post', 'svd'],
    ['伪逆 唯一性', 'result', 'pinv#thm-unique'],
    ['伪逆 数值稳定性', 'section', 'pinv#数值稳定性'],
    ['weyl', 'result', 'pinv#cor-weyl'],
    ['广义逆', 'term', 'pinv#def-pinv'],
  ] as const)('%s → %s %s', (query, kind, first) => {
    expect(names(engine.titles(query), kind)[0]).toBe(first);
  });

  it('finds nothing for what is not there', () => {
    expect(engine.titles('zzzzqqq')).toEqual([]);
    expect(engine.titles('')).toEqual([]);
  });

  it('leaves out what a reader narrowed away, terms aside', () => {
    expect(names(engine.titles('数值稳定性', { status: 'complete' }), 'section')).toEqual(['pinv#数值稳定性']);
    expect(names(engine.titles('激活函数', { topic: 'matrices' }), 'post')).toEqual([]);
    expect(names(engine.titles('激活函数', { difficulty: 4 }), 'post')).toEqual(['squareplus']);
  });
});

describe('all', () => {
  it('adds what only the full text knows, with its excerpt', async () => {
    const full = createTextEngine(samplePlaces, () =>
      Promise.resolve([page('dropout', [], '伪逆'), page('pinv', ['唯一性'], '伪')]),
    );
    const hits = await full.all('伪逆');
    expect(names(hits, 'post')).toEqual(['pinv', 'dropout']);
    expect(names(hits, 'section')).toContain('pinv#唯一性');
    expect(hits.find(({ post, kind }) => kind === 'post' && post === 3)?.excerpt).toBe('<mark>伪逆</mark>');
  });

  it('asks again with other names and single words where the full text has too little', async () => {
    const asked: string[] = [];
    const full = createTextEngine(samplePlaces, (query) => {
      asked.push(query);
      return Promise.resolve([]);
    });
    await full.all('SVD 收敛');
    expect(asked[0]).toBe('svd 收敛');
    expect(asked.some((query) => query.includes('奇异值分解'))).toBe(true);
    expect(asked).toContain('收敛');
  });

  it('asks the full text for the word that was meant, and for no more than a few', async () => {
    const asked: string[] = [];
    const full = createTextEngine(samplePlaces, (query) => {
      asked.push(query);
      return Promise.resolve([page('pinv', [], query), page('svd', [], query)]);
    });
    await full.all('sqaureplus');
    await full.all('一个很长很长的问题里面有很多很多不同的词语需要逐个查找');
    expect(asked[0]).toBe('squareplus');
    expect(asked[1]?.split(' ').length).toBeLessThanOrEqual(4);
  });

  it('does not take a page for an answer that only has the first letter of a word', async () => {
    const answers = (marked: string): Promise<readonly TextHit[]> =>
      createTextEngine(samplePlaces, () => Promise.resolve([page('pinv', [], marked), page('svd', [], marked)])).all(
        'zebra',
      );
    expect(await answers('z')).toEqual([]);
    expect(names(await answers('zebras'), 'post')).toEqual(['pinv', 'svd']);
  });

  it('tells the full text what the answer is narrowed to', async () => {
    const told: unknown[] = [];
    const full = createTextEngine(samplePlaces, (_, narrowing) => {
      told.push(narrowing);
      return Promise.resolve([page('svd', [], '分解'), page('pinv', [], '分解')]);
    });
    const hits = await full.all('分解', { topic: 'matrices', status: 'draft' });
    expect(told[0]).toEqual({ topic: 'matrices', status: 'draft' });
    expect(names(hits, 'post')).toEqual(['svd']);
  });
});

describe('suggest', () => {
  it('names concepts near to what was typed, then others that a post defines', () => {
    expect(engine.suggest('交叉商')[0]).toBe('交叉熵');
    expect(engine.suggest('zzzz')).toEqual(['奇异值分解', '伪逆']);
  });
});
