import { describe, expect, it } from 'vitest';
import { renderFormula } from '../equations/math.ts';
import { createTranslate } from '../i18n/translate.ts';
import { formulaSlot } from '../output/formula-slots.ts';
import { smallSite } from '../site/testing/small-site.ts';
import type { Post } from '../site/types.ts';
import { ankiNotes, mathjax } from './anki-notes.ts';
import { ankiText, joinAnki } from './anki-text.ts';
import { cardFile } from './card-html.ts';
import { cardsOf, makeDeck } from './deck.ts';

const macros = { '\\R': '\\mathbb{R}', '\\tr': '\\operatorname{tr}' };
const t = createTranslate('zh-CN');
const body = `## 定义

:::definition[迹]{#def-trace}
称

$$
\\tr A=\\sum_i A_{ii} \\tag{1} \\label{eq:trace}
$$

为 $A$ 的迹。
:::

## 推导

展开 $A\\in\\R^{n}$ 得

$$
\\tr(AB)=\\sum_{i,j}A_{ij}B_{ji}=\\sum_{j,i}B_{ji}A_{ij}=\\tr(BA) \\tag{2}
$$

于是 $a<b$，

$$
x<y,\\quad a<b \\tag{3} \\label{eq:less}
$$

还有

$$
0\\le z \\tag{4} \\label{eq:positive}
$$

与

$$
p=q \\tag{5}
$$
`;
const site = smallSite([{ slug: 'trace', title: '迹', body }], { macros });
const post = site.bySlug.get('trace') as Post;
/** As the page has the box; the real one is tested in the browser. */
const html =
  '<section class="env env--def" id="def-trace" aria-labelledby="def-trace-h"><h3 class="env__label" id="def-trace-h">定义 1<span class="env__name">迹 "A&lt;B"</span></h3>' +
  `<p>称</p><div class="eq" id="eq-1"><span id="eq-trace" class="eq__alias"></span><div class="eq__body" tabindex="0" role="group" aria-label="公式 (1)">${formulaSlot('trace', 0)}</div><div class="eq__side"><a class="eq__no" href="#eq-1">(1)</a></div></div><p>为 ${formulaSlot('trace', 1)} 的迹。</p></section>`;
const file = (setFormula: (tex: string) => string) =>
  cardFile({ post, cards: cardsOf('trace', site), html, url: 'https://e.org/posts/trace/', setFormula, t });

describe('the cards of a post', () => {
  const { cards } = file((tex) => renderFormula(tex, { display: true, macros }).html);

  it('are its definitions, named equations and derivations, in order; nothing is asked twice', () => {
    expect(cards.map(({ id, form, label }) => [id, form, label])).toEqual([
      ['trace#def-trace', 'definition', '定义 1'],
      ['trace#eq-2', 'steps', '式(2)'],
      ['trace#eq-3', 'cloze', '式(3)'],
      ['trace#eq-4', 'equation', '式(4)'],
    ]);
    expect(makeDeck(site).posts).toEqual([{ slug: 'trace', title: '迹', topic: 't', cards: 4 }]);
  });

  it('hold no id and no answer in front', () => {
    const [definition, steps, cloze, equation] = cards;
    expect(cards.flatMap(({ front, back }) => [front, ...back]).join('')).not.toMatch(/ id="/);
    expect(definition?.front).toBe('<p>迹 "A&lt;B"</p>');
    expect(definition?.back).toEqual([expect.stringContaining('href="https://e.org/posts/trace/#eq-1"')]);
    expect(steps?.front).toContain(formulaSlot('trace', 2));
    expect(steps?.front).not.toContain('BA');
    expect(steps?.back).toHaveLength(2);
    expect(cloze?.front).toContain('boxed');
    expect(cloze?.front).toContain('\\quad a&lt;b');
    expect(cloze?.back).toEqual([formulaSlot('trace', 5)]);
    expect(equation?.front).toBe('<p>还有</p>');
  });

  it('ask an equation whole where a piece of it cannot be set', () => {
    const forms = file(() => '').cards.map(({ form }) => form);
    expect(forms).toEqual(['definition', 'equation', 'equation', 'equation']);
  });
});

/** Reads a text as Anki does: headers, then fields between tabs, quotes doubled inside quotes. */
function readAnki(text: string): { headers: Map<string, string>; notes: string[][] } {
  const headers = new Map<string, string>();
  let rest = text;
  for (let match = /^#([^:\n]+):([^\n]*)\n/.exec(rest); match !== null; match = /^#([^:\n]+):([^\n]*)\n/.exec(rest)) {
    headers.set(match[1] ?? '', match[2] ?? '');
    rest = rest.slice(match[0].length);
  }
  const notes: string[][] = [];
  let fields: string[] = [];
  for (const [, quoted, plain = '', end] of rest.matchAll(/(?:"((?:[^"]|"")*)"|([^\t\n"][^\t\n]*|))(\t|\n)/g)) {
    fields.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '\n') {
      notes.push(fields);
      fields = [];
    }
  }
  return { headers, notes };
}

