/** A query as a learner types it, and what answers it. */
export interface FormulaJudgement {
  readonly query: string;
  readonly ignoreNames?: true;
  /** Slug → numbers that the equations had when they were judged; `judged-equations.json` says which ones these were. */
  readonly relevant: Readonly<Record<string, readonly number[]>>;
}

const attention = 'attention-scale-entropy-invariance';
const ddpm = 'ddpm-as-autoregressive-vae';
const score = 'score-matching-equals-conditional';
const bert = 'bert-init-std-0-02';
const inverse = 'low-rank-pseudoinverse';
const svd = 'low-rank-svd';
const msign = 'msign-newton-schulz-part1';
const lion = 'lion-optimizer';
const sgd = 'sgd-average-loss-convergence';
const lse = 'logsumexp-inequalities';
const gelu = 'relu-gelu-swish-identity';
const squareplus = 'squareplus';
const softmax = 'softmax-and-alternatives';

/**
 * Judged by reading all equations of the posts, before the queries were run. Relevant is an equation that holds what was
 * asked for, as a mathematician reads it: whatever the letters of a bound index, the fonts, the order of a sum, the side
 * of an equation. Where the query has wildcards, or names are to be ignored, every instance of the form is relevant; where
 * it names a whole identity, other statements of the same identity are.
 */
