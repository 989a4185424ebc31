import { describe, expect, it } from 'vitest';
import { searchWith, toHit, type Pagefind, type PagefindPage } from './pagefind.ts';

const page = (facts: Partial<PagefindPage>): PagefindPage => ({
  url: '/base/posts/svd/',
  excerpt: '',
  meta: {},
  sub_results: [],
  ...facts,
});

describe('toHit', () => {
  it('reads the slug, the places and their weight', () => {
    const hit = toHit(
      page({
        sub_results: [
          { url: '/base/posts/svd/', title: 'svd', excerpt: '' },
          {
            url: '/base/posts/svd/#%E8%BF%B9%E4%B8%8D%E7%AD%89%E5%BC%8F',
            title: '5 迹不等式',
            excerpt: '5　<mark>迹</mark>不等式. 设 <mark>迹</mark>为',
            weighted_locations: [{ balanced_score: 3 }, { balanced_score: 4 }],
          },
        ],
      }),
      2,
    );
    expect(hit).toEqual({
      slug: 'svd',
      score: 2,
      excerpt: '',
      sections: [{ anchor: '迹不等式', excerpt: '设 <mark>迹</mark>为', score: 7 }],
    });
  });

  it('keeps an excerpt that does not begin with the title, and knows only posts', () => {
    const [section] =
      toHit(page({ sub_results: [{ url: '/posts/svd/#a', title: '定理 1', excerpt: '见定理 1. 是' }] }), 1)?.sections ??
      [];
    expect(section?.excerpt).toBe('见定理 1. 是');
    expect(toHit(page({ url: '/topics/x/' }), 1)).toBeUndefined();
  });
});

it('fetches the text of a few pages only, and hands on what the answer is narrowed to', async () => {
  let fetched = 0;
  const told: unknown[] = [];
  const engine: Pagefind = {
    options: () => Promise.resolve(),
    init: () => Promise.resolve(),
    search(_, options) {
      told.push(options);
      const result = { score: 1, data: () => ((fetched += 1), Promise.resolve(page({}))) };
      return Promise.resolve({ results: Array.from({ length: 40 }, () => result) });
    },
  };
  await searchWith(() => Promise.resolve(engine))('x', { topic: 'matrices', difficulty: 3 }, 3);
  expect(fetched).toBe(3);
  expect(told).toEqual([{ filters: { topic: 'matrices', difficulty: '3' } }]);
});
