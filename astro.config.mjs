import mdx from '@astrojs/mdx';
import sitemap from '@astrojs/sitemap';
import { unified } from '@astrojs/markdown-remark';
import { defineConfig } from 'astro/config';
import { contentRoot } from './src/integrations/content-root.ts';
import { readContentData } from './src/integrations/read-content.ts';
import { tuidao } from './src/integrations/tuidao.ts';
import { mdxPlugins } from './src/markdown/mdx-plugins.ts';
import { siteConfig } from './src/site.config.ts';

const { env } = process;

export default defineConfig({
  site: siteConfig.origin,
  base: env.TUIDAO_BASE ?? siteConfig.base,
  trailingSlash: 'always',
  outDir: env.TUIDAO_OUT ?? 'dist',
  cacheDir: env.TUIDAO_CACHE ?? 'node_modules/.astro',
  devToolbar: { enabled: false },
  // The .mdx posts go through these plugins; .md posts are rendered at page time by src/markdown.
  markdown: {
    processor: unified({
      ...mdxPlugins(() => readContentData(contentRoot()).macros, siteConfig.language),
      gfm: false,
      smartypants: false,
    }),
    syntaxHighlight: false,
  },
  integrations: [tuidao(), mdx(), sitemap()],
  build: { inlineStylesheets: 'never', concurrency: 2 },
  // Small KaTeX fonts would otherwise become data: URLs, which a strict font-src forbids.
  vite: { build: { assetsInlineLimit: 0 } },
});
