import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type Fixture, filesBelow, openFixture } from './harness.ts';

const post = 'posts/matrices/pseudoinverse.md';
const other = 'posts/attention/scaled-dot-product.md';

let fixture: Fixture;
afterEach(() => fixture.remove());

const pageOf = (slug: string): string => readFileSync(path.join(fixture.dist, 'posts', slug, 'index.html'), 'utf8');

describe('a build of good content', () => {
  test('succeeds, and the same input gives the same bytes, cold or warm', async () => {
    fixture = openFixture('good');
    const first = await fixture.build();
    expect(first.code, first.output).toBe(0);
    const before = contentsOf(fixture.dist);
    expect(before.size).toBeGreaterThan(10);
    expect((await fixture.build()).code).toBe(0);
    expect(differing(before, contentsOf(fixture.dist))).toEqual([]);
    rmSync(fixture.cache, { recursive: true });
    rmSync(fixture.dist, { recursive: true });
    expect((await fixture.build()).code).toBe(0);
    expect(differing(before, contentsOf(fixture.dist))).toEqual([]);
  });
});

describe('broken content stops the build', () => {
  /** What is spoilt, the file and line that must be named. */
  const faults = [
    { what: 'a skipped number', file: post, from: '\\tag{2}', to: '\\tag{5}', line: 25 },
    { what: 'a number twice', file: post, from: '\\tag{4}', to: '\\tag{3}', line: 34 },
    { what: 'a reference to nothing', file: post, from: '对式(2)求导', to: '对式(9)求导', line: 30 },
    { what: 'broken TeX', file: other, from: '\\frac{q\\cdot k}', to: '\\frac{q\\cdot k', line: 30 },
    {
      what: 'a dead link to another post',
      file: other,
      from: 'pseudoinverse.md#eq-3',
      to: 'pseudoinverse.md#eq-33',
      line: 23,
    },
  ];

  test.each(faults)('$what: twice, cold and warm, and the check says the same', async ({ file, from, to, line }) => {
    fixture = openFixture('good');
    fixture.edit(file, from, to);
    const place = `${path.join(fixture.content, file).replaceAll('\\', '/')}:${line}`;
    for (const attempt of ['cold', 'warm']) {
      const { code, output } = await fixture.build();
      expect(code, `${attempt}\n${output}`).toBe(1);
      expect(namedPlaces(output), attempt).toContain(`${path.basename(place)}`);
      expect(existsSync(path.join(fixture.dist, 'index.html'))).toBe(false);
    }
    const check = await fixture.check();
    expect(check.code).toBe(1);
    expect(namedPlaces(check.output)).toContain(path.basename(place));
  });

  test('also when a good build has filled every cache, and what was published stays', async () => {
    fixture = openFixture('good');
    expect((await fixture.build()).code).toBe(0);
    const before = contentsOf(fixture.dist);
    fixture.edit(post, '\\tag{2}', '\\tag{5}');
    for (const attempt of [1, 2]) {
      const { code, output } = await fixture.build();
      expect(code, `${attempt}\n${output}`).toBe(1);
      expect(namedPlaces(output)).toContain('pseudoinverse.md:25');
    }
    expect(differing(before, contentsOf(fixture.dist))).toEqual([]);
    fixture.edit(post, '\\tag{5}', '\\tag{2}');
    expect((await fixture.build()).code).toBe(0);
  });

  test('also after `astro sync`', async () => {
    fixture = openFixture('good');
    fixture.edit(post, '\\tag{2}', '\\tag{5}');
    await fixture.sync();
    expect((await fixture.build()).code).toBe(1);
  });
});

describe('caches', () => {
  test('a renumbered equation changes the page of another post that refers to it', async () => {
    fixture = openFixture('good');
    expect((await fixture.build()).code).toBe(0);
    expect(pageOf('scaled-dot-product')).toContain('/posts/pseudoinverse/#eq-3');
    // One more equation in front: what was (3) is (4) now, in the text, in the other post and on its page.
    fixture.edit(post, 'A^{\\top}B \\tag{4}', 'A^{\\top}B \\tag{5}');
    fixture.edit(post, 'A^{\\top}B \\tag{3}', 'A^{\\top}B \\tag{4}');
    fixture.edit(post, '由式(3)和(4)给出', '由式(4)和(5)给出');
    fixture.edit(post, '\\tag{2}', '\\tag{3}');
    fixture.edit(post, '对式(2)求导', '对式(3)求导');
    fixture.edit(
      post,
      '的最小点。把',
      '的最小点，其中\n\n$$\n\\norm{M}_F^2 = \\operatorname{tr}(M^{\\top}M) \\tag{2}\n$$\n\n把',
    );
    fixture.edit(other, 'pseudoinverse.md#eq-3', 'pseudoinverse.md#eq-4');
    const { code, output } = await fixture.build();
    expect(code, output).toBe(0);
    expect(pageOf('scaled-dot-product')).toContain('/posts/pseudoinverse/#eq-4');
    expect(pageOf('scaled-dot-product')).not.toContain('/posts/pseudoinverse/#eq-3');
  });

  test('a new title changes what other pages print, though their own text is the same', async () => {
    fixture = openFixture('good');
    expect((await fixture.build()).code).toBe(0);
    fixture.edit(post, 'title: 最小二乘与伪逆', 'title: 换过的标题');
    expect((await fixture.build()).code).toBe(0);
    expect(pageOf('scaled-dot-product')).toContain('换过的标题');
    expect(pageOf('scaled-dot-product')).not.toContain('最小二乘与伪逆');
  });

  test('a changed macro changes the pages', async () => {
    fixture = openFixture('good');
    expect((await fixture.build()).code).toBe(0);
    const before = pageOf('pseudoinverse');
    fixture.edit('macros.yaml', '\\left\\lVert #1 \\right\\rVert', '\\left| #1 \\right|');
    expect((await fixture.build()).code).toBe(0);
    expect(pageOf('pseudoinverse')).not.toBe(before);
  });

  test('damaged cache files are not served', async () => {
    fixture = openFixture('good');
    expect((await fixture.build()).code).toBe(0);
    const before = contentsOf(fixture.dist);
    const cached = filesBelow(fixture.cache);
    expect(cached.length).toBeGreaterThan(0);
    for (const damage of [
      (text: string) => text.slice(0, text.length / 2),
      () => '',
      () => '{"html":"<p>poison</p>"}',
    ]) {
      for (const file of cached) {
        const name = path.join(fixture.cache, file);
        if (existsSync(name)) writeFileSync(name, damage(readFileSync(name, 'utf8')));
      }
      const { code, output } = await fixture.build();
      expect(code, output).toBe(0);
      expect(differing(before, contentsOf(fixture.dist))).toEqual([]);
    }
  });
});

function contentsOf(folder: string): Map<string, string> {
  return new Map(filesBelow(folder).map((file) => [file, readFileSync(path.join(folder, file), 'latin1')]));
}

function differing(a: Map<string, string>, b: Map<string, string>): string[] {
  return [...new Set([...a.keys(), ...b.keys()])].filter((file) => a.get(file) !== b.get(file)).sort();
}

/** `file.md:12` for every `…/file.md:12:5` that a report names. */
function namedPlaces(output: string): string[] {
  return [...output.matchAll(/([\w-]+\.mdx?):(\d+):\d+/g)].map(([, file, line]) => `${file}:${line}`);
}
