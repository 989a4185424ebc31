import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../project.ts';
import type { Command } from './measure.ts';
import type { BenchPost } from './posts.ts';

/** One of the two pipelines over the same posts. */
export interface BenchProject {
  readonly name: string;
  readonly build: Command;
  /** Arguments of Node for its dev server. */
  readonly dev: readonly string[];
  /** Folders that a cold build does not have. */
  readonly caches: readonly string[];
  readonly out: string;
  /** Folder of the posts, `<topic>/<slug>.md`. */
  readonly posts: string;
}

const astro = path.join(root, 'node_modules/astro/bin/astro.mjs');
const env: NodeJS.ProcessEnv = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', NO_COLOR: '1' };

/** This site over a content root that holds the posts and what they refer to. */
export function writeOurs(folder: string, posts: readonly BenchPost[], contentRoot: string): BenchProject {
  const content = path.join(folder, 'content');
  const [out, cache] = [path.join(folder, 'dist'), path.join(folder, 'cache')];
  writePosts(path.join(content, 'posts'), posts, path.join(contentRoot, 'posts'));
  for (const file of ['topics.yaml', 'concepts.yaml', 'macros.yaml', 'references.bib']) {
    if (existsSync(path.join(contentRoot, file))) cpSync(path.join(contentRoot, file), path.join(content, file));
  }
  return {
    name: 'tuidao',
    build: {
      args: ['scripts/build.ts'],
      cwd: root,
      env: { ...env, TUIDAO_CONTENT: content, TUIDAO_OUT: out, TUIDAO_CACHE: cache, TUIDAO_BASE: '/' },
    },
    dev: [astro, 'dev'],
    caches: [cache],
    out,
    posts: path.join(content, 'posts'),
  };
}

/** Astro as its documentation shows it: `glob()`, `unified()` with remark-math and rehype-katex, one page per post. */
export function writeStock(folder: string, posts: readonly BenchPost[], contentRoot: string): BenchProject {
  writePosts(path.join(folder, 'posts'), posts, path.join(contentRoot, 'posts'));
  for (const [file, text] of Object.entries(stockFiles)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  return {
    name: 'stock Astro',
    build: { args: [astro, 'build'], cwd: folder, env },
    dev: [astro, 'dev'],
    caches: [path.join(folder, 'cache'), path.join(folder, '.astro')],
    out: path.join(folder, 'dist'),
    posts: path.join(folder, 'posts'),
  };
}

const stockFiles = {
  'package.json': '{ "name": "stock", "private": true, "type": "module" }\n',
  'astro.config.mjs': `import { unified } from '@astrojs/markdown-remark';
import { defineConfig } from 'astro/config';
import rehypeKatex from 'rehype-katex';
import remarkMath from 'remark-math';

export default defineConfig({
  cacheDir: './cache',
  markdown: { processor: unified({ remarkPlugins: [remarkMath], rehypePlugins: [rehypeKatex] }) },
  vite: { cacheDir: './cache/vite' },
});
`,
  'src/content.config.ts': `import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';

export const collections = { posts: defineCollection({ loader: glob({ base: './posts', pattern: '**/*.md' }) }) };
`,
  'src/pages/index.astro': `---
import { getCollection } from 'astro:content';
const posts = await getCollection('posts');
---
<html lang="zh-CN">
  <head><meta charset="utf-8" /><title>Posts</title></head>
  <body><ul>{posts.map((post) => <li><a href={\`/posts/\${post.id}/\`}>{post.data.title}</a></li>)}</ul></body>
</html>
`,
  'src/pages/posts/[...slug].astro': `---
import 'katex/dist/katex.min.css';
import { getCollection, render } from 'astro:content';

export async function getStaticPaths() {
  const posts = await getCollection('posts');
  return posts.map((post) => ({ params: { slug: post.id }, props: { post } }));
}

const { post } = Astro.props;
const { Content } = await render(post);
---
<html lang="zh-CN">
  <head><meta charset="utf-8" /><title>{post.data.title}</title></head>
  <body><article><h1>{post.data.title}</h1><Content /></article></body>
</html>
`,
};

/** The posts, and beside them the figures that they show. */
function writePosts(folder: string, posts: readonly BenchPost[], from: string): void {
  for (const topic of new Set(posts.map((post) => post.topic))) {
    mkdirSync(path.join(folder, topic), { recursive: true });
    const source = path.join(from, topic);
    const figures = existsSync(source) ? readdirSync(source, { withFileTypes: true }) : [];
    for (const entry of figures.filter((found) => found.isDirectory())) {
      cpSync(path.join(source, entry.name), path.join(folder, topic, entry.name), { recursive: true });
    }
  }
  for (const { topic, slug, text } of posts) writeFileSync(path.join(folder, topic, `${slug}.md`), text);
}
