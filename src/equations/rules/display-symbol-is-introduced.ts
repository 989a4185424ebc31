import type { Rule } from '../check-input.ts';
import { isComplete } from '../front-matter-facts.ts';
import { symbolsOfDisplay } from '../display-symbols.ts';
import { macroExpander } from '../macro-expander.ts';
import { texSymbols } from '../tex-symbols.ts';
import type { Derivation } from '../types.ts';

/**
 * Where a post has a table of symbols, a letter of a display stands in it, or the text introduces it: before the display, in the
 * paragraph behind it, or as the left-hand side of this display or the next one.
 */
export const displaySymbolIsIntroduced = {
  id: 'display-symbol-is-introduced',
  description: '写完的文章里，独立公式里的符号列在符号表里，或者在文中先介绍过',
  defaultSeverity: 'warning',
  run: ({ derivations, content, files }) => {
    const expand = macroExpander(content.macros);
    return derivations.filter(isComplete).flatMap((derivation) => {
      const text = files.sources.get(derivation.path)?.text;
      if (text === undefined || derivation.symbols.length === 0 || derivation.formulaProblems.length > 0) return [];
      return judge(derivation, text, expand);
    });
  },
} as const satisfies Rule;

function judge(derivation: Derivation, text: string, expand: (tex: string) => string) {
  const { formulas, displays, equations } = derivation;
  const inline = formulas.filter(({ display }) => !display);
  const known = new Set<string>();
  const learn = (tex: string): void => texSymbols(expand(tex)).forEach(({ base }) => known.add(base));
  let read = 0;
  const rows = displays.map(({ equations: own }) => own.map((place) => equations[place]?.tex ?? ''));
  return displays.flatMap(({ position, equations: own }, place) => {
    const until = endOfNextParagraph(text, position.end.offset);
    for (; (inline[read]?.position.start.offset ?? Infinity) < until; read += 1) learn(inline[read]?.tex ?? '');
    const here = (rows[place] ?? []).map((tex) => symbolsOfDisplay(expand(tex)));
    const next = (rows[place + 1] ?? []).map((tex) => symbolsOfDisplay(expand(tex)));
    for (const { introduced } of [...here, ...next]) for (const symbol of introduced) known.add(symbol);
    const unknown = new Set(here.flatMap(({ used }) => used).filter((symbol) => !known.has(symbol)));
    for (const symbol of unknown) known.add(symbol);
    const equation = equations[own[0] ?? -1];
    return [...unknown].map((symbol) => ({
      file: derivation.path,
      position: equation?.position ?? position,
      message: `式(${String(equation?.number ?? '?')}) 里的 $${symbol}$ 没有介绍过。`,
      actual: symbol,
      hint: '把它加进符号表，或者在这条公式之前说明它是什么。',
    }));
  });
}

/** 「其中……」 behind a display introduces what stands in it. */
function endOfNextParagraph(text: string, from: number): number {
  const paragraph = /^\s*(?:\n\s*)?[^\n]*/.exec(text.slice(from));
  return from + (paragraph?.[0].length ?? 0);
}
