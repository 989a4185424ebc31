/** What executing a post showed, as a reader meets it: marks, the drawer, the page behind them, recorded output. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFixture } from './harness.ts';
import { phone, reader } from './reader.ts';

const reading = reader();
const post = 'posts/matrices/penrose.md';
const caveat = '在若干组随机数据上执行了该公式；不代表证明步骤已被形式化。';

describe('the mark beside a number', () => {
  it('is there for every equation of an executed post, in its shape and with its name', async () => {
    const page = await reading.open('posts/penrose/');
    const marks = await page
      .locator('.eq__status')
      .evaluateAll((all) =>
        all.map((link) => [
          link.parentElement?.querySelector('.eq__no')?.textContent,
          link.querySelector('svg')?.dataset['status'],
          link.getAttribute('aria-label'),
        ]),
      );
    expect(marks).toEqual([
      ['(1)', 'assumption', '假设'],
      ['(2)', 'definition', '定义'],
      ['(3)', 'verified', '已数值验证'],
      ['(4)', 'unchecked', '推导未验证；依据均已验证'],
      ['(5)', 'unchecked', '推导未验证'],
      ['(6)', 'verified-by-code', '已数值验证（对照代码）'],
      ['(7)', 'verified', '已数值验证'],
      ['(8)', 'verified', '已数值验证'],
      ['(9)', 'unchecked', '推导未验证'],
    ]);
  });

  it('is not there for a post that nothing was executed for', async () => {
    const page = await reading.open('posts/kernel-regression/');
    expect(await page.locator('.eq').count()).toBe(2);
    expect(await page.locator('.eq__status').count()).toBe(0);
  });

  it('hangs outside the measure on a laptop, and stands inside it on a phone', async () => {
    const place = async (options?: typeof phone) => {
      const page = await reading.open('posts/penrose/#eq-3', options);
      return page.evaluate(() => {
        const right = (selector: string) => document.querySelector(selector)!.getBoundingClientRect().right;
        return { beyond: right('#eq-3 .mark') - right('#eq-3'), page: document.documentElement.scrollWidth };
      });
    };
    expect((await place()).beyond).toBeGreaterThan(5);
    const narrow = await place(phone);
    expect(narrow.beyond).toBeLessThanOrEqual(0.5);
    expect(narrow.page).toBe(390);
  });
});

describe('the mark opens the drawer', () => {
  it('with method, seeds, cases, tolerance, kill score, code, output, and what it does not mean', async () => {
    const page = await reading.open('posts/penrose/#eq-6');
    const loaded: string[] = [];
    page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
    await page.locator('#eq-6 .eq__status').click();
    const drawer = page.locator('#eq-6 .eq__drawer');
    await drawer.locator('.verified h4').waitFor();
    expect(loaded).toContain('/posts/penrose/verification.json');
    expect(await drawer.locator('.verified h4').textContent()).toBe('已数值验证（对照代码）');
    expect(await page.locator('#eq-6 .eq__status').getAttribute('aria-expanded')).toBe('true');
    const facts = await drawer.locator('.verified .facts > div').allTextContents();
    expect(facts).toEqual([
      '方法对照手写的代码',
      '内容不等式',
      '随机数据3 个种子，每个 1 次检查',
      '特别的数据取等 0 次，反例 0 次',
      '相对容差1e-12',
    ]);
    expect(await drawer.locator('.fine').first().textContent()).toBe(caveat);
    await drawer.locator('summary').click();
    expect(await drawer.locator('.listing .code').first().textContent()).toContain('check.le(6');
    expect(await drawer.locator('.listing__out .code').textContent()).toBe('秩 2');
    await page.locator('#eq-6 .eq__status').click();
    await page.waitForFunction(() => document.querySelector('#eq-6 .eq__drawer') === null);
    expect(page.url()).toContain('/posts/penrose/');
  });

  it('by keyboard, with the symbols that got a value and how many alterations are noticed', async () => {
    const page = await reading.open('posts/penrose/#eq-3');
    await page.locator('#eq-3 .eq__status').focus();
    await page.keyboard.press('Enter');
    const facts = page.locator('#eq-3 .eq__drawer .verified .facts');
    await facts.waitFor();
    expect(await facts.textContent()).toMatch(/逐处改错\d+ 处改动发现 \d+ 处（100%）/);
    expect(await facts.locator('code').allTextContents()).toEqual(['A', 'b', 'h', 'x']);
  });

  it('by tap on a phone, one part for each row of a display', async () => {
    const page = await reading.open('posts/penrose/#eq-7', phone);
    await page.locator('#eq-7 .eq__status').first().tap();
    await page.locator('#eq-7 .eq__drawer .verified').first().waitFor();
    expect(await page.locator('#eq-7 .eq__drawer .verified h4').allTextContents()).toEqual([
      '已数值验证(7)',
      '已数值验证(8)',
    ]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });

  it('not where the facts cannot be loaded: it says so', async () => {
    const page = await reading.open('posts/penrose/#eq-3');
    await page.route('**/verification.json', (route) => route.abort());
    await page.locator('#eq-3 .eq__status').click();
    await page.getByText('没能载入。').waitFor();
    reading.forgetFaults();
  });
});

