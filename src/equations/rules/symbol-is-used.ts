import type { Rule } from '../check-input.ts';
import { macroExpander } from '../macro-expander.ts';
import { declaredSymbols, texSymbols, type TexSymbol } from '../tex-symbols.ts';
import type { Derivation } from '../types.ts';

/** A symbol that the table of symbols declares stands in some formula outside the table. */
export const symbolIsUsed = {
  id: 'symbol-is-used',
  description: '符号表里声明的符号在文中用到',
  defaultSeverity: 'warning',
  run: ({ derivations, content }) =>
    derivations.flatMap((derivation) => {
      if (derivation.symbols.length === 0) return [];
      const expand = macroExpander(content.macros);
      const used = usedOutside(derivation, expand);
      const broken = new Set(derivation.formulaProblems.map(({ formula }) => formula));
      return derivation.symbols.flatMap(({ formula, position }) => {
        const { tex = '' } = derivation.formulas[formula] ?? {};
        const declared = declaredSymbols(expand(tex));
        // A formula that KaTeX refuses has its own finding, and says nothing of notation.
        if (broken.has(formula) || declared.length === 0 || declared.some((symbol) => isUsed(symbol, used))) return [];
        return {
          file: derivation.path,
          position,
          message: `符号 $${tex}$ 只出现在符号表里。`,
          hint: '正文里没有用到它：从表里删掉这一行，或者让记号与正文一致。',
        };
      });
    }),
} as const satisfies Rule;

/** Indices that the text uses, by the base that carries them. */
function usedOutside({ formulas, symbols }: Derivation, expand: (tex: string) => string): Map<string, Set<string>> {
  const inTable = new Set(symbols.map(({ formula }) => formula));
  const used = new Map<string, Set<string>>();
  for (const { index, tex } of formulas) {
    if (inTable.has(index)) continue;
    for (const { base, sub } of texSymbols(expand(tex))) {
      const subs = used.get(base) ?? new Set();
      used.set(base, subs.add(sub));
    }
  }
  return used;
}

/** `x_t` is used by `x_{t-1}` and `x_1`; a name in the index, as in `x_{\max}`, is part of the symbol. */
function isUsed({ base, sub }: TexSymbol, used: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const subs = used.get(base);
  if (subs === undefined) return false;
  if (sub === '' || subs.has(sub)) return true;
  const isVariable = !/\\(?:text|mathrm|operatorname|max|min|star|infty)/.test(sub);
  return isVariable && [...subs].some((other) => other !== '');
}
