/** A mistake of an author: in the numbered displays of a post, the first that holds `from` gets `to` instead. */
export interface Injection {
  readonly slug: string;
  readonly from: string;
  readonly to: string;
  readonly what: string;
}

const lse = 'logsumexp-inequalities';
const pinv = 'low-rank-pseudoinverse';
const ddpm = 'ddpm-as-autoregressive-vae';

const list = (slug: string, entries: readonly (readonly [string, string, string])[]): Injection[] =>
  entries.map(([from, to, what]) => ({ slug, from, to, what }));

/** Typical of derivations: half a dozen kinds, over all parts of the three posts. */
export const injections: readonly Injection[] = [
  ...list(lse, [
    [
      '\\log\\left(\\sum_{i=1}^{n} e^{x_i}\\right)',
      '\\log\\left(\\sum_{i=1}^{n} e^{-x_i}\\right)',
      'sign in an exponent',
    ],
    ['\\max_{1\\le i\\le n} x_i', '\\min_{1\\le i\\le n} x_i', 'min for max'],
    [
      'p_i = \\frac{e^{x_i}}{\\sum_{j=1}^{n} e^{x_j}}',
      'p_i = \\frac{e^{x_i}}{\\sum_{j=1}^{n} x_j}',
      'lost exponential',
    ],
    ['\\operatorname{lse}(x) + a', '\\operatorname{lse}(x) + n a', 'factor n'],
    ['= a + \\log\\left(', '= -a + \\log\\left(', 'sign'],
    [
      '= M + \\log\\left(\\sum_{i=1}^{n} e^{x_i - M}\\right)',
      '= M + \\log\\left(\\sum_{i=1}^{n} e^{x_i}\\right)',
      'shift forgotten',
    ],
    ['M + \\log(n)', 'M + n', 'lost logarithm'],
    ['e^{x_i - M} \\le n', 'e^{x_i - M} \\le n - 1', 'bound one too small'],
    ['= -\\log\\left(\\max', '= \\log\\left(\\max', 'sign'],
    ['\\bar{x} + \\log(n)', '\\bar{x} - \\log(n)', 'sign, still true'],
    [
      '\\frac{\\partial \\operatorname{lse}(x)}{\\partial x_i} = p_i',
      '\\frac{\\partial \\operatorname{lse}(x)}{\\partial x_i} = x_i',
      'wrong symbol',
    ],
    ['= \\operatorname{diag}(p) - p p^\\top', '= \\operatorname{diag}(p) - p^\\top p', 'inner for outer product'],
    ['p_i v_i^2 - \\mu^2', 'p_i v_i^2 - \\mu', 'lost square'],
    ['- p p^\\top\\right)\\mathbf{1} = 0', '+ p p^\\top\\right)\\mathbf{1} = 0', 'sign'],
    ['\\le \\frac{(\\beta-\\alpha)^2}{4}', '\\le \\frac{(\\beta-\\alpha)^2}{2}', 'bound too large, still true'],
    ['(v_i - m)^2 - (\\mu - m)^2', '(v_i - m)^2 + (\\mu - m)^2', 'sign'],
    ['(1-\\theta)y) \\le', '(1-\\theta)y) \\ge', 'direction of Jensen'],
    ['b_i^{1-\\theta} \\le', 'b_i^{\\theta} \\le', 'exponent of Hölder'],
    ['- p^\\top(y - x) =', '- p^\\top(x - y) =', 'order of a difference'],
    ['\\log(p_i) - \\log(\\pi_i)', '\\log(\\pi_i) - \\log(p_i)', 'direction of KL'],
    ['\\ge \\operatorname{lse}(x) + p^\\top(y - x)', '\\ge \\operatorname{lse}(x) - p^\\top(y - x)', 'sign'],
    ['\\le \\|x - y\\|_\\infty', '\\le \\|x - y\\|_1', 'norm too large, still true'],
    ['< \\frac{1}{2}\\|x - y\\|_2', '< \\frac{1}{4}\\|x - y\\|_2', 'Lipschitz constant too small'],
    ['< \\frac{1}{2}\\|x - y\\|_2', '< \\|x - y\\|_2', 'Lipschitz constant too large, still true'],
    ['J(y + t(x - y))(x - y)', 'J(x + t(x - y))(x - y)', 'wrong end point'],
    ['\\le \\frac{\\alpha^2+\\beta^2}{2}', '\\le \\alpha^2+\\beta^2', 'lost half, still true'],
    [
      'D(q, p) = \\sum_{i=1}^{n} q_i\\log\\left(\\frac{q_i}{p_i}\\right)',
      'D(q, p) = \\sum_{i=1}^{n} p_i\\log\\left(\\frac{q_i}{p_i}\\right)',
      'wrong weight',
    ],
    ['\\left(q^\\top x + H(q)\\right)', '\\left(q^\\top x - H(q)\\right)', 'sign of the entropy'],
    ['\\left\\{ q^\\top x + H(q) \\right\\}', '\\left\\{ q^\\top x \\right\\}', 'entropy forgotten'],
    ['q_i\\log\\left(\\frac{p_i}{q_i}\\right) \\le', 'q_i\\log\\left(\\frac{q_i}{p_i}\\right) \\le', 'direction of KL'],
    ['\\ell(\\tau) = \\tau\\log', '\\ell(\\tau) = \\log', 'lost temperature'],
    ['e^{-g/\\tau}', 'e^{-g\\tau}', 'times for divided by'],
    ['\\frac{(\\beta-\\alpha)^2}{8\\tau}', '\\frac{(\\beta-\\alpha)^2}{8\\tau^2}', 'power of the temperature'],
    ['- h\\bar{x}', '- \\bar{x}', 'lost factor'],
    ['\\int_{0}^{h} (h - t)', '\\int_{0}^{h} t', 'remainder of Taylor'],
    [
      '\\ell(\\tau) = -\\sum_{i=1}^{n} p_i\\log(p_i)',
      '\\ell(\\tau) = \\sum_{i=1}^{n} p_i\\log(p_i)',
      'sign of the entropy',
    ],
    ['\\eta(\\tau) = \\frac{1}{\\tau^3}', '\\eta(\\tau) = \\frac{1}{\\tau^2}', 'power of the temperature'],
    ['\\ell(\\tau) = \\log(Z) - \\frac{1}{\\tau}', '\\ell(\\tau) = \\log(Z) + \\frac{1}{\\tau}', 'sign'],
    ['= \\frac{\\mu(\\tau)}{\\tau^2}', '= \\frac{\\mu(\\tau)}{\\tau}', 'power'],
    ['= \\max(a, b) + \\log', '= \\min(a, b) + \\log', 'min for max'],
    ['\\max(z, 0) + \\log(1 + e^{-|z|})', '\\max(z, 0) + \\log(1 + e^{|z|})', 'sign in an exponent'],
    ['\\min(z, 0) - \\log', '\\max(z, 0) - \\log', 'max for min'],
    ['p_i - \\delta_{i c}', 'p_i + \\delta_{i c}', 'sign'],
    ['M - x_c \\le L(x)', 'M + x_c \\le L(x)', 'sign'],
    ['- (n-1)\\log(1-u)', '- n\\log(1-u)', 'one too many, still true'],
    ['S_1 e^{M_1 - M} + S_2', 'S_1 e^{M - M_1} + S_2', 'order of a difference'],
    ['3.407606', '3.407660', 'digits swapped'],
    ['0.244728', '0.247428', 'digits swapped'],
  ]),
  ...list(pinv, [
    ['(A X)^\\top = A X', '(A X)^\\top = X A', 'order of a product'],
    ['\\frac{1}{\\sigma_j} v_j u_j^\\top', '\\frac{1}{\\sigma_j} u_j v_j^\\top', 'order of a product'],
    [
      '\\frac{v_i^\\top A^\\top A v_j}{\\sigma_i \\sigma_j}',
      '\\frac{v_i^\\top A A^\\top v_j}{\\sigma_i \\sigma_j}',
      'order of a product',
    ],
    ['S^{-1} U^\\top = U U^\\top', 'S^{-1} U^\\top = U^\\top U', 'transpose on the wrong side'],
    ['= X X^\\top A^\\top Y^\\top A^\\top', '= X X^\\top A^\\top A^\\top Y^\\top', 'order of a product'],
    ['= A^\\top X^\\top A^\\top Y^\\top Y', '= X^\\top A^\\top A^\\top Y^\\top Y', 'order of transposes'],
    ['= A^\\top (A A^\\top)^{+}', '= A^\\top (A^\\top A)^{+}', 'wrong Gram matrix'],
    ['(B^\\top B)^{-1} B^\\top', '(B B^\\top)^{-1} B^\\top', 'wrong Gram matrix'],
    ['C^\\top (C C^\\top)^{-1}', '(C C^\\top)^{-1} C^\\top', 'order of a product'],
    ['(B C)^{+} = C^{+} B^{+}', '(B C)^{+} = B^{+} C^{+}', 'reversal forgotten'],
    ['A^\\top (I_m - A A^{+}) = 0', 'A^\\top (I_m + A A^{+}) = 0', 'sign'],
    ['\\|A x - b\\|_2^2 = \\|A (x - A^{+} b)\\|_2^2', '\\|A x - b\\|_2^2 = \\|x - A^{+} b\\|_2^2', 'lost matrix'],
    ['= \\|A^{+} b\\|_2^2 +', '= \\|A^{+} b\\|_2 +', 'lost square'],
    ['(I_n - \\eta A^\\top A)^{\\ell}', '(I_n - \\eta A^\\top A)^{\\ell-1}', 'one step off'],
    [
      '\\frac{\\sigma_j}{\\sigma_j^2 + \\lambda} (u',
      '\\frac{\\sigma_j^2}{\\sigma_j^2 + \\lambda} (u',
      'one power too many',
    ],
    ['\\phi_j = \\frac{\\sigma_j^2}{', '\\phi_j = \\frac{\\sigma_j}{', 'lost square'],
    [
      '\\frac{\\lambda}{\\sigma_r(\\sigma_r^2 + \\lambda)}',
      '\\frac{\\lambda}{\\sigma_1(\\sigma_1^2 + \\lambda)}',
      'largest for smallest',
    ],
    ['\\frac{1}{\\sigma_j} - \\frac{\\sigma_j}{', '\\frac{1}{\\sigma_j} + \\frac{\\sigma_j}{', 'sign'],
    ['= \\sigma_{k+1}', '= \\sigma_{k}', 'index one off'],
    ['= \\sum_{j=k+1}^{r} \\sigma_j^2', '= \\sum_{j=k}^{r} \\sigma_j^2', 'sum starts too early'],
    ['\\sigma_j^2 c_j^2 \\ge', '\\sigma_j c_j^2 \\ge', 'lost square'],
    ['+ \\|\\Pi A - L\\|_F^2', '- \\|\\Pi A - L\\|_F^2', 'sign'],
    ['= (I_m - A A^{+}) \\mathrm{d}A', '= (I_n - A^{+} A) \\mathrm{d}A', 'wrong projection'],
    ['-A^{+} \\mathrm{d}A A^{+} + A^{+} (A', '-A^{+} \\mathrm{d}A A^{+} - A^{+} (A', 'sign of a term'],
    ['A^{+} \\mathrm{d}(A A^{+}) - A^{+}', 'A^{+} \\mathrm{d}(A A^{+}) + A^{+}', 'sign'],
    ['= -K^{-1} \\mathrm{d}K K^{-1}', '= K^{-1} \\mathrm{d}K K^{-1}', 'sign'],
    ['= -\\rho x^\\top', '= -x \\rho^\\top', 'layout'],
    ['= -\\rho x^\\top', '= -2\\rho x^\\top', 'factor 2'],
    ['\\ge \\frac{1}{\\|E\\|_2}', '\\ge \\|E\\|_2', 'inverse forgotten, still true'],
    ['= \\kappa(A)^2', '= \\kappa(A)', 'condition number not squared'],
    ['\\le \\kappa(A) \\frac', '\\le \\kappa(A)^2 \\frac', 'bound too large, still true'],
    ['1 + \\varepsilon^2 & 1 \\\\', '1 + \\varepsilon & 1 \\\\', 'lost square'],
    ['= J \\operatorname{diag}(p)^{-1} J', '= \\operatorname{diag}(p)^{-1} J', 'projection forgotten'],
    ['(I_n - p \\mathbf{1}^\\top) J', '(I_n - \\mathbf{1} p^\\top) J', 'transpose on the wrong side'],
  ]),
  ...list(ddpm, [
    ['+ \\sqrt{1 - \\alpha_t} \\epsilon_t', '+ (1 - \\alpha_t) \\epsilon_t', 'lost root'],
    ['(1 - \\alpha_t) = 1 - \\alpha_t \\alpha_{t-1}', '(1 - \\alpha_t) = 1 + \\alpha_t \\alpha_{t-1}', 'sign'],
    [
      '\\frac{1}{\\bar\\alpha_s} - \\frac{1}{\\bar\\alpha_{s-1}}',
      '\\frac{1}{\\bar\\alpha_{s-1}} - \\frac{1}{\\bar\\alpha_s}',
      'order of a difference',
    ],
    [
      '\\frac{1 - \\bar\\alpha_{t-1}}{1 - \\bar\\alpha_t} \\beta_t',
      '\\frac{1 - \\bar\\alpha_t}{1 - \\bar\\alpha_{t-1}} \\beta_t',
      'fraction upside down',
    ],
    [
      '\\frac{\\sqrt{\\bar\\alpha_{t-1}} \\beta_t}{1 - \\bar\\alpha_t} x_0',
      '\\frac{\\sqrt{\\bar\\alpha_t} \\beta_t}{1 - \\bar\\alpha_t} x_0',
      't for t-1',
    ],
    [
      '\\frac{\\beta_t}{\\sqrt{1 - \\bar\\alpha_t}} \\epsilon\\right)',
      '\\frac{\\beta_t}{1 - \\bar\\alpha_t} \\epsilon\\right)',
      'lost root',
    ],
    [
      '\\log p_\\theta(x_0) - \\mathcal{L} = D_{\\mathrm{KL}}\\left(q(x_{1:T} \\mid x_0) \\| p_\\theta(x_{1:T} \\mid x_0)\\right)',
      '\\log p_\\theta(x_0) - \\mathcal{L} = D_{\\mathrm{KL}}\\left(p_\\theta(x_{1:T} \\mid x_0) \\| q(x_{1:T} \\mid x_0)\\right)',
      'direction of KL',
    ],
    ['= q(x_T \\mid x_0) \\prod_{t=2}^{T}', '= q(x_T \\mid x_0) \\prod_{t=1}^{T}', 'product starts too early'],
    ['L_T + \\sum_{t=2}^{T} L_{t-1}', 'L_T + \\sum_{t=1}^{T} L_{t-1}', 'sum starts too early'],
    ['- d \\bar\\alpha_T - d \\log', '- \\bar\\alpha_T - d \\log', 'dimension forgotten'],
    [
      '\\frac{\\beta_t}{2 \\alpha_t (1 - \\bar\\alpha_{t-1})}',
      '\\frac{\\beta_t}{2 \\alpha_t (1 - \\bar\\alpha_t)}',
      't for t-1',
    ],
    [
      '= -\\frac{\\epsilon}{\\sqrt{1 - \\bar\\alpha_t}}',
      '= \\frac{\\epsilon}{\\sqrt{1 - \\bar\\alpha_t}}',
      'sign of the score',
    ],
    ['\\frac{1}{2} \\left(R(t-1) - R(t)\\right)', '\\frac{1}{2} \\left(R(t) - R(t-1)\\right)', 'order of a difference'],
    ['\\frac{1}{2} \\left(R(t-1) - R(t)\\right)', '\\left(R(t-1) - R(t)\\right)', 'lost half'],
    ['\\left(x_t + (1 - \\bar\\alpha_t) \\nabla', '\\left(x_t - (1 - \\bar\\alpha_t) \\nabla', 'sign'],
    ['(\\mu_2 - \\mu_1)^\\top \\Sigma_2^{-1}', '(\\mu_2 - \\mu_1)^\\top \\Sigma_1^{-1}', 'wrong covariance'],
    ['\\log p_\\theta(x_0) \\ge \\mathcal{L}', '\\log p_\\theta(x_0) \\le \\mathcal{L}', 'direction of the bound'],
    [
      '\\sqrt{1 - \\bar\\alpha_{t-1} - \\tilde\\beta_t} =',
      '\\sqrt{1 - \\bar\\alpha_t - \\tilde\\beta_t} =',
      't for t-1',
    ],
  ]),
];
