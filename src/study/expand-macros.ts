import { matchingBrace } from '../equations/tex.ts';

/** So deep one macro may use another; more is a macro that uses itself. */
const deepest = 20;

/**
 * TeX with the macros of the site written out, for programs that do not know them.
 * @param macros name with backslash → expansion with `#1` … `#9`
 */
export function expandMacros(tex: string, macros: Readonly<Record<string, string>>, depth = 0): string {
  if (depth > deepest) return tex;
  const command = /\\(?:[a-zA-Z]+|[^])/g;
  let expanded = '';
  let from = 0;
  for (let match = command.exec(tex); match !== null; match = command.exec(tex)) {
    const expansion = Object.hasOwn(macros, match[0]) ? macros[match[0]] : undefined;
    if (expansion === undefined) continue;
    const { values, end } = readArguments(tex, command.lastIndex, countArguments(expansion));
    const text = expandMacros(
      expansion.replace(/#([1-9])/g, (_, place: string) => values[Number(place) - 1] ?? ''),
      macros,
      depth + 1,
    );
    // Else `\E x` would become `\mathrmx`.
    const gap = /\\[a-zA-Z]+$/.test(text) && /^[a-zA-Z]/.test(tex.slice(end)) ? ' ' : '';
    expanded += tex.slice(from, match.index) + text + gap;
    from = end;
    command.lastIndex = end;
  }
  return expanded + tex.slice(from);
}

function countArguments(expansion: string): number {
  return Math.max(0, ...[...expansion.matchAll(/#([1-9])/g)].map(([, place]) => Number(place)));
}

/** Groups, commands or single characters, as TeX takes them. */
function readArguments(tex: string, start: number, count: number): { readonly values: string[]; readonly end: number } {
  const values: string[] = [];
  let end = start;
  while (values.length < count) {
    end += /^\s*/.exec(tex.slice(end))?.[0].length ?? 0;
    if (tex[end] === '{') {
      const close = matchingBrace(tex, end + 1);
      values.push(tex.slice(end + 1, close));
      end = Math.min(close + 1, tex.length);
    } else {
      const token = /^(?:\\(?:[a-zA-Z]+|[^])|[^])/u.exec(tex.slice(end))?.[0] ?? '';
      values.push(token);
      end += token.length;
      if (token === '') break;
    }
  }
  return { values, end };
}
