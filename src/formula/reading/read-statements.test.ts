import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { outlineStatements } from '../outline.ts';
import { parseFormula } from '../parse-formula.ts';
import { readStatements, type ReadStatements } from './read-statements.ts';

function read(tex: string): ReadStatements {
  const parsed = parseFormula(tex);
  if (!parsed.ok) throw new Error(parsed.message);
  return readStatements(parsed.nodes);
}

/** `?(…)`: call or product, whoever has the values decides. `<…>`: a function without parentheses. */
const readings: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  precedence: [
    ['y=a+b c-d', 'y = (+ a (* b c) -d)'],
    ['y=-x^2', 'y = (+ -x^{2})'],
    ['y=\\frac{a}{b}c', 'y = (* (frac a b) c)'],
    ['y=a/b', 'y = (* a /b)'],
    ['y=a/b\\cdot c', 'y = (* a /b ·c)'],
    ['y=(a+b)(c+d)^2', 'y = (* (+ a b) (+ c d)^{2})'],
    ['y=e^{-x^2/2}', 'y = e^{(+ -(* x^{2} /2))}'],
    ['y=a\\odot b+c\\otimes d', 'y = (+ (* a ⊙b) (* c ⊗d))'],
    ['y=\\underbrace{a+b}_{n}c', 'y = (* (+ a b) c)'],
  ],
  'products and calls': [
    ['y=2\\pi r', 'y = (* 2 \\pi r)'],
    ['y=f(x+1)z', 'y = (* f?((+ x 1)) z)'],
    ['y=a(b+c)^2', 'y = a?((+ b c))^{2}'],
    ['y=p(x|z)', 'y = p?(x|z)'],
    ['y=p(x\\mid z)', 'y = p?(x|z)'],
    ['y=D(q\\|p)', 'y = D?(q\\|p)'],
    ['y=q(x_{1:T}|x_0)', 'y = q?(x_{!不认识这里的 :!}|x_{0})'],
    ['y=\\sigma_{i+j-1}(E+F)', 'y = \\sigma_{(+ i j -1)}?((+ E F))'],
    ["y=f'(x)+f''(x)", "y = (+ f'?(x) f''?(x))"],
    ['y=\\mathcal{N}(x;\\mu,\\Sigma)', 'y = \\mathcal{N}?(x;\\mu,\\Sigma)'],
    ['y=\\binom{n}{k}n!', 'y = (* (binomial n k) (factorial n))'],
  ],
  'bars, norms, brackets': [
    ['y=|a-b|', 'y = (absolute (+ a -b))'],
    ['y=2|x|', 'y = (* 2 (absolute x))'],
    ['y=||x|-|w||', 'y = (absolute (+ (absolute x) -(absolute w)))'],
    ['y=(2\\|x\\|_2)', 'y = (* 2 (norm_{2} x))'],
    ['y=\\|A\\|_F^2', 'y = (norm_{F} A)^{2}'],
    ['y=\\lVert x\\rVert_\\infty', 'y = (norm_{\\infty} x)'],
    ['y=\\langle a,b\\rangle', 'y = (inner a b)'],
    ['y=\\lfloor x\\rfloor', 'y = (floor x)'],
    ['y=(1,2,3)^\\top', 'y = (tuple 1 2 3)^[transpose]'],
  ],
  'indices, accents, fonts': [
    ['y=x_i', 'y = x_{i}'],
    ['y=A_{ij}', 'y = A_{(* i j)}'],
    ['y=A_{i,j}', 'y = A_{i,j}'],
    ['y=x_{t-1}^2', 'y = x_{(+ t -1)}^{2}'],
    ['y=\\bar\\alpha_t', 'y = \\bar{\\alpha}_{t}'],
    ['y=\\mathbf{W}x', 'y = (* \\mathbf{W} x)'],
    ['y=\\mathcal{L}', 'y = \\mathcal{L}'],
    ['y=x^{(k)}', 'y = x^[label k]'],
    ['y=D_{\\mathrm{KL}}', 'y = D_{\\mathrm{KL}}'],
  ],
  'big operators': [
    ['y=\\sum_{i=1}^n x_i w_i+c', 'y = (+ (sum i:1..n (* x_{i} w_{i})) c)'],
    ['y=\\sum_{1\\le i<j\\le n}a_{ij}', 'y = (sum i:1..n,j:1..n,1 \\le i < j \\le n a_{(* i j)})'],
    ['y=\\max_{0\\le t\\le 1}f(t)', 'y = (max 0 \\le t \\le 1 f?(t))'],
    ['y=\\sum_{i<j}a_{ij}', 'y = (sum i < j a_{(* i j)})'],
    ['y=\\sum_{\\substack{j=1\\\\j\\ne i}}^n x_j', 'y = (sum j:1..n,j \\ne i x_{j})'],
    ['y=\\sum_{x\\in S} f(x)', 'y = (sum x∈S f?(x))'],
    ['y=\\sum_{ij}a_{ij}', 'y = (sum i,j a_{(* i j)})'],
    ['y=\\prod_{t=1}^T a_t b_t', 'y = (prod t:1..T (* a_{t} b_{t}))'],
    ['y=\\prod_{t=1}^T a_t b', 'y = (either (prod t:1..T (* a_{t} b)) (* (prod t:1..T a_{t}) b))'],
    ['y=\\max_i x_i', 'y = (max i x_{i})'],
    ['y=\\max(a,b)', 'y = \\max(a,b)'],
    ['y=\\max\\{a,b\\}', 'y = \\max(a,b)'],
    ['y=\\operatorname*{arg\\,max}_k f(k)', 'y = (argmax k f?(k))'],
    ['y=\\arg\\min_k f(k)', 'y = (argmin k f?(k))'],
    ['y=\\max_{q\\in\\Delta} f(q)', 'y = (max q∈\\Delta f?(q))'],
    ['y=\\lim_{x\\to0^+}f(x)b', 'y = (limit x→0+ (* f?(x) b))'],
  ],
  expectations: [
    ['y=\\mathbb{E}_{x\\sim p}[f(x)]^2', 'y = (mean_{x\\sim p} f?(x))^{2}'],
    ['y=\\mathbb{E}\\|x\\|_2^2', 'y = (mean_{} (norm_{2} x)^{2})'],
    ['y=\\mathbb{E}[x|z]', 'y = \\mathbb{E}[x|z]'],
    ['y=\\operatorname{Var}(x)', 'y = (variance_{} x)'],
    ['y=\\mathrm{Var}[x]', 'y = (variance_{} x)'],
  ],
  derivatives: [
    ['y=\\nabla f(x)', 'y = (gradient f?(x))'],
    ['y=\\nabla_x\\log p(x)', 'y = (gradient_x \\log<p?(x)>)'],
    ['y=\\nabla^2 f(x)v', 'y = (* (hessian f?(x)) v)'],
    ['y=\\nabla f(x)^\\top(z-x)', 'y = (* (gradient f?(x))^[transpose] (+ z -x))'],
    ['y=\\nabla\\cdot v(x)', 'y = (divergence v?(x))'],
    ['y=\\frac{\\partial f}{\\partial x_i}', 'y = (derivative x_{i} f)'],
    ['y=\\frac{\\partial}{\\partial t}u(t)', 'y = (derivative t u?(t))'],
    ['y=\\frac{\\partial^2 f}{\\partial x_i\\partial x_j}', 'y = (derivative x_{i},x_{j} f)'],
    ['y=\\frac{\\mathrm{d}^2 f}{\\mathrm{d}x^2}', 'y = (derivative x,x f)'],
    ['y=\\frac{d}{dt}u(t)', 'y = (derivative t u?(t))'],
    ['y=\\mathrm{d}(A^{+})B', 'y = (* (d A^[pseudoinverse]) B)'],
    ['y=\\left.\\frac{\\partial f}{\\partial x}\\right|_{x=0}', 'y = (at (derivative x f) x=0)'],
    ['y=\\int_0^1 f(x)+1\\,\\mathrm{d}x+c', 'y = (+ (integral x:0..1 (+ f?(x) 1)) c)'],
    ['y=\\int\\int f(x,z)\\,dx\\,dz', 'y = (integral z (integral x f?(x,z)))'],
  ],
  matrices: [
    ['y=A^\\top B^{-1}', 'y = (* A^[transpose] B^{(+ -1)})'],
    ['y=A^{-\\top}', 'y = A^[inverse-transpose]'],
    ['y=A^{+}x', 'y = (* A^[pseudoinverse] x)'],
    ['y=A^T', 'y = A^[transpose-or-power T]'],
    ['y=P^{2}', 'y = P^{2}'],
    ['y=A^{\\mathsf H}', 'y = A^[hermitian]'],
    ['y=\\begin{bmatrix}1&2\\\\3&4\\end{bmatrix}x', 'y = (* (matrix [1 2] [3 4]) x)'],
    ['y=\\begin{vmatrix}1&2\\\\3&4\\end{vmatrix}', 'y = (determinant (matrix [1 2] [3 4]))'],
    ['y=\\operatorname{tr}(A B)', 'y = \\operatorname{tr}((* A B))'],
    ['y=\\begin{cases}a&x>0\\\\b&\\text{否则}\\end{cases}', 'y = (cases [a if x > 0] [b if ])'],
  ],
  functions: [
    ['y=\\log x', 'y = \\log<x>'],
    ['y=\\log(x)z', 'y = (* \\log(x) z)'],
    ['y=\\log^2(x)', 'y = \\log^{2}(x)'],
    ['y=\\log\\sum_i e^{x_i}', 'y = \\log<(sum i e^{x_{i}})>'],
    ['y=\\cos\\theta\\sin\\phi', 'y = (* \\cos<\\theta> \\sin<\\phi>)'],
    ['y=\\log p(x)', 'y = \\log<p?(x)>'],
    ['y=\\log|x|', 'y = \\log<(absolute x)>'],
    ['y=p\\log\\frac{p}{q}', 'y = (* p \\log<(frac p q)>)'],
    ['y=\\log\\det(A)', 'y = \\log<\\det(A)>'],
  ],
  'relations and statements': [
    ['a=b\\le c', 'a = b \\le c'],
    ['a=b,\\quad c\\ge d', 'a = b ; c \\ge d'],
    ['a=b\\quad c=d.', 'a = b ; c = d'],
    ['a_i=b,\\quad i=1,\\dots,n', 'a_{i} = b ; ∀i:1..n'],
    ['a_i=b,\\quad i=1,2,\\dots,n', 'a_{i} = b ; ∀i:1..n'],
    ['\\forall i,\\ a_i\\ge 0', 'a_{i} \\ge 0 ; ∀i'],
    ['\\forall x\\in S,\\ f(x)\\ge 0', 'f?(x) \\ge 0 ; ∀x∈S'],
    ['x\\in\\mathbb{R}^{m\\times n}', 'x \\in \\mathbb{R}^m×n'],
    ['t\\in[0,1)', 't \\in [0,1)'],
    ['a\\in\\{1,\\dots,n\\}', 'a \\in {1..n}'],
    ['\\begin{aligned}a&=b\\\\&=c\\\\d&=e\\end{aligned}', 'a = b = c ; d = e'],
    ['\\begin{aligned}a&=b\\\\&\\quad+c\\end{aligned}', 'a = (+ b c)'],
    ['\\left\\{\\begin{aligned}a&=b\\\\c&=d\\end{aligned}\\right.', 'a = b ; c = d'],
    ['a \\overset{(i)}{\\le} b', 'a \\le b'],
    ['a\\overset{d}{=}b', 'a \\overset{d}{=} b'],
    ['a:=b', 'a := b'],
    ['a=b\\quad(t\\ge 2)', 'a = b ; t \\ge 2'],
    ['y=a+\\mathcal{O}(h^2)', 'y = (+ a (O h^{2}))'],
    ['y=\\mathbf{1}[x>0]', 'y = (indicator x > 0)'],
    ['a=b \\text{ 且 } c=d', 'a = b ; c = d'],
    ['\\begin{aligned}a&=b\\\\-c&=d\\end{aligned}', 'a = b ; (+ -c) = d'],
  ],
};

