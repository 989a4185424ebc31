import katex from 'katex';
import { describe, expect, it } from 'vitest';
import { makeIndexCopy } from './index-copy.ts';
import { shortTex } from './short-tex.ts';

describe('shortTex', () => {
  it.each([
    ['\\sigma_i', 'σi'],
    ['A^\\top', 'A⊤'],
    ['\\mathbb{R}^{m\\times n}', 'Rm×n'],
    ['\\log n', 'logn'],
    ['\\frac{a}{b}', '…'],
    ['a&lt;b', '…'],
    ['\\sum_{i=1}^n x_i', '…'],
  ])('%s → %s', (tex, text) => {
    expect(shortTex(tex)).toBe(text);
  });
});

describe('makeIndexCopy', () => {
  const texOf = ({ formula }: { formula: number }) => ['\\sigma_i', undefined][formula];
  const copy = (html: string): string => makeIndexCopy(html, { filters: [['topic', 'matrices']], texOf });

  it('leaves short text for a formula of a sentence, nothing for a display, no trace of KaTeX', () => {
    const inline = katex.renderToString('\\sigma_i');
    const display = katex.renderToString('x=1', { displayMode: true });
    expect(copy(`<p>设 ${inline} 为奇异值。</p>${display}<p>完</p>`)).toBe(
      '<p>设  σi  为奇异值。</p><span class="katex-display"> </span><p>完</p>',
    );
  });

  it('does the same with slots for formulas', () => {
    expect(copy('<p>设 <f n="svd/0"> 为奇异值。</p><f n="svd/1"><p>完</p>')).toBe(
      '<p>设  σi  为奇异值。</p> <p>完</p>',
    );
  });

  it('parts the number of a heading from its words', () => {
    expect(copy('<h2 id="a"><span class="h-no">1</span>存在性</h2>')).toContain('1　</span>存在性');
  });

  it('makes a box a place with the id of the box', () => {
    const box =
      '<section class="env env--thm" id="thm-1" aria-labelledby="thm-1-h"><span id="q-1" class="anchor"></span><h3 class="env__label" id="thm-1-h">定理 1<span class="env__name">"强"凸</span></h3><p>x</p></section>';
    const made = copy(box);
    expect(made).toContain('id="thm-1" data-pagefind-title="定理 1　&quot;强&quot;凸"');
    expect(made).not.toContain('id="thm-1-h">');
    expect(made).toContain('定理 1　<span');
  });

  it('tells the filters once', () => {
    const made = copy('<article>x</article>');
    expect(made).toBe('<article>x<span data-pagefind-filter="topic:matrices"></span></article>');
  });
});
