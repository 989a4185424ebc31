/** Prerequisites, learning paths and plans, in a browser: by mouse, by keyboard, by address, and without scripts. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { clipboard, laptop, phone, reader } from './reader.ts';

const reading = reader('graph');
const noScript = { ...laptop, javaScriptEnabled: false };

/** Slugs of the posts that are drawn where readers see it. */
const drawn = (page: Page): Promise<string[]> =>
  page
    .locator('.node:visible')
    .evaluateAll((nodes) => nodes.map((node) => (node as HTMLElement).dataset['node'] ?? '').sort());
const steps = (page: Page): Promise<string[]> =>
  page
    .locator('#page-plan .steps > li')
    .evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset['post'] ?? ''));
const parameters = (page: Page): Record<string, string> => Object.fromEntries(new URL(page.url()).searchParams);

describe('the graph', () => {
  it('shows every post to the right of what is read first, and says the same as a list', async () => {
    const page = await reading.open('graph/');
    expect(await drawn(page)).toEqual(['aside', 'left', 'right', 'root', 'top']);
    const left = async (slug: string): Promise<number> =>
      (await page.locator(`[data-node="${slug}"]`).boundingBox())!.x;
    expect(await left('root')).toBeLessThan(await left('right'));
    expect(await left('right')).toBeLessThan(await left('top'));
    const top = page.locator('.nodes > #top');
    expect(await top.textContent()).toMatch(/顶先看右边。[^]*顶也看左边。[^]*由引用推出[^]*用到\s*式\(1\)/);
    expect(await page.locator('.left').textContent()).toContain('会成环');
    await page.locator('.planned summary').first().click();
    expect(await page.locator('.planned:has-text("还没有写的一篇")').isVisible()).toBe(true);
  });

  it('puts the post in focus into the address; back and forth lead through it', async () => {
    const page = await reading.open('graph/');
    await page.locator('.node[data-node="left"]').click();
    await page.waitForURL('**/graph/#left');
    const focus = page.locator('#page-focus');
    await focus.locator('h2', { hasText: '左边的 L' }).waitFor();
    expect(await drawn(page)).toEqual(['left', 'root', 'top']);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('page-focus-title');
    await focus.locator('.reason .katex').waitFor();
    expect(await focus.locator('.focus__lists').textContent()).toContain('顶也看左边。');
    await page.reload();
    await focus.locator('h2', { hasText: '左边的 L' }).waitFor();
    await focus.locator('.node[data-node="root"]').click();
    await focus.locator('h2', { hasText: '根' }).waitFor();
    await page.goBack();
    await focus.locator('h2', { hasText: '左边' }).waitFor();
    await page.goBack();
    await page.locator('[data-whole]').waitFor();
    expect(await focus.isVisible()).toBe(false);
    await page.goForward();
    await focus.locator('[data-back]').click();
    expect(new URL(page.url()).hash).toBe('');
    expect(await page.locator('[data-whole]').isVisible()).toBe(true);
  });

  it('leaves derived prerequisites out when asked to, and keeps that in the address', async () => {
    const page = await reading.open('graph/#top');
    await page.locator('#page-focus h2').waitFor();
    expect(await drawn(page)).toContain('aside');
    await page.getByLabel('只看作者写明的').check();
    expect(parameters(page)).toEqual({ edges: 'declared' });
    await page.reload();
    await page.locator('#page-focus h2').waitFor();
    expect(await drawn(page)).toEqual(['left', 'right', 'root', 'top']);
    expect(await page.getByLabel('只看作者写明的').isChecked()).toBe(true);
  });

  it('is found and walked by keyboard; names lead to posts and unknown ones are told', async () => {
    const page = await reading.open('graph/');
    await page.locator('.node[data-node="root"]').focus();
    expect(await page.locator('.graph__lines [data-lit]').count()).toBe(2);
    await page.keyboard.press('Enter');
    await page.locator('#page-focus h2', { hasText: '根' }).waitFor();
    await page.getByLabel('找一篇，看它的前后').fill('会合');
    await page.keyboard.press('Enter');
    await page.locator('#page-focus h2', { hasText: '顶：两条路会合' }).waitFor();
    await page.getByLabel('找一篇，看它的前后').fill('没有这样的');
    await page.keyboard.press('Enter');
    await page.locator('[data-graph-note]', { hasText: '没有叫“没有这样的”的文章' }).waitFor();
  });

  it('has a page for each topic, with pale neighbours', async () => {
    const page = await reading.open('graph/attention/');
    expect(await drawn(page)).toEqual(['aside', 'left', 'right', 'root', 'top']);
    expect(await page.locator('.node.is-pale').count()).toBe(3);
    expect(await page.locator('.chips [aria-current]').textContent()).toContain('注意力');
    expect(await page.locator('.nodes > li').count()).toBe(2);
  });

  it('without scripts leads from a post in the drawing to its entry in the list', async () => {
    const page = await reading.open('graph/', noScript);
    expect(await page.locator('[data-graph-form]').isVisible()).toBe(false);
    await page.locator('.node[data-node="top"]').click();
    expect(new URL(page.url()).hash).toBe('#top');
    expect(await page.locator('.nodes > #top').evaluate((entry) => entry.matches(':target'))).toBe(true);
  });

  it('is lists on a phone', async () => {
    const page = await reading.open('graph/#top', phone);
    await page.locator('#page-focus h2').waitFor();
    expect(await page.locator('.graph__lines').first().isVisible()).toBe(false);
    expect(await page.locator('#page-focus .node[data-node="top"] small').isVisible()).toBe(true);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});

describe('a post', () => {
  it('shows what is before and after it with reasons, and its place on a path, without scripts too', async () => {
    const page = await reading.open('posts/left/', noScript);
    const around = page.locator('section[aria-labelledby="page-graph"]');
    expect(await around.locator('.around__side--before').textContent()).toContain('根：从这里开始');
    expect(await around.locator('.around__side--before .katex').count()).toBeGreaterThan(0);
    expect(await around.locator('.around__side--after').textContent()).toContain('顶也看左边。');
    expect(await around.locator('a', { hasText: '最短路径' }).getAttribute('href')).toBe('/plan/?to=left');
    const onPath = page.locator('section[aria-labelledby="page-on-path"]');
    expect(await onPath.textContent()).toMatch(/《从根到顶》的第 1 步，共 3 步。[^]*后一步\s*顶：两条路会合/);
  });
});

describe('a learning path', () => {
  it('lists its steps with reasons, times, what is not written, and what it takes for granted', async () => {
    const page = await reading.open('paths/');
    await page.locator('.path a', { hasText: '从根到顶' }).click();
    await page.waitForURL('**/paths/upwards/');
    const items = page.locator('.steps > li');
    expect(await items.allTextContents()).toEqual([
      expect.stringMatching(/先看左边的[^]*约 1 分钟/),
      expect.stringMatching(/再到顶。[^]*约 1 分钟/),
      expect.stringMatching(/计划中，还没有写[^]*还没有写的一篇[^]*计划中/),
    ]);
    expect(await page.locator('.steps__sum').textContent()).toMatch(/1 篇还没有写，不计时间[^]*约 2 分钟/);
    expect(await page.locator('.assumed li').allTextContents()).toEqual([
      expect.stringContaining('根：从这里开始'),
      expect.stringContaining('右边：另一条路'),
    ]);
  });
});

describe('a plan', () => {
  it('lists what must be read, in order, with reasons and times', async () => {
    const page = await reading.open('plan/?to=top');
    await page.locator('#page-plan-title', { hasText: '到《顶：两条路会合》' }).waitFor();
    expect(await steps(page)).toEqual(['root', 'right', 'left', 'top']);
    await page.locator('.why', { hasText: '右边也从根开始。' }).waitFor();
    expect(await page.locator('#page-plan .sec-h').textContent()).toContain('4 篇，约 4 分钟');
    await page.getByLabel('也算由引用推出的先修').check();
    await page.locator('#page-plan [data-post="aside"]').waitFor();
    expect(parameters(page)).toEqual({ to: 'top', derived: '1' });
    expect(await steps(page)).toEqual(['root', 'right', 'left', 'aside', 'top']);
  });

  it('leaves out what is known, by keyboard, and is the same for whoever opens the link', async () => {
    const page = await reading.open('plan/?to=top');
    await page.locator('[data-know="right"]').press('Space');
    await page.locator('.plan__known [data-know="right"]').waitFor();
    expect(parameters(page)).toEqual({ to: 'top', known: 'right' });
    expect(await steps(page)).toEqual(['root', 'left', 'top']);
    expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset['know'])).toBe('right');
    await page.locator('[data-know="left"]').press('Space');
    await page.waitForURL('**known=left,right');
    expect(await steps(page)).toEqual(['top']);
    await page.locator('[data-copy]').click();
    await page.locator('[data-copy]', { hasText: '已复制' }).waitFor();
    const shared = await clipboard(page);
    const other = await reading.open(shared.slice(reading.url().length));
    await other.locator('#page-plan-title').waitFor();
    expect(await steps(other)).toEqual(['top']);
    await other.locator('[data-know="left"]').press('Space');
    await other.waitForURL('**known=right');
    expect(await steps(other)).toEqual(['root', 'left', 'top']);
  });

  it('takes the marks of this browser where the address says nothing', async () => {
    const page = await reading.open('plan/?to=top');
    await page.evaluate(() => {
      const record = { version: 1, posts: { right: { at: 1, mark: 'known' }, left: { at: 1, mark: 'read' } } };
      localStorage.setItem('tuidao:study', JSON.stringify(record));
    });
    await page.reload();
    await page.locator('.plan__note', { hasText: '标记' }).waitFor();
    expect(await steps(page)).toEqual(['root', 'left', 'top']);
    await page.locator('[data-know="root"]').check();
    await page.waitForURL('**known=root,right');
    expect(await steps(page)).toEqual(['left', 'top']);
    await page.locator('[data-marks]').click();
    await page.waitForURL('**/plan/?to=top');
    expect(await steps(page)).toEqual(['root', 'left', 'top']);
  });

  it('leads to equations and concepts, named as readers name them, and says what it does not know', async () => {
    const page = await reading.open('plan/?to=top%23eq-summit');
    await page.locator('#page-plan-title', { hasText: '到《顶：两条路会合》的式(1)' }).waitFor();
    expect(await page.locator('.is-goal p a').getAttribute('href')).toBe('/posts/top/#eq-summit');
    await page.goto(`${reading.url()}plan/?to=top#eq-none`);
    await page.locator('.plan__note', { hasText: '没有 #eq-none' }).waitFor();
    const goal = page.getByLabel('目标', { exact: true });
    const ask = async (text: string): Promise<void> => {
      await goal.fill(text);
      await goal.press('Enter');
    };
    await ask('伪逆');
    await page.locator('#page-plan-title', { hasText: '到概念“伪逆”：定义在《左边的 L' }).waitFor();
    expect(parameters(page)).toEqual({ to: 'concept:pseudoinverse' });
    expect(await page.locator('.is-goal p a').textContent()).toBe('定理 1');
    await ask('信息熵');
    await page.locator('[data-plan-note] a[href="/concepts/entropy/"]').waitFor();
    await ask('没有这样的');
    await page.locator('[data-plan-note]', { hasText: '没有叫“没有这样的”的' }).waitFor();
    expect(await page.locator('#page-plan').isVisible()).toBe(false);
    await page.goBack();
    await page.goBack();
    await page.locator('#page-plan-title', { hasText: '伪逆' }).waitFor();
  });

  it('without scripts explains itself and leads to the paths', async () => {
    const page = await reading.open('plan/?to=top', noScript);
    expect(await page.locator('noscript').textContent()).toContain('需要 JavaScript');
    expect(await page.locator('form').first().isVisible()).toBe(false);
    expect(await page.locator('.also a[href="/paths/"]').isVisible()).toBe(true);
  });
});
