import type { Concept } from './types.ts';

/** Finds names of concepts in plain text. */
export interface Terms {
  /**
   * Concepts that a text names, in its order; where one name holds another, the longer one counts.
   * @param text without markup
   */
  find(text: string): readonly Term[];
}

export interface Term {
  readonly concept: string;
  readonly from: number;
  readonly to: number;
}

/** A single character is part of too many words: 熵 stands in 交叉熵. Two letters are as good as none: ID, GD. */
const shortestChinese = 2;
const shortestLatin = 3;

/** @param concepts with their names and aliases; of two concepts with the same name the first keeps it */
export function createTerms(concepts: readonly Pick<Concept, 'id' | 'name' | 'english' | 'aliases'>[]): Terms {
  const owners = new Map<string, string>();
  for (const { id, name, english, aliases } of concepts) {
    for (const each of [name, ...aliases, english]) if (isNameable(each) && !owners.has(each)) owners.set(each, id);
  }
  if (owners.size === 0) return { find: () => [] };
  const names = [...owners.keys()].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const pattern = new RegExp(names.map(toPattern).join('|'), 'gu');
  return {
    find: (text) =>
      [...text.matchAll(pattern)].flatMap(({ 0: name, index }): Term[] => {
        const concept = owners.get(name);
        return concept === undefined ? [] : [{ concept, from: index, to: index + name.length }];
      }),
  };
}

function isNameable(name: string): boolean {
  return name.length >= (/\p{Script=Han}/u.test(name) ? shortestChinese : shortestLatin);
}

/** Latin letters beside a Latin name make another word of it; Chinese has no such limits. */
function toPattern(name: string): string {
  const escaped = name.replace(/[$()*+.?[\\\]^{|}/]/g, String.raw`\$&`);
  const before = /^[A-Za-z0-9]/.test(name) ? '(?<![A-Za-z0-9-])' : '';
  const after = /[A-Za-z0-9]$/.test(name) ? '(?![A-Za-z0-9-])' : '';
  return before + escaped + after;
}
