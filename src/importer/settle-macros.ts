import { renderFormula } from '../equations/math.ts';
import { sameMacro, type Macro } from './collect-macros.ts';
import { commands } from './tex-walk.ts';
import { repairTex } from './repair-tex.ts';

/** What the macros of all posts become. */
export interface SettledMacros {
  /** Macros of the content root: name → expansion. */
  readonly shared: Readonly<Record<string, string>>;
  /** Macros that must be written out in a post, because the name means something else elsewhere. */
  expandIn(file: string): readonly Macro[];
}

/** Operators that authors use as if they were defined. */
const operators = [
  'tr',
  'diag',
  'rank',
  'sign',
  'sgn',
  'softmax',
  'softplus',
  'relu',
  'erf',
  'proj',
  'sym',
  'skew',
  'clip',
  'Var',
  'Cov',
  'KL',
  'vecop',
];

/**
 * One table of macros for all posts. A name that two posts define differently keeps its most frequent meaning, and is written
 * out in the others; so is a name that KaTeX knows, since a redefinition would reach every post.
 * @param existing macros that the content root has already: they stay as they are
 */
export function settleMacros(
  posts: readonly { readonly file: string; readonly macros: readonly Macro[] }[],
  existing: Readonly<Record<string, string>>,
): SettledMacros {
  const groups = new Map<string, { macro: Macro; files: string[] }[]>();
  for (const { file, macros } of posts) {
    for (const raw of macros) {
      const macro = { ...raw, body: repairTex(raw.body, { display: true, inTable: false }, new Map()) };
      const known = groups.get(macro.name) ?? [];
      groups.set(macro.name, known);
      const same = known.find((group) => sameMacro(group.macro, macro));
      if (same === undefined) known.push({ macro, files: [file] });
      else same.files.push(file);
    }
  }
  const shared: Record<string, string> = {};
  const expand = new Map<string, Macro[]>();
  for (const [name, candidates] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const chosen = chooseMeaning(name, candidates, existing);
    if (chosen !== undefined && !Object.hasOwn(existing, name)) shared[name] = chosen.body;
    for (const { macro, files } of candidates) {
      if (chosen !== undefined && sameMacro(chosen, macro)) continue;
      for (const file of files) expand.set(file, [...(expand.get(file) ?? []), macro]);
    }
  }
  return { shared, expandIn: (file) => expand.get(file) ?? [] };
}

function chooseMeaning(
  name: string,
  candidates: readonly { macro: Macro; files: readonly string[] }[],
  existing: Readonly<Record<string, string>>,
): Macro | undefined {
  const given = existing[name];
  if (given !== undefined) return { name, arguments: countArguments(given), body: given };
  if (isKnownToKatex(name)) return undefined;
  const usable = candidates.filter(({ macro }) => !usesItself(macro) && macro.body !== '');
  return [...usable].sort((a, b) => b.files.length - a.files.length)[0]?.macro;
}

function countArguments(body: string): number {
  return Math.max(0, ...[...body.matchAll(/#(\d)/g)].map(([, digit]) => Number(digit)));
}

function usesItself({ name, body }: Macro): boolean {
  for (const command of commands(body)) if (`\\${command.name}` === name) return true;
  return false;
}

function isKnownToKatex(name: string): boolean {
  const [problem] = renderFormula(name, { display: true, macros: {} }).problems;
  return problem === undefined || !problem.message.includes('Undefined control sequence');
}

/**
 * Macros that the texts use and nobody defines, where their meaning is plain: from the presets, or the name of an operator.
 * @param texts written posts
 */
export function missingMacros(
  texts: readonly string[],
  defined: Readonly<Record<string, string>>,
  presets: Readonly<Record<string, string>>,
): Record<string, string> {
  const known: Record<string, string> = {
    ...Object.fromEntries(operators.map((name) => [`\\${name}`, `\\operatorname{${name}}`])),
    ...presets,
  };
  const used = new Set<string>();
  for (const text of texts) {
    for (const { name } of commands(text)) {
      const command = `\\${name}`;
      if (Object.hasOwn(known, command) && !Object.hasOwn(defined, command)) used.add(command);
    }
  }
  const needed = [...used].sort().filter((name) => !isKnownToKatex(name));
  return Object.fromEntries(needed.map((name) => [name, known[name] ?? '']));
}
