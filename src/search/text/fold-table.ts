import { Converter } from 'opencc-js/t2cn';
import taiwanPhrases from 'opencc-js/dict/TWPhrasesRev';
import type { FoldTable } from './types.ts';

/**
 * The part of OpenCC's tables that can matter for a site: pairs whose simplified side stands in its text. A character
 * that no post uses would not be found in either form.
 * @param text everything that can be found, in one string
 */
export function makeFoldTable(text: string): FoldTable {
  const used = new Set(text);
  const simplify = Converter({ from: 'tw', to: 'cn' });
  let characters = '';
  for (const character of hanCharacters()) {
    const simplified = simplify(character);
    if (simplified !== character && Array.from(simplified).length === 1 && used.has(simplified)) {
      characters += character + simplified;
    }
  }
  const phrases = taiwanPhrases
    .split('|')
    .map((line) => line.split(' '))
    .map(([taiwan = '', mainland = '']): [string, string] => [taiwan, simplify(mainland)])
    // What differs only by its characters is answered by the other table.
    .filter(([taiwan, mainland]) => taiwan !== '' && text.includes(mainland) && simplify(taiwan) !== mainland);
  return { characters, phrases };
}

/** The blocks in which ordinary Chinese text is written. */
function* hanCharacters(): Generator<string> {
  for (let code = 0x3400; code <= 0x9fff; code += 1) yield String.fromCharCode(code);
}
