/** `npm run bench -- --search [folder]`: how well search answers, on the posts of this repository or of any folder. */
import path from 'node:path';
import { contentRoot } from '../../src/integrations/content-root.ts';
import { root } from '../project.ts';
import { benchFormulas, formatFormulaBench, readFormulaCorpus, type FormulaBench } from './search-formulas.ts';

export interface SearchBench {
  readonly formulas: FormulaBench;
}

/**
 * @param folder a content root or any folder of Markdown files; without one the content of the site, for which there are
 * judged queries
 * @throws Error where the folder holds no formula
 */
export function benchSearch(folder: string | undefined): SearchBench {
  const from = path.resolve(folder ?? contentRoot(root));
  const corpus = readFormulaCorpus(from);
  if (corpus.equations.length === 0) throw new Error(`${from} holds no equation.`);
  return { formulas: benchFormulas(corpus, folder === undefined) };
}

export function formatSearch({ formulas }: SearchBench): string {
  return formatFormulaBench(formulas);
}
