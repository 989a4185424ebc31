import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { handoutLatex } from '../export/handout.ts';
import { siteConfig } from '../site.config.ts';
import { loadSite, type LoadedSite } from './load-site.ts';
import { renderLatex } from './render-latex.ts';
import { renderMarkdown } from './render-markdown.ts';

const root = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'tuidao-latex-'));
const contentRoot = join(root, siteConfig.contentRoot);
let loaded: LoadedSite;

beforeAll(async () => {
  loaded = await loadSite({ config: siteConfig, root, contentRoot, cacheDir: join(folder, 'cache') });
}, 300_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What the commands of a document name, `\label{a}` → `a`; code is left out. */
function named(latex: string, command: RegExp): Set<string> {
  const text = latex.replace(/\\begin\{(codeblock(?:alt)?)\}[\s\S]*?\\end\{\1\}/g, '');
  return new Set([...text.matchAll(command)].flatMap(([, names = '']) => names.split(',')));
}

test('every reference, citation and frame of every post has its other end in the document', async () => {
  expect(loaded.site.posts.length).toBeGreaterThan(0);
  for (const { slug, derivation } of loaded.site.posts) {
    const latex = await renderLatex(loaded, slug, '/');
    const labels = named(latex, /\\label\{([^}]*)\}/g);
    const wanted = named(latex, /\\(?:eq)?ref\{([^}]*)\}|\\hyperref\[([^\]]*)\]/g);
    expect(
      [...wanted].filter((label) => label !== '' && !labels.has(label)),
      slug,
    ).toEqual([]);
    const works = named(latex, /\\bibitem\{([^}]*)\}/g);
    const cited = named(latex, /\\cite(?:\[\{[^}]*\}\])?\{([^}]*)\}/g);
    expect(
      [...cited].filter((key) => !works.has(key)),
      slug,
    ).toEqual([]);
    const numbers = [...latex.slice(latex.indexOf('\\begin{document}')).matchAll(/\\tag\{(\d+)\}/g)].map(([, number]) =>
      Number(number),
    );
    expect(numbers, slug).toEqual(derivation.equations.map(({ number }) => number));
    for (const number of numbers) expect(latex, slug).toContain(`\\permanent{${String(number)}}{`);
    expect(latex, slug).not.toMatch(/[\ue000-\ue00f]/);
    const ids = derivation.results.filter(({ id }) => id !== '').map(({ id }) => id);
    for (const id of ids) expect(latex, slug).toContain(`\n%</${id}>\n`);
  }
});

test('the source of every post is handed out with nothing but its links changed', () => {
  for (const { slug } of loaded.site.posts) {
    const source = loaded.compiled.get(slug)?.file.text ?? '';
    const markdown = renderMarkdown(loaded, slug, '/repo/');
    expect(markdown.split('\n').length, slug).toBe(source.split('\n').length);
    expect(markdown, slug).not.toMatch(/\]\((?:\.{1,2}\/|#)/);
    const bare = (text: string): string => text.replace(/\[[^[\]]*\]\([^()\s]*/g, '[](');
    expect(bare(markdown), slug).toBe(bare(source));
  }
});

test('a base path is in every address', async () => {
  const [post] = loaded.site.posts;
  const latex = await renderLatex(loaded, post?.slug ?? '', '/repo/');
  expect(latex).toContain(`${siteConfig.origin}/repo/posts/${post?.slug ?? ''}/`);
  expect(latex).not.toContain(`${siteConfig.origin}/e/`);
});

const hasLatex = spawnSync('xelatex', ['--version']).status === 0;
if (!hasLatex) {
  console.warn(
    'xelatex is not installed: exported posts are NOT compiled. To have them compiled: apt-get install texlive-xetex texlive-lang-chinese texlive-latex-extra texlive-plain-generic texlive-fonts-recommended',
  );
}

describe.skipIf(!hasLatex)('with a TeX installation', () => {
  test('every post compiles, with every character in some font', { timeout: 1_800_000 }, async () => {
    const failures: string[] = [];
    for (const { slug } of loaded.site.posts) {
      writeFileSync(join(folder, `${slug}.tex`), await renderLatex(loaded, slug, '/'));
      const options = ['-interaction=nonstopmode', '-halt-on-error', '-no-pdf', `${slug}.tex`];
      const { status } = spawnSync('xelatex', options, { cwd: folder, encoding: 'utf8' });
      const log = readFileSync(join(folder, `${slug}.log`), 'utf8');
      if (status !== 0) failures.push(`${slug}: ${/^![\s\S]{0,300}/m.exec(log)?.[0] ?? log.slice(-300)}`);
      failures.push(...[...log.matchAll(/^Missing character.*$/gm)].map(([line]) => `${slug}: ${line}`));
    }
    expect(failures).toEqual([]);
  });

  test('a handout of several posts compiles', { timeout: 300_000 }, async () => {
    const posts = loaded.site.posts.slice(0, 4);
    const sources = new Map<string, { tex: string; url: string }>();
    for (const { slug } of posts)
      sources.set(slug, { tex: await renderLatex(loaded, slug, '/'), url: `https://a.example/posts/${slug}/` });
    const parts = posts.flatMap(({ slug, derivation }) => {
      const boxes = derivation.results.filter(({ id, number }) => id !== '' && number !== undefined);
      const names = [...boxes.map(({ id }) => id), ...derivation.equations.map(({ number }) => `eq-${String(number)}`)];
      return names.map((name) => ({ slug, name, label: name, url: `https://a.example/posts/${slug}/#${name}` }));
    });
    expect(parts.length).toBeGreaterThan(100);
    writeFileSync(
      join(folder, 'handout.tex'),
      handoutLatex({ title: '讲义 50%', parts, sources, proofs: true, solutions: true }),
    );
    const options = ['-interaction=nonstopmode', '-halt-on-error', '-no-pdf', 'handout.tex'];
    const { status } = spawnSync('xelatex', options, { cwd: folder, encoding: 'utf8' });
    const log = readFileSync(join(folder, 'handout.log'), 'utf8');
    expect({ status, log: status === 0 ? '' : log.slice(-2000) }).toEqual({ status: 0, log: '' });
    expect(log).not.toContain('multiply defined');
  });
});
