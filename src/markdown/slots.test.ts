import { describe, expect, test } from 'vitest';
import { fillAnchors, fillAssets, fillMarks, fillOutputs, fillReferences } from './slots.ts';

test('references to other posts', () => {
  const html =
    '<a class="ref" data-xref="matrices/pinv#eq-3"></a>与<a class="ref ref--text" data-xref="a/b">见 <em>此</em></a>，<a class="ref" href="#eq-1">式(1)</a>';
  const seen: string[] = [];
  const filled = fillReferences(html, (target) => {
    seen.push(target);
    return { href: `/p/?x=1&y="${target}`, html: '《伪逆》式(3)' };
  });
  expect(seen).toEqual(['matrices/pinv#eq-3', 'a/b']);
  expect(filled).toBe(
    '<a class="ref" href="/p/?x=1&amp;y=&quot;matrices/pinv#eq-3">《伪逆》式(3)</a>与' +
      '<a class="ref ref--text" href="/p/?x=1&amp;y=&quot;a/b">见 <em>此</em></a>，<a class="ref" href="#eq-1">式(1)</a>',
  );
});

test('a target that is not there leaves the text', () => {
  expect(fillReferences('<a class="ref ref--text" data-xref="a/b">见此</a>', () => undefined)).toBe('见此');
});

test('images get their address and size', () => {
  expect(
    fillAssets('<img data-asset="./a&#x26;b.svg" alt="图">', (path) => ({ src: `/x/${path}`, width: 3, height: 2 })),
  ).toBe('<img src="/x/./a&amp;b.svg" width="3" height="2" alt="图">');
});

test('outputs fill or vanish', () => {
  const html = '<div class="listing__out" data-output="0"></div><div class="listing__out" data-output="12"></div>';
  expect(fillOutputs(html, (block) => (block === 12 ? '<pre>1</pre>' : undefined))).toBe(
    '<div class="listing__out"><pre>1</pre></div>',
  );
});

test('marks stand behind the numbers', () => {
  const html = '<a class="eq__no" href="#eq-7" aria-label="公式 (7) 的永久链接">(7)</a>';
  expect(fillMarks(html, (number) => `<i>${String(number)}</i>`)).toBe(`${html}<i>7</i>`);
});

describe('further ids', () => {
  const equation =
    '<div class="eq" id="eq-7"><span id="eq-8" class="eq__alias"></span><div class="eq__body"><span class="katex">…</span></div>' +
    '<div class="eq__side"><a class="eq__no" href="#eq-7">(7)</a><a class="eq__no" href="#eq-8">(8)</a></div></div>';
  const beside = new Map([
    ['eq-7', ['q-aaaaaa', 'eq-5']],
    ['eq-8', ['q-bbbbbb']],
    ['定义', ['q-cccccc', '旧"名']],
    ['elsewhere', ['q-dddddd']],
  ]);

  test('stand beside those of the source, in the order given', () => {
    expect(fillAnchors(equation, beside)).toBe(
      '<div class="eq" id="eq-7"><span id="q-aaaaaa" class="eq__alias"></span><span id="eq-5" class="eq__alias"></span>' +
        '<span id="eq-8" class="eq__alias"></span><span id="q-bbbbbb" class="eq__alias"></span>' +
        '<div class="eq__body"><span class="katex">…</span></div>' +
        '<div class="eq__side"><a class="eq__no" href="#q-aaaaaa">(7)</a><a class="eq__no" href="#q-bbbbbb">(8)</a></div></div>',
    );
    expect(fillAnchors('<h2 id="定义" class="x"><span class="h-no">1</span>定义</h2>', beside)).toBe(
      '<h2 id="定义" class="x"><span id="q-cccccc" class="anchor"></span><span id="旧&quot;名" class="anchor"></span><span class="h-no">1</span>定义</h2>',
    );
  });

  test('change nothing where nothing was published', () => {
    expect(fillAnchors(equation, new Map())).toBe(equation);
    expect(fillAnchors('<p id="other">eq-7</p>', beside)).toBe('<p id="other">eq-7</p>');
  });
});
