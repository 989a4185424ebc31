import { describe, expect, it } from 'vitest';
import { createFold } from './fold.ts';
import { createNamings } from './synonyms.ts';
import { samplePlaces } from './testing.ts';

const namings = createNamings(samplePlaces.concepts, createFold(samplePlaces.fold));

describe('createNamings', () => {
  it('says a query with the other names of what it names', () => {
    const [found] = namings('svd 几何');
    expect(found?.concept).toBe(0);
    expect(found?.whole).toBe(false);
    expect(found?.variants.map((variant) => variant.replace(/\s+/g, ' '))).toEqual([
      '奇异值分解 几何',
      'singular value decomposition 几何',
    ]);
  });

  it('tells a query that is nothing but a name', () => {
    expect(namings('广义逆')).toMatchObject([{ concept: 1, whole: true }]);
  });

  it('takes Latin names only as whole words, Chinese ones anywhere', () => {
    expect(namings('entrance')).toEqual([]);
    expect(namings('ce损失')).toMatchObject([{ concept: 2 }]);
    expect(namings('矩阵伪逆的导数')).toMatchObject([{ concept: 1 }]);
  });
});
