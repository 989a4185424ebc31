import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface BenchPost {
  readonly topic: string;
  readonly slug: string;
  /** With front matter. */
  readonly text: string;
}

/** The posts of a content root, sorted; .mdx ones as plain Markdown, without their components, so that every pipeline reads them. */
export function readPosts(contentRoot: string): BenchPost[] {
  const posts = path.join(contentRoot, 'posts');
  if (!existsSync(posts)) return [];
  return readdirSync(posts, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.mdx?$/.test(name))
    .sort()
    .map((name) => ({
      topic: path.dirname(name),
      slug: path.basename(name).replace(/\.mdx?$/, ''),
      // What a complete post promises is promised for its own name: records, published anchors.
      text: plain(readFileSync(path.join(posts, name), 'utf8')).replace(/^status: complete$/m, 'status: draft'),
    }));
}

/** Without components that stand on lines of their own; links to .mdx posts lead to what these become. */
function plain(text: string): string {
  return text.replace(/^<\/?[A-Z]\w*[^<>]*>$/gm, '').replace(/(\]\([^)\s]*)\.mdx\b/g, '$1.md');
}

/**
 * The same posts again under other slugs until there are `count`. Links and prerequisites of a copy lead to posts of the
 * same copy.
 */
export function multiplyPosts(posts: readonly BenchPost[], count: number): BenchPost[] {
  const copies: BenchPost[] = [];
  for (let copy = 0; copies.length < count && posts.length > 0; copy += 1) {
    copies.push(
      ...posts.slice(0, count - copies.length).map((post) => (copy === 0 ? post : copyOf(post, copy, posts))),
    );
  }
  // The last round may lack some: what leads to those leads to the first copy, which is whole.
  const there = new Set(copies.map(({ slug }) => slug));
  return copies.map((post) => ({
    ...post,
    text: post.text.replace(/([a-z0-9-]+)-copy\d+\b/g, (name: string, first: string) =>
      there.has(name) ? name : first,
    ),
  }));
}

function copyOf(post: BenchPost, copy: number, all: readonly BenchPost[]): BenchPost {
  let { text } = post;
  for (const { slug } of all) {
    text = text
      .replaceAll(new RegExp(`(\\]\\([^)\\s]*\\b)${slug}\\.md`, 'g'), `$1${slug}-copy${copy}.md`)
      .replaceAll(new RegExp(`^(\\s*-? ?post: )${slug}$`, 'gm'), `$1${slug}-copy${copy}`);
  }
  return { ...post, slug: `${post.slug}-copy${copy}`, text };
}
