import type { Element } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { describe, expect, test } from 'vitest';
import { parseMarkdown } from '../syntax/index.ts';
import { walk } from './hast.ts';
import { isSafeUrl } from './sanitize.ts';
import { toCleanHast, writeHtml } from './to-html.ts';

function render(markdown: string): string {
  return writeHtml(toCleanHast(parseMarkdown(markdown)).children, () => '<math></math>');
}

function elementsOf(html: string): Element[] {
  const elements: Element[] = [];
  walk(fromHtml(html, { fragment: true }), (element) => {
    elements.push(element);
    return undefined;
  });
  return elements;
}

const payloads: readonly string[] = [
  '<script>alert(1)</script>',
  '<SCRIPT SRC=//evil.example/x.js></SCRIPT>',
  '<script\n>alert(1)</script >',
  'text <script>alert(1)</script> text',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<img src=x onerror=alert(1)>',
  '<img src="x" OnErRoR="alert(1)">',
  '<img/src=x/onerror=alert(1)>',
  '<img src=x onerror\n=\nalert(1)>',
  '<img src="javascript:alert(1)">',
  '<img srcset="javascript:alert(1)" src="data:text/html,<script>alert(1)</script>">',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<svg><style><img src=x onerror=alert(1)></style></svg>',
  '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>',
  '<math href="javascript:alert(1)">x</math>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="javascript:alert(1)"></object>',
  '<embed src="javascript:alert(1)">',
  '<form action="javascript:alert(1)"><button>x</button></form>',
  '<button formaction="javascript:alert(1)">x</button>',
  '<input autofocus onfocus=alert(1)>',
  '<select autofocus onfocus=alert(1)><option>x</select>',
  '<textarea autofocus onfocus=alert(1)></textarea>',
  '<base href="https://evil.example/">',
  '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
  '<link rel="stylesheet" href="https://evil.example/x.css">',
  '<style>body{background:url(https://evil.example/)}</style>',
  '<p style="position:fixed;inset:0">cover</p>',
  '<div style="background:url(javascript:alert(1))">x</div>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="JaVaScRiPt:alert(1)">x</a>',
  '<a href="java&#x0A;script:alert(1)">x</a>',
  '<a href="&#106;&#97;vascript:alert(1)">x</a>',
  '<a href=" javascript:alert(1)">x</a>',
  '<a href="\u0001javascript:alert(1)">x</a>',
  '<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">x</a>',
  '<a href="vbscript:msgbox(1)">x</a>',
  '<a href="https://x.example" onclick="alert(1)" target="_blank">x</a>',
  '[x](javascript:alert(1))',
  '[x](JAVASCRIPT:alert(1))',
  '[x](javascript&colon;alert(1))',
  '[x](<java\tscript:alert(1)>)',
  '[x][y]\n\n[y]: javascript:alert(1)',
  '![x](javascript:alert(1))',
  '![x](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+)',
  '<javascript:alert(1)>',
  '<details open ontoggle=alert(1)>x</details>',
  '<video><source onerror="alert(1)"></video>',
  '<audio src=x onerror=alert(1)></audio>',
  '<template><script>alert(1)</script></template>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<title><img src=x onerror=alert(1)></title>',
  '<xmp><img src=x onerror=alert(1)></xmp>',
  '<plaintext><img src=x onerror=alert(1)>',
  '<!--><img src=x onerror=alert(1)>-->',
  '<!-- --!><img src=x onerror=alert(1)> -->',
  '<![CDATA[<img src=x onerror=alert(1)>]]>',
  '<?php echo "<script>alert(1)</script>" ?>',
  '<body onload=alert(1)>',
  '<p id="x" onmouseover="alert(1)" contenteditable tabindex=1>x</p>',
  '</article></main></body><script>alert(1)</script>',
  '<div class="eq" id="a b">x</div>',
  '<code data-formula="0">x</code>',
  '<a class="ref" data-xref="x/y">x</a>',
  '<div class="listing__out" data-output="0"></div>',
  '<img data-asset="./x.svg" alt="">',
  '<span data-seal="0">x</span> ![a](./b.png)',
  '<span DATA-SEAL=0>x</span> ![a](./b.png)',
  '<div data-\n\nseal="0">x</div>\n\n![a](./b.png)',
  '`<script>alert(1)</script>` and <b title="<script>alert(1)</script>">x</b>',
  '```html\n<script>alert(1)</script>\n```',
  '$x$ <b onclick=alert(1)>$y$',
];

const forbidden = new Set([
  'script',
  'style',
  'iframe',
  'object',
  'embed',
  'form',
  'button',
  'select',
  'textarea',
  'base',
  'meta',
  'link',
  'svg',
  'math',
  'template',
  'noscript',
  'title',
  'xmp',
  'plaintext',
  'video',
  'audio',
  'source',
  'body',
  'frame',
  'frameset',
]);

describe('raw HTML of authors', () => {
  test.each(payloads)('%j runs nothing and poses as nothing', (payload) => {
    const html = render(payload);
    for (const { tagName, properties } of elementsOf(html)) {
      expect(forbidden.has(tagName), `${tagName} in ${html}`).toBe(false);
      for (const [name, value] of Object.entries(properties)) {
        expect(/^on/i.test(name), `${name} in ${html}`).toBe(false);
        expect([
          'style',
          'srcDoc',
          'srcSet',
          'target',
          'formAction',
          'contentEditable',
          'tabIndex',
          'className',
        ]).not.toContain(tagName === 'code' && /language-|math-/.test(String(value)) ? '' : name);
        expect(/^data/.test(name), `${name} in ${html}`).toBe(false);
        if (name === 'href' || name === 'src') {
          expect(String(value), html).toMatch(/^(?:https:\/\/|\.\/|[a-z]*$)/);
        }
      }
    }
  });

  test('keeps what a text needs', () => {
    const html = render(
      '<details><summary>更多</summary>\n\n<kbd>Ctrl</kbd> H<sub>2</sub>O <abbr title="稳定">a</abbr>\n\n</details>\n\n' +
        '<figure><img src="./a.png" alt="图"><figcaption>说明</figcaption></figure>\n\n<a id="旧锚点"></a>',
    );
    expect(html).toContain('<details><summary>更多</summary>');
    expect(html).toContain('<kbd>Ctrl</kbd> H<sub>2</sub>O <abbr title="稳定">a</abbr>');
    expect(html).toContain('<figure><img src="./a.png" alt="图"><figcaption>说明</figcaption></figure>');
    expect(html).toContain('<a id="旧锚点"></a>');
  });

  test('an unclosed element does not swallow the rest as text', () => {
    expect(render('<div>\n\n前\n\n## 标题\n\n后')).toContain('<h2>标题</h2>');
  });
});

test.each([
  ['https://a.example/', true],
  ['./x.md#eq-3', true],
  ['#eq-3', true],
  ['/posts/x/?a=b:c', true],
  ['mailto:a@b.example', true],
  ['javascript:alert(1)', false],
  ['java\nscript:alert(1)', false],
  ['\u00a0javascript:alert(1)', false],
  ['data:text/html,x', false],
  ['blob:https://a.example/x', false],
  ['file:///etc/passwd', false],
] as const)('isSafeUrl(%j) is %s', (url, safe) => {
  expect(isSafeUrl(url, 'href')).toBe(safe);
});
