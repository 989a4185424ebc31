import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { fromHtml } from 'hast-util-from-html';
import { describe, expect, test } from 'vitest';
import { compilePost } from './compile-post.ts';
import { walk } from './hast.ts';
import { withoutMath } from './testing/without-math.ts';

const folder = new URL('./__fixtures__/', import.meta.url);
const fixtures = globSync('*.md', { cwd: folder }).sort();

function compile(text: string) {
  return compilePost(
    { path: 'posts/matrices/pinv.md', text },
    { topic: 'matrices', slug: 'pinv', format: 'md' },
    { '\\R': '\\mathbb{R}' },
  );
}

/** Attributes `id` of the HTML, in order. */
function idsOf(html: string): string[] {
  const ids: string[] = [];
  walk(fromHtml(html, { fragment: true }), ({ properties }) => {
    if (typeof properties.id === 'string') ids.push(properties.id);
    return undefined;
  });
  return ids;
}

/** `TUIDAO_UPDATE=1` writes what comes out; look at the difference before committing it. */
const update = process.env['TUIDAO_UPDATE'] === '1';

describe.each(fixtures)('%s', (name) => {
  const text = readFileSync(new URL(name, folder), 'utf8');
  const post = compile(text);

  test('is rendered as written down', () => {
    const wanted = new URL(name.replace(/md$/, 'html'), folder);
    const html = `${withoutMath(post.html).trim()}\n`;
    if (update) writeFileSync(wanted, html);
    expect(existsSync(wanted), `${name} has no .html beside it`).toBe(true);
    expect(html).toBe(readFileSync(wanted, 'utf8'));
  });

  test('has each formula once, with MathML', () => {
    expect(post.derivation.formulaProblems).toEqual([]);
    // Formulas of captions are not of the body: Markdown has them in an attribute.
    const body = post.html.replace(/<figcaption>.*?<\/figcaption>/gs, '');
    expect(body.match(/<math /g) ?? []).toHaveLength(post.derivation.formulas.length);
  });

  test('has every id once, and every anchor that the derivation promises', () => {
    const ids = idsOf(post.html);
    expect(ids).toEqual([...new Set(ids)]);
    const { equations, results, headings } = post.derivation;
    const promised = [
      ...equations.flatMap(({ number, label }) => [
        `eq-${String(number)}`,
        ...(label === undefined ? [] : [label.replace(':', '-')]),
      ]),
      ...results.map(({ id }) => id).filter((id) => id !== ''),
      ...headings.map(({ id }) => id),
    ];
    expect(ids).toEqual(expect.arrayContaining(promised));
  });

  test('gives the same bytes again', () => {
    expect(compile(text)).toEqual(post);
  });
});

test('there are fixtures', () => {
  expect(fixtures.length).toBeGreaterThan(9);
});
