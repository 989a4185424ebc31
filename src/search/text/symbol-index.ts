import type { Fold } from './fold.ts';
import { letters } from './short-tex.ts';
import { features } from './words.ts';

/** `[LaTeX, meaning]` of a row of the table of symbols of a post. */
export type SymbolPlace = readonly [string, string];

/** The tables of symbols of all posts: one static file. What a symbol looks like lies in one file for each post. */
export type SymbolPlaces = readonly {
  readonly slug: string;
  /** Id of the section with the table, `''` before the first. */
  readonly anchor: string;
  readonly symbols: readonly SymbolPlace[];
}[];

export interface SymbolHit {
  /** Index into `SymbolPlaces`. */
  readonly post: number;
  /** Index into its symbols. */
  readonly index: number;
}

/** @returns finds symbols by what they mean, or by how they are written; best first */
export function createSymbolSearch(places: SymbolPlaces, fold: Fold): (text: string, tex: string) => SymbolHit[] {
  const rows = places.flatMap(({ symbols }, post) =>
    symbols.map(([tex, meaning], index) => ({
      hit: { post, index },
      shape: symbolShape(tex),
      meaning: fold(meaning),
      own: new Set(features(fold(meaning))),
    })),
  );
  return (text, tex) => {
    const asked = [...new Set(features(text))];
    const shape = symbolShape(tex);
    return rows
      .map(({ hit, own, meaning, shape: written }, place) => {
        const share = asked.length === 0 ? 0 : asked.filter((feature) => own.has(feature)).length / asked.length;
        const exact = meaning === text || meaning.startsWith(text) ? 0.2 : 0;
        const look = shape === '' ? 0 : written === shape ? 1 : written.startsWith(shape) ? 0.7 : 0;
        return { hit, place, score: Math.max(share >= 0.6 ? share + exact : 0, look) };
      })
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || a.place - b.place)
      .map(({ hit }) => hit);
  };
}

const commands = new Map(
  Object.entries(letters).flatMap(([name, character]) =>
    /^[a-z]+$/.test(character) ? [] : [[character, name] as const],
  ),
);

/** LaTeX without fonts, braces and spaces, Greek letters by their commands: `\boldsymbol{x}_{t}` = `x_t`, `Σ` = `\Sigma`. */
export function symbolShape(tex: string): string {
  return tex
    .replace(/\P{ASCII}/gu, (character) => {
      const name = commands.get(character);
      return name === undefined ? character : `\\${name} `;
    })
    .replace(
      /\\(?:mathbf|mathbb|mathcal|mathrm|mathsf|boldsymbol|bm|operatorname|text|left|right|displaystyle)(?![a-zA-Z])/g,
      '',
    )
    .replace(/\\varepsilon/g, '\\epsilon')
    .replace(/[{}\s]|\\[,;:! ]/g, '')
    .replace(/\^\\(?:top|intercal)/g, '^T');
}
