import { describe, expect, test } from 'vitest';
import { checkOutput, type OutputCheckInput } from './check-output.ts';
import { scanHtml } from './scan-html.ts';

const post = 'posts/svd/index.html';
const chinese = 'posts/概率/index.html';

/** A small site under a base path, with one page to be judged. */
function findingsFor(html: string, more: Partial<OutputCheckInput> = {}): string[] {
  const pages = [
    scanHtml('index.html', '<a href="/repo/">首页</a>'),
    scanHtml(post, html),
    scanHtml(chinese, '<h2 id="引言">引言</h2>'),
  ];
  const files = new Set(['index.html', post, chinese, 'equations.json', '_astro/a.css']);
  return checkOutput({
    pages,
    expected: [],
    files,
    base: '/repo/',
    origin: 'https://t.example',
    prefix: 'dist/',
    ...more,
  }).map(({ ruleId, message }) => `${ruleId}: ${message}`);
}

describe('valid pages raise nothing', () => {
  test.each([
    ['base', '<a href="/repo/">x</a>'],
    ['page', '<a href="/repo/posts/svd/">x</a>'],
    ['percent-encoded Chinese', '<a href="/repo/posts/%E6%A6%82%E7%8E%87/#%E5%BC%95%E8%A8%80">x</a>'],
    ['raw Chinese', '<a href="/repo/posts/概率/#引言">x</a>'],
    ['relative', '<a href="../概率/">x</a>'],
    ['query', '<a href="/repo/?q=a%20b">x</a>'],
    ['file', '<link href="/repo/_astro/a.css"><a href="/repo/equations.json">x</a>'],
    ['external', '<a href="https://arxiv.org/abs/1">x</a><a href="mailto:a@b.c">x</a>'],
    ['own origin', '<link rel="canonical" href="https://t.example/repo/posts/svd/">'],
    ['top', '<a href="#top">x</a>'],
    ['own fragment', '<p id="eq-1"></p><a href="#eq-1">x</a>'],
    ['markup as text', '<code>&lt;a href="/nowhere/"> id="x" id="x"</code>'],
    ['script text', '<script>const s = `<a href="/nowhere/">`;</script>'],
    ['comment', '<!-- <a href="/nowhere/"> -->'],
    ['attribute with >', '<p title="a > b" id="one"></p><a href="#one">x</a>'],
  ])('%s', (_, html) => {
    expect(findingsFor(html)).toEqual([]);
  });
});

describe('faults are found', () => {
  test.each([
    ['missing page', '<a href="/repo/posts/none/">x</a>', 'link-resolves', '没有这个页面'],
    ['missing relative page', '<a href="../none/">x</a>', 'link-resolves', '没有这个页面'],
    ['missing image', '<img src="/repo/x.png">', 'link-resolves', '没有这个页面'],
    ['missing fragment here', '<a href="#eq-9">x</a>', 'link-resolves', 'eq-9'],
    ['missing fragment elsewhere', '<a href="/repo/posts/概率/#结论">x</a>', 'link-resolves', '结论'],
    ['fragment in other case', '<p id="Eq-1"></p><a href="#eq-1">x</a>', 'link-resolves', 'eq-1'],
    ['page in other case', '<a href="/repo/posts/SVD/">x</a>', 'link-resolves', '没有这个页面'],
    ['no trailing slash', '<a href="/repo/posts/svd">x</a>', 'link-resolves', '以 / 结尾'],
    ['base missing', '<a href="/posts/svd/">x</a>', 'link-resolves', '站点路径'],
    ['decomposed Unicode', `<a href="/repo/posts/${'é'.normalize('NFD')}/">x</a>`, 'link-resolves', '没有这个页面'],
    ['malformed percent', '<a href="/repo/100%/">x</a>', 'link-resolves', '百分号'],
    ['javascript', '<a href="javascript:alert(1)">x</a>', 'link-resolves', '协议'],
    ['javascript as entity', '<a href="&#106;avascript:alert(1)">x</a>', 'link-resolves', '协议'],
    ['empty', '<a href="">x</a>', 'link-resolves', '空'],
    ['duplicate id', '<p id="a"></p><p id="a"></p>', 'id-is-unique', '「a」'],
    ['katex error', '<span class="katex-error">x</span>', 'formula-is-rendered', 'katex-error'],
    ['sentinel colour', '<span style="color:#C0FFE1">x</span>', 'formula-is-rendered', '错误颜色'],
    ['image placeholder', '<img __ASTRO_IMAGE_="{}">', 'image-is-resolved', '占位符'],
  ])('%s', (_, html, ruleId, part) => {
    const found = findingsFor(html);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(ruleId);
    expect(found[0]).toContain(part);
  });
});

describe('what the source promised', () => {
  const expected = [{ path: post, source: 'svd.md', anchors: ['eq-1'], formulas: 1 }];
  test('holds', () => {
    expect(findingsFor('<p id="eq-1" data-formulas="1"><math></math></p>', { expected })).toEqual([]);
  });
  test.each([
    ['anchor missing', '<p data-formulas="1"><math></math></p>', 'anchor-is-emitted'],
    ['formula missing', '<p id="eq-1"></p>', 'formula-count-matches'],
    ['other count', '<p id="eq-1" data-formulas="2"><math></math></p>', 'formula-count-matches'],
  ])('%s', (_, html, ruleId) => {
    const found = findingsFor(html, { expected });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(ruleId);
  });
  test('page missing', () => {
    const gone = [{ path: 'posts/gone/index.html', source: 'gone.md', anchors: [], formulas: 0 }];
    expect(findingsFor('<p></p>', { expected: gone })[0]).toContain('page-is-emitted');
  });
});

test('a formula is passed over in one step unless something in it must be looked at', () => {
  const formula = (inner: string): string => `<span class="katex"><span><math><mi>x</mi></math></span>${inner}</span>`;
  expect(scanHtml('x', `${formula('<span></span>')}<p id="a">${formula('')}</p>`)).toMatchObject({
    maths: 2,
    ids: [{ id: 'a' }],
    faults: [],
  });
  expect(scanHtml('x', formula('<span id="b" style="color:#C0FFE1"></span>'))).toMatchObject({
    maths: 1,
    ids: [{ id: 'b' }],
    faults: [{ what: 'error-colour' }],
  });
});