describe('the text for Anki', () => {
  const anki = file((tex) => mathjax(tex, macros));
  const text = ankiText(ankiNotes({ file: anki, post, macros, t }));
  const { headers, notes } = readAnki(text);

  it('says how it is to be read, and every note fits', () => {
    expect(Object.fromEntries(headers)).toEqual({
      separator: 'tab',
      html: 'true',
      'guid column': '1',
      'tags column': '4',
      columns: 'GUID\tFront\tBack\tTags',
    });
    expect(notes.map((fields) => fields.length)).toEqual([4, 4, 4, 4]);
    expect(notes.map(([guid]) => guid)).toEqual(
      ['#def-trace', '#eq-2', '#eq-3', '#eq-4'].map((id) => `tuidao-trace${id}`),
    );
    expect(notes[0]?.[3]).toBe('tuidao tuidao::t tuidao::trace');
  });

  it('has formulas for MathJax without our macros, and HTML whose tags are closed', () => {
    const fields = notes.flatMap(([, front = '', back = '']) => [front, back]);
    expect(notes[0]?.[2]).toContain('\\[\\operatorname{tr} A=\\sum_i A_{ii}\\]');
    expect(notes[0]?.[2]).toContain('为 \\(A\\) 的迹。');
    expect(notes[1]?.[1]).toContain('\\(A\\in\\mathbb{R}^{n}\\)');
    expect(notes[2]?.[2]).toContain('\\[x&lt;y,\\quad a&lt;b\\]');
    for (const field of fields) {
      expect(field).not.toMatch(/<(?:div|span|section|f n)\b|class=|\\tr\b|\\R\b/);
      expect(field.split('\\[').length).toBe(field.split('\\]').length);
      expect(field.split('\\(').length).toBe(field.split('\\)').length);
      const open: string[] = [];
      for (const [, slash, name = ''] of field.matchAll(/<(\/?)([a-z]+)[^>]*>/g)) {
        if (slash === '') open.push(name);
        else expect(open.pop()).toBe(name);
      }
      expect(open).toEqual([]);
    }
  });

  it('is joined with others under one header, each note once', () => {
    const other = ankiText([['tuidao-x', '#front', 'a "b"\tc\nd', 'tag']]);
    const joined = readAnki(joinAnki([text, other, text]));
    expect(joined.headers.size).toBe(5);
    expect(joined.notes).toHaveLength(5);
    expect(joined.notes[4]).toEqual(['tuidao-x', '#front', 'a "b"\tc d', 'tag']);
  });
});

describe('the deck', () => {
  it('has prerequisites first, cycles or not', () => {
    const slugs = makeDeck(
      smallSite([
        { slug: 'muon', prerequisites: [['svd', '']] },
        { slug: 'svd', prerequisites: [['linear', '']] },
        { slug: 'linear', prerequisites: [['muon', '']] },
        { slug: 'other', prerequisites: [['svd', '']] },
      ]),
    ).posts.map(({ slug }) => slug);
    expect([...slugs].sort()).toEqual(['linear', 'muon', 'other', 'svd']);
    expect(slugs.indexOf('svd')).toBeLessThan(slugs.indexOf('other'));
    expect(slugs.indexOf('svd')).toBeLessThan(slugs.indexOf('muon'));
  });
});
