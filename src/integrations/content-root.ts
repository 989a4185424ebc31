import { isAbsolute, resolve } from 'node:path';
import { siteConfig } from '../site.config.ts';

/** Absolute path of the folder with `posts/`: `TUIDAO_CONTENT`, else the one that the site config names. */
export function contentRoot(root: string = process.cwd()): string {
  const named = process.env.TUIDAO_CONTENT ?? siteConfig.contentRoot;
  return isAbsolute(named) ? named : resolve(root, named);
}
