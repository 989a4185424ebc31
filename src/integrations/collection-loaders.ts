import type { Loader, LoaderContext } from 'astro/loaders';
import type { ContentData } from '../site/types.ts';
import { contentRoot } from './content-root.ts';
import { readContent, readContentData } from './read-content.ts';
import { readFrontMatter } from '../equations/front-matter.ts';
import { createLocator } from '../equations/locate.ts';
import { postSchema } from '../schemas/post.ts';

type Entry = Readonly<Record<string, unknown>> & { readonly id?: string; readonly slug?: string };

/**
 * Metadata of the posts, nothing else: a store that held rendered formulas would cost most of a build.
 * Entries whose front matter is not valid are left out here; the check of the build reports them and stops it.
 */
export function postLoader(): Loader {
  return {
    name: 'tuidao-posts',
    load: async (context) => {
      const refresh = (): Promise<void> => fill(context, postEntries());
      await refresh();
      // In `dev`: what pages there are is asked of the store, so a post that is added or renamed has to get into it.
      context.watcher?.on('all', (event, file) => {
        const slug = /([^/\\]+)\.mdx?$/.exec(file)?.[1];
        if (slug === undefined || !file.startsWith(contentRoot())) return;
        if (event === 'change' && context.store.has(slug)) return;
        refresh().catch((error: unknown) => {
          context.logger.error(error instanceof Error ? error.message : String(error));
        });
      });
    },
  };
}

function postEntries() {
  return readContent(contentRoot()).posts.flatMap(({ file, name }) => {
    const { data } = readFrontMatter(createLocator(file.text));
    if (!postSchema.safeParse(data).success) return [];
    return [{ id: name.slug, data: data as Record<string, unknown>, filePath: file.path }];
  });
}

/** One collection of a YAML list in the content root. */
export function listLoader(kind: 'topics' | 'catalogue' | 'concepts' | 'paths'): Loader {
  return {
    name: `tuidao-${kind}`,
    load: async (context) => {
      const list: ContentData[typeof kind] = readContentData(contentRoot())[kind];
      const entries = (list as readonly unknown[]).map((item) => {
        const entry = item as Entry;
        return { id: entry.id ?? entry.slug ?? '', data: entry };
      });
      await fill(context, entries);
    },
  };
}

async function fill(
  { store, parseData, generateDigest }: LoaderContext,
  entries: readonly { readonly id: string; readonly data: Record<string, unknown>; readonly filePath?: string }[],
): Promise<void> {
  store.clear();
  for (const entry of entries) {
    const data = await parseData({ ...entry });
    store.set({
      id: entry.id,
      data,
      digest: generateDigest(data),
      ...(entry.filePath === undefined ? {} : { filePath: entry.filePath }),
    });
  }
}
