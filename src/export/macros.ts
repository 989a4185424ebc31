/** Commands that KaTeX has and LaTeX with the packages of our documents has not. */
const katexOnly: Readonly<Record<string, string>> = {
  '\\argmax': '\\operatorname*{arg\\,max}',
  '\\argmin': '\\operatorname*{arg\\,min}',
  '\\plim': '\\operatorname*{plim}',
  '\\R': '\\mathbb{R}',
  '\\N': '\\mathbb{N}',
  '\\Z': '\\mathbb{Z}',
  '\\Reals': '\\mathbb{R}',
  '\\reals': '\\mathbb{R}',
  '\\natnums': '\\mathbb{N}',
  '\\cnums': '\\mathbb{C}',
  '\\Complex': '\\mathbb{C}',
  '\\bold': '\\mathbf{#1}',
  '\\Bbb': '\\mathbb{#1}',
  '\\lang': '\\langle',
  '\\rang': '\\rangle',
  '\\infin': '\\infty',
  '\\isin': '\\in',
  '\\exist': '\\exists',
  '\\real': '\\Re',
  '\\image': '\\Im',
  '\\sub': '\\subset',
  '\\sube': '\\subseteq',
  '\\supe': '\\supseteq',
  '\\empty': '\\varnothing',
  '\\thetasym': '\\vartheta',
  '\\llbracket': '\\mathopen{[\\![}',
  '\\rrbracket': '\\mathclose{]\\!]}',
  '\\set': '\\{\\,#1\\,\\}',
  '\\Set': '\\left\\{\\,#1\\,\\right\\}',
  '\\bra': '\\langle{#1}|',
  '\\ket': '|{#1}\\rangle',
  '\\braket': '\\langle{#1}\\rangle',
};

const command = /\\[A-Za-z]+/g;

/**
 * Definitions of the macros that a text uses, and of those that these use, by name.
 * @param macros name with backslash → expansion, `#1` … for arguments
 */
export function declareMacros(text: string, macros: Readonly<Record<string, string>>): string[] {
  const known: Readonly<Record<string, string>> = { ...katexOnly, ...macros };
  const used = new Set<string>();
  const visit = (tex: string): void => {
    for (const [name] of tex.matchAll(command)) {
      const expansion = Object.hasOwn(known, name) ? known[name] : undefined;
      if (expansion === undefined || used.has(name)) continue;
      used.add(name);
      visit(expansion);
    }
  };
  visit(text);
  return [...used].sort().map((name) => declare(name, known[name] ?? ''));
}

/** `\providecommand` first: the name may be one that LaTeX has, which then means what the post means by it. */
function declare(name: string, expansion: string): string {
  const places = [...expansion.matchAll(/#([1-9])/g)].map(([, place]) => Number(place));
  const count = Math.max(0, ...places);
  const parameters = count === 0 ? '' : `[${String(count)}]`;
  return `\\providecommand{${name}}{}\\renewcommand{${name}}${parameters}{${expansion}}`;
}
