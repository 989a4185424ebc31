import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const site = 'virtual:tuidao/site';
const resolved = `\0${site}`;

/**
 * `virtual:tuidao/site`: how pages ask for data. The module behind it must not be bundled: it holds the site that the
 * hooks have loaded, and it would carry the whole pipeline into the bundle. `require` of its file gives Node's own
 * instance, the one that the hooks use.
 */
export function siteModules(): Plugin {
  const runtime = fileURLToPath(new URL('./site-runtime.ts', import.meta.url));
  return {
    name: 'tuidao:site',
    resolveId: (id) => (id === site ? resolved : undefined),
    load: (id) =>
      id === resolved
        ? `import { createRequire } from 'node:module';
const runtime = createRequire(${JSON.stringify(runtime)})(${JSON.stringify(runtime)});
export const getSite = runtime.getSite;
export const renderPost = runtime.renderPost;
export const fillPost = runtime.fillPost;`
        : undefined,
  };
}
