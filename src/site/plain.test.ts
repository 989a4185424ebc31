import { expect, it } from 'vitest';
import { plain } from './plain.ts';

it('takes the dollars and braces of a formula out', () => {
  expect(plain('任意矩阵 $A$ 有伪逆 $A^{+}$')).toBe('任意矩阵 A 有伪逆 A^+');
  expect(plain('$\\mathrm{KL}$ 散度')).toBe('KL 散度');
});

it('leaves other text alone', () => {
  expect(plain('价格 5$，{集合}')).toBe('价格 5$，{集合}');
});