describe.each(Object.entries(readings))('%s', (_, cases) => {
  test.each(cases)('%s', (tex, expected) => {
    const statements = read(tex);
    expect(statements.ok ? outlineStatements(statements) : statements.reason).toBe(expected);
  });
});

describe('what has two readings or none is refused with the reason', () => {
  test.each([
    ['y=a/b c', '斜杠后面跟着并列的因子，分不清分母到哪里为止；改用 \\frac 或括号'],
    ['y=\\log x z', '\\log 的自变量到哪里为止有歧义，加括号'],
    ['y=\\log(x)^2', '\\log(…) 的上标有歧义：写成 \\log^2(x) 或者把平方放进括号里'],
    ['y=\\operatorname{tr}A B', '\\operatorname{tr} 的自变量到哪里为止有歧义，加括号'],
    ['y=\\nabla_\\theta f(x) g(x)', '\\nabla_{\\theta} 管到哪里有歧义，加括号'],
    ['y=\\frac{\\partial}{\\partial t}u(t)v(t)', '求导算子 管到哪里有歧义，加括号'],
    ['y=\\mathrm{d}x^2', '\\mathrm{d} 后面的幂有歧义，写成 \\mathrm{d}(x^2) 或 (\\mathrm{d}x)^2'],
    ['y=a\\pm b', '± 同时说了两件事，要拆成两个式子'],
    ['y=x_1+\\cdots+x_n', '省略号不能执行，写成求和或连乘'],
    ['y=\\sum x_i', '\\sum 下面要写指标'],
    ['y=\\int f(x)', '积分号和微分的个数不同，微分写成 \\mathrm{d}x'],
    ['x', '这一段没有关系符：x'],
    ['y=a\\circ b', '没有约定运算符 \\circ 的含义'],
    ['y=\\mathbb{E}^2[x]', '期望的上标有歧义，平方写在方括号后面'],
    ['y=', '空的表达式'],
    ['y=\\{a,b\\}', '集合不能当作数来算'],
    ['\\begin{matrix}a&=b\\end{matrix}', '这一段没有关系符：a&=b'],
    ['y=\\frac{\\partial^3 f}{\\partial x^3}', '只会算一阶和二阶导数'],
    ['y=\\frac{\\partial^2 f}{\\partial x}', '导数上面是 2 阶，下面是 1 阶'],
    ['y=\\{x|x>0\\}', '不认识这里的 |'],
    ['\\begin{gathered}a=b\\\\-c=d\\end{gathered}', '这一行以正负号开头，分不清是续行还是新的式子，用 & 对齐'],
  ])('%s', (tex, reason) => {
    expect(read(tex)).toEqual({ ok: false, reason });
  });
});

const token = fc.constantFrom(
  ...'a b d x i 1 2 + - = \\le , ( ) [ ] | \\| \\{ \\} ^ _ { } \\frac \\sum \\prod \\log \\max \\in \\quad / \\cdot !'.split(
    ' ',
  ),
  ...'\\bar \\operatorname{tr} \\mathbb{E} \\partial \\nabla \\int \\mathrm{d} \\dots \\top \\forall \\odot \\lim \\to'.split(
    ' ',
  ),
);

it('reads or refuses any list of tokens, and throws nothing', () => {
  fc.assert(
    fc.property(fc.array(token, { maxLength: 12 }), (tokens) => {
      const parsed = parseFormula(tokens.join(' '));
      if (!parsed.ok) return;
      const statements = readStatements(parsed.nodes);
      expect(statements.ok ? outlineStatements(statements) : statements.reason).not.toBe('');
    }),
    { numRuns: 4000, seed: 4 },
  );
});
