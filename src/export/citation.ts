/** What is cited: a post, or one equation of it. */
export interface CitedWork {
  /** Who publishes: the name of the site. */
  readonly author: string;
  /** As the author wrote it; formulas stand between dollars. */
  readonly title: string;
  /** Date of the last change of the text, `2026-11-24`. */
  readonly date: string;
  /** Permanent and absolute. */
  readonly url: string;
  /** Letters, digits and hyphens, unique on the site: `low-rank-svd`, `low-rank-svd-k3m8xz`. */
  readonly key: string;
  /** Number of the equation that is cited, several as `7, 8`; absent for the whole. */
  readonly equation?: string;
}

/** The forms in which a work is cited. */
export interface Citations {
  readonly bibtex: string;
  /** After GB/T 7714. */
  readonly chinese: string;
  readonly english: string;
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

export function cite(work: CitedWork): Citations {
  const { author, title, date, url, equation } = work;
  const [year = '', month = '', day = ''] = date.split('-');
  const spoken = months[Number(month) - 1];
  const when = spoken === undefined ? year : `${year}, ${spoken} ${String(Number(day))}`;
  return {
    bibtex: bibtex(work),
    chinese: `${author}. ${title}${equation === undefined ? '' : `：式(${equation})`}[EB/OL]. (${date}). ${url}`,
    english: `${author} (${when}). ${title}${equation === undefined ? '' : `, Eq. (${equation})`}. ${url}`,
  };
}

/** Braces around title and author keep their letters and words as they are. */
function bibtex({ author, title, date, url, key, equation }: CitedWork): string {
  const [year = '', month = '', day = ''] = date.split('-');
  const name = months[Number(month) - 1]?.slice(0, 3).toLowerCase();
  const fields = [
    `author = {{${escapeBibtex(author)}}}`,
    `title = {{${escapeBibtex(title)}}}`,
    ...(equation === undefined ? [] : [`note = {Eq. (${equation})}`]),
    `year = {${year}}`,
    ...(name === undefined ? [] : [`month = ${name}`, `day = {${String(Number(day))}}`]),
    `url = {${url.replace(/[{}\\\s]/g, encodeURIComponent)}}`,
  ];
  return `@misc{${key},\n${fields.map((field) => `  ${field}`).join(',\n')}\n}`;
}

const special: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  // BibTeX counts braces, escaped or not.
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

/** Formulas stay formulas, as long as their braces are balanced. */
function escapeBibtex(text: string): string {
  return text
    .split(/(\$[^$]+\$)/)
    .map((part, place) =>
      place % 2 === 1 && isBalanced(part)
        ? part
        : part.replace(/[\\{}~^]/g, (character) => special[character] ?? character).replace(/[&%$#_]/g, '\\$&'),
    )
    .join('')
    .replace(/\s+/g, ' ');
}

function isBalanced(text: string): boolean {
  let depth = 0;
  for (const [brace] of text.matchAll(/[{}]/g)) {
    depth += brace === '{' ? 1 : -1;
    if (depth < 0) return false;
  }
  return depth === 0;
}
