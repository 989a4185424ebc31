import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkContent } from '../../src/integrations/check-content.ts';
import { contentRoot as defaultContentRoot } from '../../src/integrations/content-root.ts';
import { siteConfig } from '../../src/site.config.ts';
import { root } from '../project.ts';
import { leaveOut, normalisePost } from './normalise.ts';
import { type BenchPost, readPosts } from './posts.ts';

export interface Collected {
  readonly posts: readonly BenchPost[];
  /** Root whose topics, concepts, macros and figures the posts refer to. */
  readonly contentRoot: string;
}

/**
 * The posts to measure with: those of a content root, or any folder of Markdown files, brought into the form that the check
 * accepts.
 *
 * @param folder from the command line; undefined is the content of the site
 * @param scratch folder that may be written to
 * @throws Error when there is no post
 */
export function collectPosts(folder: string | undefined, scratch: string, say: (text: string) => void): Collected {
  const from = path.resolve(folder ?? defaultContentRoot(root));
  if (existsSync(path.join(from, 'posts'))) return { posts: notEmpty(readPosts(from), from), contentRoot: from };
  const files = readdirSync(from, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .sort();
  let posts = notEmpty(
    files.map((name, i) => normalisePost(readFileSync(path.join(from, name), 'utf8'), i + 1)),
    from,
  );
  const contentRoot = path.join(scratch, 'foreign');
  let leftOut = 0;
  for (let round = 1; round <= 30; round += 1) {
    writeRoot(contentRoot, posts);
    const errors = checkContent(contentRoot, siteConfig, contentRoot).findings.filter(
      ({ severity }) => severity === 'error',
    );
    if (errors.length === 0) {
      say(`${leftOut} passages that the check refuses were left out, for both pipelines.`);
      return { posts, contentRoot };
    }
    leftOut += errors.length;
    posts = posts.map((post) => {
      const own = errors.filter(({ file }) => path.basename(file, '.md') === post.slug);
      return leaveOut(
        post,
        own.map(({ position }) => ({ slug: post.slug, line: position.start.line, endLine: position.end.line })),
      );
    });
  }
  throw new Error(`${from}: the check still refuses passages after 30 rounds.`);
}

function writeRoot(folder: string, posts: readonly BenchPost[]): void {
  mkdirSync(path.join(folder, 'posts/bench'), { recursive: true });
  writeFileSync(
    path.join(folder, 'topics.yaml'),
    '- id: bench\n  name: 测量\n  english: Benchmark\n  description: 用来测量的文章。\n',
  );
  for (const { slug, text } of posts) writeFileSync(path.join(folder, 'posts/bench', `${slug}.md`), text);
}

function notEmpty(posts: readonly BenchPost[], from: string): readonly BenchPost[] {
  if (posts.length === 0) throw new Error(`${from} holds no Markdown post.`);
  return posts;
}