export const formulaJudgements: readonly FormulaJudgement[] = [
  // Log-sum-exp, softmax, entropy.
  { query: '\\log\\sum_i e^{x_i}', relevant: { [lse]: [1, 5, 6, 31, 44, 47], [attention]: [3], [score]: [15] } },
  {
    query: '\\log\\left(\\sum_{?} e^{?}\\right)',
    relevant: { [lse]: [1, 5, 6, 31, 44, 47], [attention]: [3], [score]: [15] },
  },
  {
    query: '\\frac{e^{x_i}}{\\sum_j e^{x_j}}',
    relevant: { [lse]: [3], [softmax]: [12, 17], [attention]: [1], [score]: [16] },
  },
  {
    query: '\\exp(?a)/\\sum_? \\exp(?b)',
    relevant: { [lse]: [3], [softmax]: [12, 17], [attention]: [1], [score]: [16] },
  },
  { query: '-\\sum_i p_i\\ln p_i', relevant: { [attention]: [2], [lse]: [36, 39], [softmax]: [24] } },
  { query: '\\sum_i p_i\\log\\frac{p_i}{q_i}', relevant: { [lse]: [19, 26, 30] } },
  { query: 'D_{KL}(p\\|q)', relevant: { [ddpm]: [24, 26, 32, 33, 35, 37, 38, 64] } },
  { query: '\\operatorname{diag}(p) - pp^T', relevant: { [lse]: [12, 13, 14] } },
  { query: '\\frac{\\partial p_i}{\\partial x_j}', relevant: { [softmax]: [29] } },
  { query: '\\frac{\\partial ?f}{\\partial x_i}', relevant: { [lse]: [11, 48] } },
  { query: '-\\log p_c', relevant: { [lse]: [46] } },
  { query: '\\frac{1}{1+(n-1)e^{-\\lambda ?}}', relevant: { [attention]: [8, 11] } },
  { query: '\\frac{(b-a)^2}{8}', ignoreNames: true, relevant: { [lse]: [33, 35] } },
  // Short ones.
  { query: '(a+b)^2', ignoreNames: true, relevant: { [softmax]: [33], [squareplus]: [25] } },
  {
    query: '(a-b)^2',
    ignoreNames: true,
    relevant: {
      [lse]: [13, 15, 16, 25, 33, 35, 37, 40],
      [squareplus]: [19],
      [svd]: [15, 30],
      [lion]: [12, 15],
      [msign]: [21, 24, 42],
    },
  },
  { query: 'P^2=P', relevant: { [inverse]: [23] } },
  { query: '\\kappa(A)', relevant: { [inverse]: [57, 58, 59, 60] } },
  { query: '\\max(x,0)', relevant: { [gelu]: [5, 23, 24, 29], [squareplus]: [10, 11], [lse]: [42] } },
  { query: '\\arcsin', relevant: { [bert]: [6], [lion]: [39, 40] } },
  { query: '\\binom{2k}{k}', relevant: { [msign]: [10] } },
  { query: '\\sqrt{1-\\alpha_t}', relevant: { [ddpm]: [4, 5] } },
  { query: '\\sqrt{1-\\bar\\alpha_t}', relevant: { [ddpm]: [10, 11, 20, 39, 46, 47, 51, 54, 56, 57] } },
  // Singular values and pseudoinverses.
  { query: 'A^+ = V\\Sigma^{-1}U^T', relevant: { [inverse]: [8, 12] } },
  { query: 'A = U\\Sigma V^{\\mathsf T}', relevant: { [inverse]: [5, 11] } },
  { query: '\\sum_j \\sigma_j \\mathbf{u}_j \\mathbf{v}_j^\\top', relevant: { [inverse]: [6, 37], [svd]: [1, 18] } },
  { query: '\\|A-?\\|_F^2', relevant: { [inverse]: [39, 41], [svd]: [15, 19, 20, 29, 30, 38, 39] } },
  { query: '(A^\\top A + \\lambda I)^{-1}A^\\top', relevant: { [inverse]: [31, 32, 34, 36] } },
  { query: '\\lambda I + A^TA', relevant: { [inverse]: [31, 32, 34, 36] } },
  { query: '\\|A-A_k\\|_2=\\sigma_{k+1}', relevant: { [inverse]: [38], [svd]: [25] } },
  { query: '\\sigma_{k+1}\\le\\|A-L\\|_2', relevant: { [svd]: [25], [inverse]: [38] } },
  { query: 'AXA=A', relevant: { [inverse]: [1, 11] } },
  { query: 'XAX=X', ignoreNames: true, relevant: { [inverse]: [1, 2, 13, 15] } },
  { query: 'x = A^+ b', relevant: { [inverse]: [28, 30] } },
  { query: '\\frac{\\sigma_j}{\\sigma_j^2+\\lambda', relevant: { [inverse]: [32, 35] } },
  { query: '\\sigma_i(A+E)-\\sigma_i(A)', relevant: { [inverse]: [44], [svd]: [8] } },
  { query: '|s_k(B+F)-s_k(B)|\\le\\|F\\|_2', ignoreNames: true, relevant: { [inverse]: [44], [svd]: [8] } },
  { query: '\\mathrm{Tr}(A^TB)', relevant: { [svd]: [9, 10, 13, 16] } },
  { query: '\\operatorname{tr}(?A^\\top ?B)', relevant: { [svd]: [9, 10, 13, 16, 17, 27], [msign]: [5] } },
  { query: '\\|BC\\|_*\\le\\frac12(\\|B\\|_F^2+\\|C\\|_F^2)', relevant: { [svd]: [26, 27] } },
  { query: '\\begin{bmatrix}1&1\\\\?&?\\end{bmatrix}', relevant: { [svd]: [44], [msign]: [46] } },
  { query: 'I - X^\\top X', relevant: { [msign]: [16, 21, 49] } },
  { query: '(1-x^2)^K', relevant: { [msign]: [13, 15] } },
  { query: '(1-x^2)^{?n}', relevant: { [msign]: [13, 18], [attention]: [19] } },
  { query: '\\lim_{?\\to 0^+} ?', relevant: { [inverse]: [36], [msign]: [41] } },
  // Diffusion and scores.
  { query: 'x_t=\\sqrt{\\bar\\alpha_t}x_0+\\sqrt{1-\\bar\\alpha_t}\\varepsilon', relevant: { [ddpm]: [10, 11] } },
  { query: 'x_0\\sqrt{\\bar\\alpha_t}', relevant: { [ddpm]: [7, 8, 10, 47, 48, 54, 56] } },
  { query: 'q(x_{t-1}|x_t,x_0)', relevant: { [ddpm]: [12, 15, 29, 30, 33, 54, 55] } },
  { query: '\\mathcal{N}(?x; ?m, ?s)', relevant: { [ddpm]: [1, 7, 12, 23, 54, 55, 58] } },
  { query: 'p_\\theta(x_{t-1}|x_t)', relevant: { [ddpm]: [22, 23, 30, 33] } },
  { query: '\\prod_{t=1}^T', relevant: { [ddpm]: [3, 22] } },
  { query: '\\nabla_x\\log p(x)', relevant: { [score]: [2, 5, 9, 11, 14, 17, 18, 22, 23, 25, 29] } },
  { query: '\\mathbb{E}\\|f(x)-y\\|^2', relevant: { [score]: [7], [ddpm]: [43] } },
  { query: 'e^{-\\|x-y\\|^2/(2\\sigma^2)}', ignoreNames: true, relevant: { [score]: [15, 16] } },
  { query: '\\frac{\\partial p}{\\partial t}+\\nabla\\cdot(pv)=0', relevant: { [score]: [19] } },
  // Optimisers.
  { query: 'm_t=\\beta_1m_{t-1}+(1-\\beta_1)g_t', relevant: { [lion]: [1, 3] } },
  { query: '\\frac{\\hat m_t}{\\sqrt{\\hat v_t}+\\epsilon}', relevant: { [lion]: [36] } },
  { query: '\\theta_{t+1}=\\theta_t-\\eta g_t', relevant: { [sgd]: [1], [lion]: [2] } },
  { query: '\\|\\theta_t-\\varphi\\|^2', relevant: { [sgd]: [5, 6] } },
  { query: '\\frac{D^2}{2\\eta T}+\\frac{\\eta G^2}{2}', relevant: { [sgd]: [7, 19] } },
  { query: '\\sum_{t=1}^T\\frac{1}{\\sqrt t}\\le 2\\sqrt T', relevant: { [sgd]: [14] } },
  { query: '\\frac1T\\sum_{t=1}^T', relevant: { [lion]: [29, 43] } },
  // Activations.
  { query: 'log(1+e^x)', relevant: { [gelu]: [8, 11], [squareplus]: [14, 15], [lse]: [42] } },
  {
    query: '\\max(?a,0)',
    relevant: {
      [gelu]: [5, 10, 11, 23, 24, 29],
      [squareplus]: [9, 10, 11],
      [lse]: [42],
      [softmax]: [18, 19, 25],
      [svd]: [28, 29],
    },
  },
  { query: '\\frac12(x+\\sqrt{x^2+b})', relevant: { [squareplus]: [1], [gelu]: [29] } },
  { query: 'f(x)-f(-x)=x', relevant: { [gelu]: [1, 4], [squareplus]: [2] } },
  { query: '\\frac x2+\\frac x2 ?f', relevant: { [gelu]: [6, 7, 27] } },
  { query: 'tanh(x/2)', relevant: { [gelu]: [7] } },
  { query: '\\int_{-\\infty}^\\infty ?\\,dt', relevant: { [gelu]: [11, 20, 21], [squareplus]: [9], [softmax]: [17] } },
  { query: '\\mathbb{E}_z[f(z)^2]', relevant: { [gelu]: [15, 22], [squareplus]: [20] } },
  {
    query: '\\mathbb{E}_z[?]',
    relevant: { [gelu]: [10, 14, 15, 16, 17, 18, 19, 20, 21, 22], [squareplus]: [20], [lion]: [32] },
  },
];
