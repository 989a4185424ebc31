import { createReadStream } from 'node:fs';
import { copyFile, mkdir, stat } from 'node:fs/promises';
import { dirname, extname, join, relative, sep } from 'node:path';
import type { Connect } from 'vite';
import type { Post, Site } from '../site/types.ts';
import { assetPath } from './render-post.ts';

const types: Readonly<Record<string, string>> = {
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
};

/** Copies the images that posts show to where their pages expect them. Their existence was checked before. */
export async function copyAssets(site: Site, contentRoot: string, outDir: string): Promise<void> {
  for (const post of site.posts) {
    for (const { source, published } of assetsOf(post)) {
      const target = join(outDir, published);
      await mkdir(dirname(target), { recursive: true });
      await copyFile(join(contentRoot, source), target);
    }
  }
}

/** In `dev` the same addresses are answered from the content root. */
export function serveAssets(contentRoot: string, base: string): Connect.NextHandleFunction {
  return (request, response, next) => {
    const path = decodeURIComponent((request.url ?? '').split('?')[0] ?? '');
    const type = types[extname(path)];
    const [, slug, rest] = /^posts\/([^/]+)\/(.+)$/.exec(path.slice(base.length)) ?? [];
    if (type === undefined || slug === undefined || rest === undefined || rest.split('/').includes('..')) return next();
    void findAsset(contentRoot, rest).then((file) => {
      if (file === undefined) return next();
      response.setHeader('content-type', type);
      createReadStream(file).pipe(response);
    }, next);
  };
}

async function findAsset(contentRoot: string, rest: string): Promise<string | undefined> {
  const { glob } = await import('node:fs/promises');
  for await (const file of glob(`posts/*/${rest}`, { cwd: contentRoot })) {
    const full = join(contentRoot, file);
    if ((await stat(full)).isFile()) return full;
  }
  return undefined;
}

/** Files beside a post that it shows, with both their places. */
function assetsOf(post: Post): { source: string; published: string }[] {
  const folder = join('posts', post.derivation.name.topic);
  return post.derivation.links
    .filter(({ url }) => extname(url) in types && !/^[a-z]+:/i.test(url))
    .map(({ url }) => {
      const path = decodeURIComponent(url);
      return { source: relative('', join(folder, path)).split(sep).join('/'), published: assetPath(post.slug, path) };
    });
}
