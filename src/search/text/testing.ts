import type { Places, PostPlaces } from './types.ts';

const post = (facts: Partial<PostPlaces> & Pick<PostPlaces, 'slug' | 'title'>): PostPlaces => ({
  description: '',
  topic: 0,
  difficulty: 2,
  draft: false,
  equations: 3,
  concepts: [],
  sections: [],
  results: [],
  ...facts,
});

/** A small site for tests: two topics, four posts, three concepts. */
export const samplePlaces: Places = {
  topics: [
    { id: 'matrices', name: '矩阵' },
    { id: 'attention', name: '注意力' },
  ],
  posts: [
    post({
      slug: 'pinv',
      title: '伪逆：从四个条件到导数',
      description: '任意矩阵有且只有一个伪逆。',
      concepts: [1],
      sections: [
        ['1', '记号与约定', '记号与约定'],
        ['2', '唯一性', '唯一性'],
        ['3', '数值稳定性', '数值稳定性'],
      ],
      results: [
        ['definition', 1, 'Moore–Penrose 伪逆', 'def-pinv', 0],
        ['theorem', 1, '唯一性', 'thm-unique', 1],
        ['corollary', 1, '扰动', 'cor-weyl', 2],
      ],
    }),
    post({
      slug: 'svd',
      title: '奇异值分解：存在性与几何',
      draft: true,
      concepts: [0],
      sections: [['1', '数值稳定性', '数值稳定性']],
    }),
    post({ slug: 'squareplus', title: 'SquarePlus：由双曲线得到的激活函数', topic: 1, difficulty: 4 }),
    post({ slug: 'dropout', title: 'Dropout 与正则化', topic: 1 }),
  ],
  concepts: [
    { name: '奇异值分解', english: 'Singular value decomposition', aliases: ['SVD'], place: 'svd' },
    { name: '伪逆', english: 'Pseudoinverse', aliases: ['广义逆'], place: 'pinv#def-pinv' },
    { name: '交叉熵', english: 'Cross entropy', aliases: ['CE'], place: '' },
  ],
  kinds: { definition: '定义', theorem: '定理', corollary: '推论' },
  fold: { characters: '偽伪導导數数異异穩稳', phrases: [['演算法', '算法']] },
};
