import { nameOf } from '../equations/resolve-reference.ts';
import { latexBibliography } from '../export/bibliography.ts';
import { latexDocument, numberedKinds } from '../export/latex-document.ts';
import { escapeAroundMath, escapeUrl } from '../export/latex-text.ts';
import { createTranslate, type Translate } from '../i18n/translate.ts';
import { fillLatex } from '../markdown/latex/slots.ts';
import { codeBlock } from '../markdown/latex/write-latex.ts';
import { permanentIdOf } from '../site/anchors.ts';
import type { Post, Site } from '../site/types.ts';
import { createUrls, type Urls } from '../site/urls.ts';
import type { LoadedSite } from './load-site.ts';
import { loadLatex } from './render-cache.ts';
import { assetPath } from './render-post.ts';

/** A post as a document that XeLaTeX compiles: its numbers, its links made absolute, its recorded outputs. */
export async function renderLatex(loaded: LoadedSite, slug: string, base: string): Promise<string> {
  const { site, compiled } = loaded;
  const handle = compiled.get(slug);
  const post = site.bySlug.get(slug);
  if (handle === undefined || post === undefined) throw new Error(`没有叫 ${slug} 的文章`);
  const { config, content } = site;
  const urls = createUrls(base, config.origin);
  const t = createTranslate(config.language);
  const template = await loadLatex(handle, { macros: content.macros, language: config.language });
  const absolute = (anchor = ''): string => escapeUrl(urls.absolute(urls.post(slug, anchor)));
  const body = fillLatex(template, {
    reference: (target, shown) => referenceTo(site, urls, t, target, shown),
    asset: (path) => escapeUrl(urls.absolute(urls.file(assetPath(slug, path)))),
    output: (block) => outputOf(post, block, t),
    self: absolute,
  });
  const works = new Map(content.bibliography.map((entry) => [entry.key, entry]));
  return latexDocument({
    language: config.language,
    title: escapeAroundMath(post.title),
    author: config.title,
    date: post.updated,
    comments: [post.title, urls.absolute(urls.post(slug)), t('export.licence')],
    macros: content.macros,
    kinds: kindNames(t),
    permanent: permanentUrls(site, post, urls),
    body: [
      opening(post, site, urls, t),
      body,
      latexBibliography(post.citations.flatMap((key) => works.get(key) ?? [])),
    ].join('\n\n'),
  });
}

/** What the boxes of a document print. */
export function kindNames(t: Translate): Parameters<typeof latexDocument>[0]['kinds'] {
  const kinds = [...numberedKinds, 'proof', 'solution'] as const;
  return Object.fromEntries(kinds.map((kind) => [kind, t(`kind.${kind}`)])) as Parameters<
    typeof latexDocument
  >[0]['kinds'];
}

/** The address of each equation: the permanent one where it was published. */
function permanentUrls({ anchors }: Site, { slug, derivation }: Post, urls: Urls): Map<number, string> {
  return new Map(
    derivation.equations.flatMap(({ number }): [number, string][] => {
      if (number === undefined) return [];
      const anchor = `eq-${String(number)}`;
      const id = permanentIdOf(anchors.get(slug), anchor);
      return [[number, urls.absolute(id === undefined ? urls.post(slug, anchor) : urls.permanent(id))]];
    }),
  );
}

/** What stands above the text on the page: description, address, what to read before. */
function opening({ slug, description, prerequisites }: Post, { bySlug }: Site, urls: Urls, t: Translate): string {
  const address = urls.absolute(urls.post(slug));
  const before = prerequisites.map(({ post, reason }) => {
    const known = bySlug.get(post);
    const title = known === undefined ? post : known.title;
    const named =
      known === undefined ? title : `\\href{${escapeUrl(urls.absolute(urls.post(post)))}}{${escapeAroundMath(title)}}`;
    return `\\item ${named}\uff1a${escapeAroundMath(reason)}`;
  });
  return [
    `\\begin{quote}\n${escapeAroundMath(description)}\n\n\\url{${escapeUrl(address)}}\n\\end{quote}`,
    ...(before.length === 0
      ? []
      : [`\\noindent\\textbf{${t('post.prerequisites')}}\n\\begin{itemize}\n${before.join('\n')}\n\\end{itemize}`]),
  ].join('\n\n');
}

/** @param target `topic/slug` or `topic/slug#id` */
function referenceTo(site: Site, urls: Urls, t: Translate, target: string, shown: string): string {
  const [path = '', id = ''] = target.split('#');
  const slug = path.slice(path.indexOf('/') + 1);
  const post = site.bySlug.get(slug);
  if (post === undefined) return shown;
  const anchor = id === '' ? undefined : site.index.anchors.get(`${slug}#${id}`);
  const title = t('ref.title', { title: post.title });
  const name = anchor === undefined ? title : title + nameOf(site.index, anchor, t);
  const permanent = anchor?.type === 'equation' ? permanentIdOf(site.anchors.get(slug), anchor.canonical) : undefined;
  const address = permanent === undefined ? urls.post(slug, anchor?.canonical ?? id) : urls.permanent(permanent);
  return `\\href{${escapeUrl(urls.absolute(address))}}{${shown === '' ? escapeAroundMath(name) : shown}}`;
}

function outputOf({ verification }: Post, block: number, t: Translate): string {
  const output = verification.outputs.get(block);
  return output === undefined ? '' : `\n\\par\\noindent ${t('verification.output')}\n${codeBlock(output)}`;
}
