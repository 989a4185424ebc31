import { unicodeSymbols } from './unicode-symbols.ts';

/** Text → LaTeX. What LaTeX would take for a command is escaped; everything else stays as it is, for XeLaTeX reads UTF-8. */

const special: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '%': '\\%',
  _: '\\_',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
  '"': '\\textquotedbl{}',
  '`': '\\textasciigrave{}',
  // Behind `\\` or `\item` a bracket would begin an optional argument.
  '[': '{[}',
  ']': '{]}',
  '\u00a0': '~',
};

/** Characters that mark places in a template; no text may hold them. */
const reserved = /[\ue000-\ue00f]/g;

/** Plain text, also for arguments of commands and for cells of tables. */
export function escapeLatex(text: string): string {
  return (
    text
      .replace(reserved, '')
      .replace(/[\\{}$&#%_^~"`[\]\u00a0]/g, (character) => special[character] ?? character)
      // Ligatures would make dashes and Spanish marks of these.
      .replace(/-(?=-)/g, '-{}')
      .replace(/([?!])(?=\\textasciigrave)/g, '$1{}')
  );
}

/** Text with formulas between dollars, such as a title: the formulas stay. */
export function escapeAroundMath(text: string): string {
  return text
    .split(/(\$[^$]+\$)/)
    .map((part, place) => (place % 2 === 1 ? part : escapeLatex(part)))
    .join('');
}

/** Code in running text. It may be broken behind every character that is no letter. */
export function escapeCode(code: string): string {
  return `\\texttt{${escapeLatex(code).replace(/-\{\}/g, '-{}')}}`;
}

/** An address as the first argument of `\href`, also inside other arguments. Non-ASCII characters are encoded. */
export function escapeUrl(url: string): string {
  return encodeURI(decodeSafely(url)).replace(/[%#&]/g, '\\$&');
}

/** Encoded addresses are not encoded twice. */
function decodeSafely(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}

/** The body of a verbatim environment: nothing is escaped there. */
export function verbatim(code: string): string {
  return code.replace(reserved, '').replace(/\r\n?/g, '\n').replace(/\n+$/, '');
}

/** An id as the name of a label. What TeX or a preamble of ours reads as something else is encoded: `γ` is `.CE.B3`. */
export function labelName(id: string): string {
  return [...id].map((character) => (isUnsafe(character) ? encoded(character) : character)).join('');
}

/** The id that a label was made of. */
export function idOfLabel(label: string): string {
  return decodeURIComponent(label.replaceAll('.', '%'));
}

function isUnsafe(character: string): boolean {
  return /[\\{}%#~^&$,\s".]/.test(character) || Object.hasOwn(unicodeSymbols, character);
}

function encoded(character: string): string {
  return character === '.' ? '.2E' : encodeURIComponent(character).replaceAll('%', '.').replace('~', '.7E');
}
