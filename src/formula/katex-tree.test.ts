import { version } from 'katex';
import { expect, it } from 'vitest';
import { parseKatex, type KatexNode } from './katex-tree.ts';

/** The fields that the normaliser looks at, without places and options. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shape);
  if (typeof value !== 'object' || value === null) return value;
  const ignored = new Set([
    'loc',
    'mode',
    'rowGaps',
    'hLinesBeforeRow',
    'cols',
    'barSize',
    'style',
    'size',
    'resetFont',
  ]);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, field]) => !ignored.has(key) && field !== undefined && field !== null && field !== false)
      .map(([key, field]) => [key, shape(field)]),
  );
}

const read = (tex: string): unknown => shape(parseKatex(tex, {}, true));
const types = (tex: string): string[] => parseKatex(tex, {}, true).map((node: KatexNode) => node.type);

it('is read with the KaTeX whose tree was looked at', () => {
  expect(version).toBe('0.19.1');
});

it('keeps base, subscript and superscript in supsub', () => {
  expect(read('x_{i}^2')).toEqual([
    {
      type: 'supsub',
      base: { type: 'mathord', text: 'x' },
      sub: { type: 'ordgroup', body: [{ type: 'mathord', text: 'i' }] },
      sup: { type: 'textord', text: '2' },
    },
  ]);
});

it('hangs the scripts of a bracket on the closing delimiter', () => {
  expect(read('(x)^2')).toEqual([
    { type: 'atom', family: 'open', text: '(' },
    { type: 'mathord', text: 'x' },
    { type: 'supsub', base: { type: 'atom', family: 'close', text: ')' }, sup: { type: 'textord', text: '2' } },
  ]);
});

it('gives a plain bar no side, and \\mid the family of relations', () => {
  expect(read('|\\mid\\|')).toEqual([
    { type: 'textord', text: '|' },
    { type: 'atom', family: 'rel', text: '\\mid' },
    { type: 'textord', text: '\\|' },
  ]);
});

it('names operators by their command, and spells out \\operatorname', () => {
  expect(read('\\sum\\log\\operatorname{tr}')).toEqual([
    { type: 'op', limits: true, symbol: true, name: '\\sum' },
    { type: 'op', name: '\\log' },
    { type: 'operatorname', body: ['t', 'r'].map((text) => ({ type: 'mathord', text })) },
  ]);
});

it('keeps what \\ne, \\notin and \\coloneqq mean in their MathML', () => {
  const meaning = (tex: string): unknown => JSON.stringify(shape((parseKatex(tex, {}, true)[0] as KatexNode).mathml));
  expect(meaning('\\ne')).toContain('≠');
  expect(meaning('\\notin')).toContain('∉');
  expect(meaning('\\coloneqq')).toContain('≔');
});

it('gives arrays rows of styled cells, and their environments the marks that tell them apart', () => {
  const [lines] = parseKatex('\\begin{aligned}a&=b\\end{aligned}', {}, true);
  const [matrix] = parseKatex('\\begin{bmatrix}a&b\\end{bmatrix}', {}, true);
  const [stack] = parseKatex('\\substack{a\\\\b}', {}, true);
  expect(lines).toMatchObject({ type: 'array', addJot: true });
  expect(matrix).toMatchObject({ type: 'leftright', left: '[', right: ']', body: [{ type: 'array' }] });
  expect((matrix?.body as KatexNode[])[0]?.addJot).toBeUndefined();
  expect(stack).toMatchObject({ type: 'array', arraystretch: 0.5 });
});

it('has a node type of its own for each construct that the normaliser tells apart', () => {
  expect(types('\\frac{a}{b}\\sqrt{a}\\bar{a}\\overline{a}\\mathbf{a}\\text{a}\\left(a\\right)\\bigl(\\quad')).toEqual([
    'genfrac',
    'sqrt',
    'accent',
    'overline',
    'font',
    'text',
    'leftright',
    'delimsizing',
    'kern',
  ]);
  expect(types('\\underbrace{a}_{b}\\overset{a}{=}\\color{red}a')).toEqual(['supsub', 'mclass', 'color']);
});

it('does not let a macro of one formula leak into the next', () => {
  const macros = { '\\RR': '\\mathbb{R}' };
  parseKatex('\\gdef\\RR{x}\\RR', macros, true);
  expect(macros).toEqual({ '\\RR': '\\mathbb{R}' });
});
