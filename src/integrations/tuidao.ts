import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { copyAssets, serveAssets } from './assets.ts';
import { contentRoot } from './content-root.ts';
import { passOverOutput } from './output-pass.ts';
import { servePermanentPages, writePermanentPages } from './permanent-pages.ts';
import { createProgress } from './progress.ts';
import { reportAndThrow } from './report-and-throw.ts';
import { configure, invalidate, load } from './site-runtime.ts';
import { siteModules } from './virtual-modules.ts';

/**
 * The site's own part of a build: content is checked before the first page, the output after the last one.
 * Plugins of the Markdown pipeline only render; what they do on a warm cache, or whether they run, decides nothing.
 */
export function tuidao(): AstroIntegration {
  let root = '';
  let outDir = '';
  let cacheDir = '';
  let base = '/';
  return {
    name: 'tuidao',
    hooks: {
      'astro:config:setup': ({ addMiddleware, config, command, updateConfig, logger }) => {
        root = fileURLToPath(config.root);
        base = config.base.endsWith('/') ? config.base : `${config.base}/`;
        cacheDir = join(fileURLToPath(config.cacheDir), 'tuidao');
        configure({ root, cacheDir, base, dev: command === 'dev', onProgress: createProgress(logger) });
        updateConfig({ vite: { plugins: [siteModules(root)] } });
        if (command === 'dev') {
          addMiddleware({ entrypoint: new URL('./dev-middleware.ts', import.meta.url), order: 'pre' });
        }
      },
      'astro:config:done': ({ config }) => {
        outDir = fileURLToPath(config.outDir);
      },
      'astro:server:setup': ({ server, logger }) => {
        const watched = contentRoot(root);
        server.watcher.add(watched);
        server.middlewares.use(serveAssets(watched, base));
        server.middlewares.use(servePermanentPages(load, base));
        server.watcher.on('all', (_, file) => {
          if (!file.startsWith(watched)) return;
          invalidate();
          logger.info(`内容有改动：${file.slice(watched.length + 1)}`);
          server.ws.send({ type: 'full-reload' });
        });
      },
      'astro:build:start': async ({ logger }) => {
        const { checked } = await load();
        reportAndThrow(checked.findings, { root, sources: checked.sources, derivations: checked.derivations, logger });
      },
      'astro:build:done': async ({ logger }) => {
        const loaded = await load();
        await copyAssets(loaded.site, contentRoot(root), outDir);
        const output = await passOverOutput({ outDir, cacheDir, base, loaded });
        reportAndThrow(output.findings, { root, sources: new Map(), derivations: [], logger });
        // Behind the check: it has seen that every place is there to which these lead.
        await writePermanentPages(loaded, base, outDir);
        logger.info(
          `检查了 ${String(output.pages)} 个页面、${String(output.links)} 个链接；全文索引收录 ${String(output.indexed)} 页。`,
        );
      },
    },
  };
}
