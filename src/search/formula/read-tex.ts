import { parseFormula } from '../../formula/parse-formula.ts';
import type { FormulaList } from '../../formula/tree.ts';
import { close, repair } from './repair.ts';

export interface ReadTex {
  readonly nodes: FormulaList;
  /** What was read, as far as KaTeX accepts it: it can be set. */
  readonly tex: string;
}

/** Characters of a broken formula that are looked at: more are a whole passage that lost its end. */
const sourceLimit = 4_000;

type Macros = Readonly<Record<string, string>>;

/** The TeX of an equation. What KaTeX refuses is read as far as it goes, so that nothing cannot be found. */
export function readTex(tex: string, macros: Macros): ReadTex {
  const whole = parseFormula(tex, { macros });
  return whole.ok ? { nodes: whole.nodes, tex } : mend(close(tex.slice(0, sourceLimit)), macros);
}

/** A query: may be unfinished or broken, and may hold wildcards. Never throws. */
export function readQuery(typed: string, macros: Macros): ReadTex {
  return mend(repair(typed), macros);
}

/** What KaTeX still refuses is taken out where it stands; the rest is kept. */
function mend(mended: string, macros: Macros): ReadTex {
  let tex = mended;
  for (let tries = 0; tries < 12; tries += 1) {
    const parsed = parseFormula(tex, { macros });
    if (parsed.ok) return { nodes: parsed.nodes, tex };
    const shorter = withoutFault(tex, parsed.message);
    if (shorter === tex) break;
    tex = close(shorter);
  }
  const pieces = (tex.match(/\\[A-Za-z]+|[^\\{}^_&$#%~\s]/gu) ?? []).flatMap((piece) => {
    const parsed = parseFormula(piece, { macros });
    return parsed.ok ? [{ nodes: parsed.nodes, tex: piece }] : [];
  });
  return { nodes: pieces.flatMap(({ nodes }) => nodes), tex: pieces.map((piece) => piece.tex).join(' ') };
}

/** KaTeX names the command that it does not know, or the place where it stopped. What lacks an argument gets an empty one. */
function withoutFault(tex: string, message: string): string {
  const place = /at position (\d+)/.exec(message)?.[1];
  const at = place === undefined ? tex.length : Number(place) - 1;
  if (/Expected group|macro argument|Extra \}/.test(message)) return `${tex.slice(0, at)}{}${tex.slice(at)}`;
  const unknown = /Undefined control sequence: (\\[A-Za-z]+|\\.)/.exec(message)?.[1];
  if (unknown !== undefined) {
    // `\[` and its like are no pattern.
    const name = unknown.replace(/[^A-Za-z]/g, '\\$&');
    const from = tex.search(new RegExp(`${name}(?![A-Za-z])`));
    if (from !== -1) return tex.slice(0, from) + tex.slice(from + unknown.length);
  }
  const token = /^(?:\\[A-Za-z]+\*?|\\[^]|[^])/u.exec(tex.slice(at))?.[0] ?? '';
  return token === '' ? tex.slice(0, -1) : tex.slice(0, at) + tex.slice(at + token.length);
}
