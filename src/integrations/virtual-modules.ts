import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { searchForWorkspaceRoot, type Plugin } from 'vite';
import { contentRoot } from './content-root.ts';
import { componentPosts } from './read-content.ts';

const site = 'virtual:tuidao/site';
const mdx = 'virtual:tuidao/mdx';

/**
 * How pages ask for data.
 *
 * `virtual:tuidao/site`: the module behind it must not be bundled, since it holds the site that the hooks have loaded, and
 * it would carry the whole pipeline into the bundle. `require` of its file gives Node's own instance, the one of the hooks.
 *
 * `virtual:tuidao/mdx`: the bodies of .mdx posts by slug. Written out, because `import.meta.glob` finds no file outside the
 * project, and the content root may lie anywhere.
 * @param root absolute path of the project
 */
export function siteModules(root: string): Plugin {
  const runtime = fileURLToPath(new URL('./site-runtime.ts', import.meta.url));
  const content = contentRoot(root);
  const modules: Readonly<Record<string, () => string>> = {
    [site]: () => `import { createRequire } from 'node:module';
const runtime = createRequire(${JSON.stringify(runtime)})(${JSON.stringify(runtime)});
export const getSite = runtime.getSite;
export const renderPost = runtime.renderPost;
export const renderLatex = runtime.renderLatex;
export const renderMarkdown = runtime.renderMarkdown;
export const renderCells = runtime.renderCells;
export const fillPost = runtime.fillPost;
export const renderText = runtime.renderText;
export const getGrowth = runtime.getGrowth;
export const fillFormulas = runtime.fillFormulas;`,
    [mdx]: () => {
      const imports = componentPosts(content).map(({ slug, path }) => {
        const file = join(content, path).replaceAll('\\', '/');
        return `  ${JSON.stringify(slug)}: () => import(${JSON.stringify(file)}),\n`;
      });
      return `export const bodies = {\n${imports.join('')}};`;
    },
  };
  const isOutside = relative(root, content).startsWith('..');
  return {
    name: 'tuidao:site',
    config: () => ({ server: { fs: { allow: [searchForWorkspaceRoot(root), content] } } }),
    resolveId(id, importer, options) {
      if (id in modules) return `\0${id}`;
      // What a post outside the project imports (React to Astro's own runtime for MDX) is installed in the project.
      const isBare = !/^(?:[./\0]|[a-z]+:)/i.test(id);
      if (!isOutside || !isBare || importer === undefined || relative(content, importer).startsWith('..'))
        return undefined;
      return this.resolve(id, join(root, 'package.json'), { ...options, skipSelf: true });
    },
    load: (id) => modules[id.slice(1)]?.(),
    configureServer(server) {
      server.watcher.on('all', (event, file) => {
        if (!file.endsWith('.mdx') || event === 'change') return;
        const known = server.moduleGraph.getModuleById(`\0${mdx}`);
        if (known !== undefined) server.moduleGraph.invalidateModule(known);
      });
    },
  };
}
