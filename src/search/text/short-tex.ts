/** Names of commands that are one character or one word of a sentence. */
export const letters: Readonly<Record<string, string>> = {
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  epsilon: 'ϵ',
  varepsilon: 'ε',
  zeta: 'ζ',
  eta: 'η',
  theta: 'θ',
  iota: 'ι',
  kappa: 'κ',
  lambda: 'λ',
  mu: 'μ',
  nu: 'ν',
  xi: 'ξ',
  pi: 'π',
  rho: 'ρ',
  sigma: 'σ',
  tau: 'τ',
  phi: 'φ',
  varphi: 'φ',
  chi: 'χ',
  psi: 'ψ',
  omega: 'ω',
  Gamma: 'Γ',
  Delta: 'Δ',
  Theta: 'Θ',
  Lambda: 'Λ',
  Sigma: 'Σ',
  Phi: 'Φ',
  Psi: 'Ψ',
  Omega: 'Ω',
  top: '⊤',
  infty: '∞',
  le: '≤',
  leq: '≤',
  ge: '≥',
  geq: '≥',
  ne: '≠',
  neq: '≠',
  in: '∈',
  to: '→',
  cdot: '·',
  times: '×',
  nabla: '∇',
  partial: '∂',
  ell: 'ℓ',
  star: '⋆',
  log: 'log',
  ln: 'ln',
  exp: 'exp',
  max: 'max',
  min: 'min',
};

/** Longer ones are no words of a sentence. */
const limit = 8;

/**
 * A formula of a sentence as a few plain characters: `\sigma_i` → `σi`, `A^\top` → `A⊤`.
 * @param tex as in the annotation of MathML: `&`, `<`, `>` are written as entities
 * @returns `…` for what does not fit; never `<` or `>`
 */
export function shortTex(tex: string): string {
  const plain = tex
    .replace(
      /\\(?:mathbf|mathbb|mathcal|mathrm|mathsf|boldsymbol|operatorname|text|textbf|hat|bar|tilde|left|right)\b/g,
      '',
    )
    .replace(/\\([a-zA-Z]+)/g, (_, name: string) => (Object.hasOwn(letters, name) ? (letters[name] ?? '') : '\\'))
    .replace(/\\[,;:! ]/g, '')
    .replace(/[{}_^\s]/g, '');
  return plain === '' || plain.length > limit || /[\\&<>]/.test(plain) ? '…' : plain;
}
