/** `npm run bench -- --search [folder]`: how well search answers, on the posts of this repository or of any folder. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { contentRoot } from '../../src/integrations/content-root.ts';
import type { Places } from '../../src/search/text/types.ts';
import { root } from '../project.ts';
import { collectPosts } from './collect.ts';
import { measure } from './measure.ts';
import { writeOurs } from './projects.ts';
import { benchFormulas, formatFormulaBench, readFormulaCorpus, type FormulaBench } from './search-formulas.ts';
import { askForHeadings, formatTextRun, ownQueries, runTextQueries, type TextRun } from './search-text.ts';

export interface SearchBench {
  readonly formulas: FormulaBench;
  readonly text: TextRun;
}

/**
 * @param folder a content root or any folder of Markdown files; without one the content of the site, for which there are
 * judged queries
 * @param scratch folder that the site is built in, since the full text is indexed by a build
 * @throws Error where the folder holds no formula or does not build
 */
export async function benchSearch(
  folder: string | undefined,
  scratch: string,
  say: (text: string) => void,
): Promise<SearchBench> {
  const from = path.resolve(folder ?? contentRoot(root));
  const corpus = readFormulaCorpus(from);
  if (corpus.equations.length === 0) throw new Error(`${from} holds no equation.`);
  const formulas = benchFormulas(corpus, folder === undefined);
  const { posts, contentRoot: content } = collectPosts(folder, scratch, say);
  say('building the site for its full-text index …');
  const site = writeOurs(path.join(scratch, 'site'), posts, content);
  await measure(site.build);
  const places = JSON.parse(readFileSync(path.join(site.out, 'search/places.json'), 'utf8')) as Places;
  return {
    formulas,
    text: await runTextQueries(site.out, folder === undefined ? ownQueries() : askForHeadings(places)),
  };
}

export function formatSearch({ formulas, text }: SearchBench): string {
  return [formatFormulaBench(formulas), formatTextRun(text)].join('\n');
}
