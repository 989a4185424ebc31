import { expect, test } from 'vitest';
import { fillShell } from './shell.ts';

const shell = `<!doctype html><html lang="zh-CN"><head><title>旧 — 推导</title>
<meta name="description" content="旧 &quot;的&quot;"><link rel="canonical" href="https://a.example/e/">
<meta property="og:title" content="旧"><meta property="og:description" content="旧"><meta property="og:url" content="https://a.example/e/">
</head><body class="x" data-topic="y"><nav>条</nav><main class="page" id="page-main"><p>旧</p></main><footer>脚</footer></body></html>`;

const content = {
  title: '式(1) · <甲> & 乙',
  description: '"引" $& $1',
  url: 'https://a.example/e/k3m8xz/',
  topic: 'matrices',
  main: '<title>不是标题</title><p>$1 新</p>',
};

test('head and content are those of the page, everything around is that of the shell', () => {
  expect(fillShell(shell, content))
    .toBe(`<!doctype html><html lang="zh-CN"><head><title>式(1) · &lt;甲&gt; &amp; 乙 — 推导</title>
<meta name="description" content="&quot;引&quot; $&amp; $1"><link rel="canonical" href="https://a.example/e/k3m8xz/">
<meta property="og:title" content="式(1) · &lt;甲&gt; &amp; 乙"><meta property="og:description" content="&quot;引&quot; $&amp; $1"><meta property="og:url" content="https://a.example/e/k3m8xz/">
</head><body data-topic="matrices"><nav>条</nav><main class="page" id="page-main">
<title>不是标题</title><p>$1 新</p>
</main><footer>脚</footer></body></html>`);
});

test.each([
  ['no description', shell.replace('name="description"', 'name="d"')],
  ['two titles', shell.replace('<nav>', '<title>b — c</title>')],
])('a layout with %s is refused', (_, changed) => {
  expect(() => fillShell(changed, content)).toThrow('fillShell');
});
