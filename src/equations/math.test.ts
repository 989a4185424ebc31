import { describe, expect, test } from 'vitest';
import { errorColour } from './error-colour.ts';
import { checkFormulas, outputLimit, renderFormula, sourceLimit } from './math.ts';
import { parsePost } from './parse.ts';

const render = (tex: string, macros: Readonly<Record<string, string>> = {}, display = true) =>
  renderFormula(tex, { display, macros });

describe('good formulas', () => {
  test.each([
    'a = b',
    '\\frac{a}{b} \\le \\sqrt[3]{c}',
    '\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}',
    '\\text{若 $x > 0$ 则取它}',
    'a \\\\ b',
    'x % ',
    '\\kern{1em} \\hspace{-3mm} \\rule{2em}{1pt}',
    'e^{512nd} + 99999em',
    '\\begin{CD} A @>>> B \\end{CD}',
  ])('%s', (tex) => {
    const { html, problems } = render(tex);
    expect(problems).toEqual([]);
    expect(html).toMatch(/^<span class="katex/);
    expect(html).toContain('<math');
    expect(html).not.toContain(errorColour);
  });

  test('inline and display differ', () => {
    expect(render('x', {}, true).html).toContain('katex-display');
    expect(render('x', {}, false).html).not.toContain('katex-display');
  });
});

describe('each of these is refused, with a message and no HTML', () => {
  test.each<[string, RegExp]>([
    ['\\frac{a}', /./],
    ['\\unknowncommand', /Undefined control sequence/],
    ['\\href{https://example.org}{x}', /\\href 不允许/],
    ['\\url{https://example.org}', /\\url 不允许/],
    ['\\includegraphics{a.png}', /\\includegraphics 不允许/],
    ['\\htmlId{a}{x}', /\\htmlId 不允许/],
    ['\\htmlClass{a}{x}', /\\htmlClass 不允许/],
    ['\\htmlStyle{color:red}{x}', /\\htmlStyle 不允许/],
    ['\\htmlData{a=b}{x}', /\\htmlData 不允许/],
    ['汉字', /\\text/],
    ['x\u200By', /U\+200B/],
    ['x\u202Ey', /U\+202E/],
    ['x\u00A0y', /U\+00A0/],
    ['\uFEFFx', /U\+FEFF/],
    ['\\kern{-9999em}', /太大/],
    ['\\kern-9999em x', /太大/],
    ['\\hspace{99999em}', /太大/],
    ['\\hspace*{-999 em}', /太大/],
    ['\\rule{99999em}{1em}', /太大/],
    ['\\rule{1em}{99999em}', /太大/],
    ['\\rule[-999em]{1em}{1em}', /太大/],
    ['\\raisebox{999em}{x}', /太大/],
    ['\\begin{matrix} a \\\\[999em] b \\end{matrix}', /太大/],
    ['\\mkern-9999mu x', /太大/],
    ['{'.repeat(4000), /./],
    ['\\sqrt'.repeat(1500), /./],
    ['x+'.repeat(sourceLimit), /上限/],
    ['\\def\\a{\\a}\\a', /Too many expansions/],
    [`\\begin{matrix} ${'a & '.repeat(1900)} \\end{matrix}`, /./],
    ['\\tag{1} \\tag{2} x', /./],
  ])('%s', (tex, message) => {
    const { html, problems } = render(tex);
    expect(html).toBe('');
    expect(problems[0]?.message).toMatch(message);
  });

  test('nesting too deep for the stack is a problem, not a crash', () => {
    const { problems } = render(`${'{'.repeat(3990)}x${'}'.repeat(3990)}`);
    expect(problems).toHaveLength(1);
  });

  test('output beyond the limit', () => {
    const tex = `\\begin{matrix} ${`${'\\frac{a}{b} & '.repeat(20)} \\\\ `.repeat(24)} \\end{matrix}`;
    expect(tex.length).toBeLessThan(sourceLimit);
    expect(render(tex).problems[0]?.message).toContain(String(outputLimit));
  });
});

describe('macros', () => {
  test('are known', () => {
    expect(render('\\E[x]', { '\\E': '\\mathbb{E}' }).problems).toEqual([]);
  });

  test('defined in a formula do not reach the next, nor the list that was given', () => {
    const macros = { '\\E': '\\mathbb{E}' };
    expect(render('\\gdef\\leak{x} \\leak', macros).problems).toEqual([]);
    expect(render('\\leak', macros).problems).toHaveLength(1);
    expect(macros).toEqual({ '\\E': '\\mathbb{E}' });
  });
});

test('the same formula gives the same HTML', () => {
  expect(render('\\sum_{i=1}^n x_i').html).toBe(render('\\sum_{i=1}^n x_i').html);
});

describe('a derivation', () => {
  const check = (body: string) => {
    const derivation = parsePost({ path: 'a.md', text: body }, { topic: 't', slug: 'a', format: 'md' });
    return checkFormulas(derivation, {}).formulaProblems.map(({ formula, at }) => [
      formula,
      at === undefined ? undefined : derivation.formulas[formula]!.tex.slice(at),
    ]);
  };

  test('has a problem for each formula that is refused, at its place in what the author wrote', () => {
    expect(check('$a$ 与 $b \\bad c$\n\n$$\nx \\tag{1} + \\worse\n$$\n\n$$\ny \\tag{2}\n$$')).toEqual([
      [1, '\\bad c'],
      [2, '\\worse'],
    ]);
  });

  test('has it in the right row, also where the same text stands before', () => {
    expect(
      check(
        '\\begin{align}\na &= \\text{\\nope} \\tag{1} \\\\\nb &= c \\notag \\\\\nd &= \\nope \\tag{2}\n\\end{align}',
      )[0]?.[1],
    ).toMatch(/^\\nope\}/);
    expect(check('\\begin{align}\na &= b \\tag{1} \\\\\nd &= \\nope \\tag{2}\n\\end{align}')[0]?.[1]).toBe(
      '\\nope \\tag{2}\n\\end{align}',
    );
  });

  test('shares the run of KaTeX with whoever renders', () => {
    const seen: string[] = [];
    const derivation = parsePost(
      { path: 'a.md', text: '$a$\n\n\\begin{equation}\nb \\tag{1}\n\\end{equation}' },
      { topic: 't', slug: 'a', format: 'md' },
    );
    checkFormulas(derivation, {}, (tex, options) => {
      seen.push(`${tex} ${String(options.display)}`);
      return { html: '', problems: [] };
    });
    expect(seen).toEqual(['a false', 'b true']);
  });
});