describe('without JavaScript', () => {
  it('the mark leads to the same facts on a page of their own', async () => {
    const page = await reading.open('posts/penrose/', { javaScriptEnabled: false });
    await page.locator('#eq-6 .eq__status').click();
    await page.waitForURL('**/posts/penrose/verification/#eq-6');
    const section = page.locator('#eq-6');
    expect(await section.locator('h2').textContent()).toMatch(/\(6\)\s*已数值验证（对照代码）/);
    expect(await section.locator('.katex').count()).toBe(1);
    expect(await section.locator('.facts').textContent()).toContain('3 个种子');
    expect(await page.locator('main').textContent()).toContain(caveat);
    await section.getByRole('link', { name: 'smallest-norm' }).click();
    expect(await page.locator('#cell-smallest-norm').textContent()).toContain('check.le(6');
    expect(await page.locator('#cell-smallest-norm .listing__out').textContent()).toContain('秩 2');
  });

  it('blocks that were executed show what they printed; those that printed nothing show no frame', async () => {
    const page = await reading.open('posts/penrose/', { javaScriptEnabled: false });
    expect(await page.locator('.prose .listing').count()).toBe(2);
    expect(await page.locator('.listing__out').allTextContents()).toEqual(['输出0.200']);
  });
});

it('coverage, topic and equations.json count what the records say', async () => {
  const page = await reading.open('coverage/');
  const legend = await page.locator('.legend').textContent();
  expect(legend?.replace(/\s+/g, '')).toMatch(/已数值验证.*?3.*对照代码.*?1.*未检查.*?2/);
  expect(await page.locator('.matrix a[href="/posts/penrose/verification/"]').textContent()).toMatch(/4\/7/);
  await page.goto(`${reading.url()}topics/matrices/`);
  expect(await page.locator('.figures').textContent()).toMatch(/已执行\s*4\s*\/ 7 条可检验/);
  const listing = (await (await fetch(`${reading.url()}equations.json`)).json()) as {
    equations: { post: string; number: number; status: string }[];
  };
  const status = (slug: string, number: number) =>
    listing.equations.find((equation) => equation.post === slug && equation.number === number)?.status;
  expect([status('penrose', 3), status('penrose', 5), status('kernel-regression', 1)]).toEqual([
    'verified',
    'unchecked',
    'none',
  ]);
});

describe('a formula that changed after it was executed', () => {
  it('stops the build, cold and warm, with its place and what to do', async () => {
    const fixture = openFixture('reading');
    try {
      fixture.edit(post, '+\\|Ah\\|^{2} \\tag{3}', '-\\|Ah\\|^{2} \\tag{3}');
      for (const run of [1, 2]) {
        const { code, output } = await fixture.build();
        expect(code, `run ${String(run)}`).not.toBe(0);
        expect(output).toMatch(/penrose\.md:\d+:\d+ {2}错误 {2}verification-is-fresh/);
        expect(output).toContain('式(3) 的执行记录过期');
        expect(output).toContain('npm run verify -- penrose --update');
      }
    } finally {
      fixture.remove();
    }
  });

  it('and one that failed stops it too', async () => {
    const fixture = openFixture('reading');
    try {
      const record = readFileSync(path.join(fixture.content, 'records/penrose.json'), 'utf8');
      const line = record.split('\n').find((each) => each.includes('"3": {'))!;
      fixture.edit('records/penrose.json', line, line.replace(/\}(,?)$/, ',"failed":true}$1'));
      const { code, output } = await fixture.build();
      expect(code).not.toBe(0);
      expect(output).toContain('式(3) 执行时不成立');
    } finally {
      fixture.remove();
    }
  });
});
