/**
 * Documents that nobody would write: posts with pieces cut out, doubled, moved and put in. Whatever stands in a file is
 * judged and rendered without a crash. `npm run random` tries ten thousand.
 */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildIndex } from '../equations/build-index.ts';
import { noVerification } from '../equations/check-input.ts';
import { check } from '../equations/check.ts';
import { generatedPost, writePost } from '../equations/testing/generate-post.ts';
import { readData } from '../schemas/read-data.ts';
import { compilePost } from './compile-post.ts';

const pieces = [
  ...[
    '$$',
    '$',
    '\\tag{1}',
    '\\tag{',
    '\\label{eq:a}',
    '\\begin{align}',
    '\\end{align}',
    '\\begin{cases}',
    '\\\\',
    '&',
  ],
  ...[
    '\\frac',
    '\\left(',
    '\\sqrt{',
    '{',
    '}',
    '^',
    '_',
    '%',
    '\\def\\a{\\a\\a}\\a',
    '\\href{javascript:x}{y}',
    '\\verb|',
  ],
  ...[
    ':::theorem[名]{#thm-a}\n',
    ':::\n',
    '::::proof\n',
    '```python run\n',
    '```\n',
    '~~~',
    '`',
    '[](#eq-1)',
    '[^1]',
    '[^1]: 注',
  ],
  ...[
    '[](../x/y.md#eq-1)',
    '![图](./a.svg "题")',
    '[@key; @b]',
    '式(1)',
    '(2)式',
    '式(3)–式(99)',
    '[x]: https://a.b\n',
    '<a id="eq-1">',
  ],
  ...[
    '<div>',
    '</div>',
    '<script>',
    '<!--',
    '-->',
    '<b onclick=x>',
    '{',
    '{x}',
    '<Figure',
    'import x from "y"\n',
    'export const a = 1\n',
  ],
  ...[
    '---\n',
    '---',
    'title: [',
    'status: complete\n',
    'equations: 3\n',
    '&a',
    '*a',
    '!!js/function x',
    '+++\n',
    '\ttab: 1\n',
  ],
  ...[
    '# ',
    '## 一 {#a}\n',
    '| a | b |\n|---|---|\n| 1 |\n',
    '> ',
    '- ',
    '1. ',
    '    ',
    '\n',
    '\n\n',
    '\r',
    '\r\n',
    '\t',
    '\u0000',
  ],
  ...[
    '\u200b',
    '\u202e',
    '\ufeff',
    '\ud800',
    '😀',
    '𝑥',
    '̈',
    '\u2028',
    '汉',
    '[',
    ']',
    '(',
    ')',
    '|',
    '*',
    '**',
    '~~',
    '&lt;',
    '&#0;',
  ],
];

type Change =
  | { readonly kind: 'put'; readonly at: number; readonly text: string }
  | { readonly kind: 'cut' | 'double' | 'move'; readonly at: number; readonly length: number; readonly to: number };

const at = fc.double({ min: 0, max: 1, noNaN: true });
const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('put' as const),
      at,
      text: fc.oneof(
        { weight: 6, arbitrary: fc.constantFrom(...pieces) },
        { weight: 2, arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((all) => all.join('')) },
        { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('cut' as const, 'double' as const, 'move' as const),
      at,
      length: fc.nat(60),
      to: at,
    }),
  },
);

function apply(text: string, each: Change): string {
  const from = Math.floor(each.at * text.length);
  if (each.kind === 'put') return text.slice(0, from) + each.text + text.slice(from);
  const part = text.slice(from, from + each.length);
  const rest = each.kind === 'double' ? text : text.slice(0, from) + text.slice(from + each.length);
  if (each.kind === 'cut') return rest;
  const to = Math.floor(each.to * rest.length);
  return rest.slice(0, to) + part + rest.slice(to);
}

const document = fc
  .record({ post: generatedPost, changes: fc.array(change, { minLength: 1, maxLength: 12 }) })
  .map(({ post, changes }) => changes.reduce(apply, writePost(post)));

const { content, files: data } = readData({}, (name) => `content/${name}`);

test('any document is judged and rendered, twice the same, with findings inside it', { timeout: 3_600_000 }, () => {
  fc.assert(
    fc.property(document, fc.constantFrom('md' as const, 'mdx' as const), (text, format) => {
      const file = { path: `content/posts/matrices/a.${format}`, text };
      const name = { topic: 'matrices', slug: 'a', format };
      const post = compilePost(file, name, {});
      const { derivation } = post;
      const sources = new Map([[file.path, file]]);
      const findings = check({
        index: buildIndex([derivation]),
        derivations: [derivation],
        content,
        files: {
          root: 'content',
          paths: new Set(sources.keys()),
          sources,
          data,
          verification: noVerification,
          faults: [],
        },
        config: { severities: {}, exceptions: [], path: 'src/site.config.ts' },
      });
      const lines = text.split(/\r\n|\n|\r/).length;
      for (const { position, message, file: where } of findings) {
        expect(message).not.toMatch(/undefined|\[object|NaN/);
        if (where !== file.path) continue;
        expect(position.start.line, message).toBeLessThanOrEqual(lines);
        expect(position.end.offset, message).toBeGreaterThanOrEqual(position.start.offset);
      }
      expect(compilePost(file, name, {}).html).toBe(post.html);
    }),
    { seed: Number(process.env['TUIDAO_SEED'] ?? 20261124), numRuns: Number(process.env['TUIDAO_RUNS'] ?? 150) },
  );
});
