import { matchingBrace } from '../equations/tex.ts';
import { readArgument, readOption, replaceCommands, skipSpace } from './tex-walk.ts';

/** A macro that a post defines for itself. */
export interface Macro {
  /** With its backslash. */
  readonly name: string;
  readonly arguments: number;
  readonly body: string;
}

const defining: ReadonlySet<string> = new Set([
  'newcommand',
  'renewcommand',
  'providecommand',
  'def',
  'DeclareMathOperator',
]);

/**
 * Takes the definitions out of a formula. MathJax accepts `\newcommand{msign}{…}` without a backslash before the name, and lets
 * a definition hold for the whole page.
 */
export function takeMacros(tex: string): { readonly tex: string; readonly macros: readonly Macro[] } {
  if (!/\\(?:(?:new|renew|provide)command|def|DeclareMathOperator)(?![A-Za-z])/.test(tex)) return { tex, macros: [] };
  const macros: Macro[] = [];
  const rest = replaceCommands(tex, ({ name, end }) => {
    if (!defining.has(name)) return undefined;
    const read = readDefinition(tex, name, end);
    if (read === undefined) return undefined;
    macros.push(read.macro);
    return { text: '', behind: read.behind };
  });
  return { tex: rest, macros };
}

function readDefinition(tex: string, command: string, end: number): { macro: Macro; behind: number } | undefined {
  let at = tex[end] === '*' ? end + 1 : end;
  const target = readArgument(tex, at);
  if (target === undefined) return undefined;
  const name = tex.slice(target.start, target.end).trim().replace(/^\\/, '');
  if (!/^[A-Za-z]+$/.test(name)) return undefined;
  at = target.behind;
  let count = 0;
  if (command === 'def') {
    const parameters = /(?:#\d)*/y;
    parameters.lastIndex = at;
    const found = parameters.exec(tex)?.[0] ?? '';
    count = found.length / 2;
    at += found.length;
  } else {
    const option = readOption(tex, at);
    if (option !== undefined) {
      count = Number(tex.slice(option.start, option.end));
      if (!Number.isInteger(count) || count < 0 || count > 9) return undefined;
      at = option.behind;
      // A default for the first argument has no counterpart in KaTeX.
      if (readOption(tex, at) !== undefined) return undefined;
    }
  }
  const brace = skipSpace(tex, at);
  if (tex[brace] !== '{') return undefined;
  const close = matchingBrace(tex, brace + 1);
  if (close >= tex.length) return undefined;
  const content = tex.slice(brace + 1, close).trim();
  const isOperator = command === 'DeclareMathOperator';
  const body = isOperator ? `\\operatorname${tex[end] === '*' ? '*' : ''}{${content}}` : content;
  return { macro: { name: `\\${name}`, arguments: count, body }, behind: close + 1 };
}

/** Uses of a macro in its own arguments are followed this deep. */
const deepest = 20;

/** Writes a macro out wherever a formula uses it. */
export function expandMacro(tex: string, macro: Macro, depth = 0): string {
  if (depth > deepest || !tex.includes(macro.name)) return tex;
  return replaceCommands(tex, ({ name, start, end }) => {
    if (`\\${name}` !== macro.name) return undefined;
    const values: string[] = [];
    let at = end;
    for (let index = 0; index < macro.arguments; index += 1) {
      const argument = readArgument(tex, at);
      if (argument === undefined) return undefined;
      values.push(expandMacro(tex.slice(argument.start, argument.end), macro, depth + 1));
      at = argument.behind;
    }
    const text = macro.body.replace(/#(\d)/g, (_, index: string) => values[Number(index) - 1] ?? '');
    // An index takes one token.
    const isIndex = /[_^]\s{0,4}$/.test(tex.slice(Math.max(0, start - 5), start));
    const spaced = /[A-Za-z]$/.test(text) && /^[A-Za-z]/.test(tex.slice(at)) ? `${text} ` : text;
    return { text: isIndex ? `{${text}}` : spaced, behind: at };
  });
}

/** `\mathop{\text{tr}}`, `\operatorname{tr}` and the like are one operator. */
export function sameMacro(a: Macro, b: Macro): boolean {
  return (
    a.arguments === b.arguments &&
    (a.body === b.body || (operatorName(a.body) ?? a.body) === (operatorName(b.body) ?? b.body))
  );
}

function operatorName(body: string): string | undefined {
  const match =
    /^(?:\\mathop\s*\{\s*\\(?:text|mathrm|textrm|rm)\s*\{?\s*([A-Za-z]+)\}?\s*\}|\\operatorname\*?\{([A-Za-z]+)\}|\\(?:text|mathrm)\{([A-Za-z]+)\})$/.exec(
      body,
    );
  const name = match === null ? undefined : (match[1] ?? match[2] ?? match[3]);
  return name === undefined ? undefined : `operator ${name}`;
}
