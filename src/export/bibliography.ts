import type { BibEntry } from '../site/types.ts';
import { escapeAroundMath, escapeLatex, escapeUrl, labelName } from './latex-text.ts';

/** The works that a text cites, in the order of their numbers. */
export function latexBibliography(entries: readonly BibEntry[]): string {
  if (entries.length === 0) return '';
  const width = '9'.repeat(String(entries.length).length);
  return [`\\begin{thebibliography}{${width}}`, ...entries.map(bibItem), '\\end{thebibliography}'].join('\n');
}

function bibItem({ key, authors, title, venue, year, url }: BibEntry): string {
  const by = authors.length === 0 ? '' : `${escapeLatex(authors.join(', '))}. `;
  const named = url === undefined ? escapeAroundMath(title) : `\\href{${escapeUrl(url)}}{${escapeAroundMath(title)}}`;
  const published = venue === undefined ? '' : `\\emph{${escapeAroundMath(venue)}}, `;
  return `\\bibitem{${labelName(key)}} ${by}${named}. ${published}${escapeLatex(year)}.`;
}
