import { beforeAll, describe, expect, test } from 'vitest';
import { execute, postOf, python, withPython } from './testing.ts';

/** TeX, arguments of `check.tex` behind the number, and what comes out: `true`, `false`, or part of the reason why not. */
type Case = readonly [tex: string, args: string, outcome: boolean | string];

const setup = `
A = np.array([[1.0, 2.0, 0.5], [0.3, -1.0, 2.0]])
S = np.array([[2.0, 0.5], [0.5, 1.0]])
C = np.array([[1.0, 0.3, 0.2], [0.3, 2.0, 0.1], [0.2, 0.1, 1.5]])
u, v, w = np.array([1.0, -2.0, 0.5]), np.array([0.5, 1.5, -1.0]), np.array([2.0, 1.0])
lse = lambda x: float(np.log(np.sum(np.exp(x))))
p = np.array([0.2, 0.3, 0.5])
quad = lambda x: float(0.5 * x @ C @ x)
`;

const cases: Readonly<Record<string, readonly Case[]>> = {
  numbers: [
    ['1+2\\cdot3=7', '{}', true],
    ['-2^2=-4', '{}', true],
    ['2^{-1}=0.5', '{}', true],
    ['\\frac{1}{2}\\cdot 4=2', '{}', true],
    ['6/2\\cdot 3=9', '{}', true],
    ['\\sqrt{16}=4', '{}', true],
    ['\\sqrt[3]{27}=3', '{}', true],
    ['4!=24', '{}', true],
    ['\\binom{5}{2}=10', '{}', true],
    ['1{,}000=1000', '{}', true],
    ['\\log(e^{2})=2', '{}', true],
    ['\\log_2(8)=3', '{}', true],
    ['\\sin^2(x)+\\cos^2(x)=1', '{"x": 0.7}', true],
    ['\\lfloor 2.5\\rfloor+\\lceil 2.5\\rceil=5', '{}', true],
    ['\\max(1,3,2)=3', '{}', true],
    ['2\\pi r=6.283185307179586 r', '{"r": 1.5}', true],
    ['x=y', '{"x": 1.0}', '没有声明符号 y'],
    ['\\frac{1}{x}=2', '{"x": 0.0}', '除以零'],
    ['\\sqrt{x}=2', '{"x": -1.0}', '负数开方'],
    ['e=2.718281828459045', '{}', '没有声明符号 e'],
    ['|z|^2=5', '{"z": 1 + 2j}', true],
    ['\\overline{z}z=5', '{"z": 1 + 2j}', true],
    ['\\operatorname{Re}(z)+\\operatorname{Im}(z)=3', '{"z": 1 + 2j}', true],
  ],
  'primes are part of a name': [
    ['p_3(x)=x^3', String.raw`{r"p_\cdot(\cdot)": lambda k, x: x ** k, "x": 0.7}`, true],
    ["p_3'(x)=x^3", String.raw`{r"p_\cdot(\cdot)": lambda k, x: x ** k, "x": 0.7}`, '没有声明'],
    ["p_3'(x)=3x^2", String.raw`{r"p_\cdot'(\cdot)": lambda k, x: k * x ** (k - 1), "x": 0.7}`, true],
  ],
  'vectors and matrices': [
    ['u^\\top v=-3', '{"u": u, "v": v}', true],
    ['u\\cdot v=u^\\top v', '{"u": u, "v": v}', true],
    ['\\langle u,v\\rangle=u^\\top v', '{"u": u, "v": v}', true],
    ['(u v^\\top)^\\top=v u^\\top', '{"u": u, "v": v}', true],
    ['u v=1', '{"u": u, "v": v}', '形状不合'],
    ['u+w=u', '{"u": u, "w": w}', '形状不同'],
    ['u+1=u', '{"u": u}', '形状不同'],
    ['(A u)^\\top=u^\\top A^\\top', '{"A": A, "u": u}', true],
    ['u^\\top A=w', '{"A": A, "u": u, "w": w}', '形状不合'],
    ['C C^{-1}=I', '{"C": C, "I": np.eye(3)}', true],
    ['C^{1/2}C^{1/2}=C', '{"C": C}', true],
    ['C^{-1/2}C C^{-1/2}=I', '{"C": C, "I": np.eye(3)}', true],
    ['A A^{+}A=A', '{"A": A}', true],
    ['(A^\\top)^{+}=(A^{+})^\\top', '{"A": A}', true],
    ['C^{-\\top}=(C^{-1})^\\top', '{"C": C}', true],
    ['S^2=S S', '{"S": S}', true],
    ['A^2=A', '{"A": A}', '方阵'],
    ['u^2=1', '{"u": u}', '向量的幂'],
    ['u^{\\odot 2}=u\\odot u', '{"u": u}', true],
    ['\\operatorname{tr}(A^\\top A)=\\|A\\|_F^2', '{"A": A}', true],
    ['\\det(C)=\\operatorname{tr}(C)', '{"C": C}', false],
    ['\\operatorname{diag}(u)v=u\\odot v', '{"u": u, "v": v}', true],
    ['\\|A\\|=1', '{"A": A}', '写明下标'],
    ['\\|u\\|_1+\\|u\\|_\\infty=5.5', '{"u": u}', true],
    ['\\|u\\|_C^2=u^\\top C u', '{"u": u, "C": C}', true],
    ['\\|A\\|_*\\ge\\|A\\|_2', '{"A": A}', true],
    ['|A|=1', '{"A": A}', '行列式'],
    ['x^T=x', '{"x": w, "T": 3}', '分不清是转置还是幂'],
    ['a^T=8', '{"a": 2.0, "T": 3}', true],
    ['A^T=A^\\top', '{"A": A}', true],
    ['\\begin{bmatrix}1&2\\\\3&4\\end{bmatrix}\\begin{bmatrix}1\\\\1\\end{bmatrix}=(3,7)', '{}', true],
    ['\\begin{vmatrix}1&2\\\\3&4\\end{vmatrix}=-2', '{}', true],
    [
      '\\begin{bmatrix}S&0\\\\0&C\\end{bmatrix}=M',
      '{"S": S, "C": C, "M": np.block([[S, np.zeros((2, 3))], [np.zeros((3, 2)), C]])}',
      true,
    ],
    ['\\begin{bmatrix}S&u\\\\0&C\\end{bmatrix}=M', '{"S": S, "C": C, "u": u, "M": S}', '高度不同'],
    ['S\\otimes C=K', '{"S": S, "C": C, "K": np.kron(S, C)}', true],
    ['u\\otimes v=u', '{"u": u, "v": v}', 'Kronecker'],
    ['\\operatorname{vec}(A S)=x', '{"A": A.T, "S": S, "x": (A.T @ S).T.ravel()}', true],
    ['u\\odot v+w=u', '{"u": u, "v": v, "w": w}', '形状不同'],
    ['C\\odot C C=C', '{"C": C}', '混用'],
    ['Z^{\\mathsf H}Z=\\overline{Z}^\\top Z', '{"Z": A + 1j}', true],
    ['e^{C}=C', '{"C": C}', '矩阵指数'],
    ['S\\succ 0', '{"S": S}', true],
    ['S\\succeq C', '{"S": S, "C": -S}', true],
    ['a\\perp b', '{"a": np.array([1.0, 2.0]), "b": np.array([2.0, -1.0])}', true],
  ],
  indices: [
    ['u_1+u_3=1.5', '{"u": u}', true],
    ['A_{12}=2', '{"A": A}', '分不清'],
    ['A_{1,2}=2', '{"A": A}', true],
    ['A_{ij}=2', '{"A": A, "i": 1, "j": 2}', true],
    ['u_{ij}=2', '{"u": u, "i": 1, "j": 2}', '分不清'],
    ['u_4=1', '{"u": u}', '越界'],
    ['u_0=1', '{"u": u}', '越界'],
    ['x_{t-1}=3', '{"x": {1: 3.0, 2: 4.0}, "t": 2}', true],
    ['x_0^2=9', '{"x_0": 3.0, "x": u}', true],
    ['v_k=4', '{"v": lambda k: 2.0 * k, "k": 2}', true],
    ['x^{(k)}_1=5', '{r"x^{(\\\\cdot)}": {2: np.array([5.0, 6.0])}, "k": 2}', true],
    ['(A u)_1=-2.75', '{"A": A, "u": u}', true],
    ['\\delta_{ij}=0', '{r"\\\\delta": lambda i, j: float(i == j), "i": 1, "j": 2}', true],
  ],
  'sums, products, extrema': [
    ['\\sum_{i=1}^n u_i=-0.5', '{"u": u, "n": 3}', true],
    ['\\sum_{i=1}^n u_i v_i=u^\\top v', '{"u": u, "v": v, "n": 3}', true],
    ['\\sum_{i=1}^n\\sum_{j=1}^n C_{ij}=6.7', '{"C": C, "n": 3}', false],
    ['\\sum_{i=1}^n\\sum_{j=1}^n C_{ij}=5.7', '{"C": C, "n": 3}', true],
    ['\\sum_{\\substack{j=1\\\\j\\ne i}}^n u_j=1.5', '{"u": u, "n": 3, "i": 2}', true],
    ['\\sum_{1\\le i<j\\le n}C_{ij}=0.6', '{"C": C, "n": 3}', true],
    ['\\sum_{i<j}C_{ij}=0.6', '{"C": C, "#i": range(1, 4), "#j": range(1, 4)}', true],
    ['\\max_{a+b=1}a b=0.25', '{"#a+b=1": [{"a": 0.5, "b": 0.5}, {"a": 0.2, "b": 0.8}]}', true],
    ['\\max_{0\\le t\\le 1}t=1', '{}', '没有声明指标'],
    ['\\sum_i u_i=-0.5', '{"u": u}', '没有声明 i 的取值'],
    ['\\sum_i u_i=-0.5', '{"u": u, "#i": range(1, 4)}', true],
    ['\\sum_{i\\in\\{1,3\\}}u_i=1.5', '{"u": u}', true],
    ['\\sum_{x\\in S}x^2=14', '{"S": [1.0, 2.0, 3.0]}', true],
    ['\\sum_{k=0}^{\\infty}2^{-k}=2', '{"#k": range(0, 60)}', true],
    ['\\sum_{k=0}^{\\infty}2^{-k}=2', '{}', '算到哪里'],
    ['\\prod_{t=1}^n t=n!', '{"n": 5}', true],
    ['\\prod_{t=1}^n t b=1', '{"n": 3, "b": 2.0}', '两种读法的值不同'],
    ['\\prod_{t=1}^n t b=6', '{"n": 3, "b": 1.0}', true],
    ['\\max_i u_i=1', '{"u": u, "#i": range(1, 4)}', true],
    ['\\operatorname*{arg\\,max}_i u_i=1', '{"u": u, "#i": range(1, 4)}', true],
    ['\\arg\\min_i u_i=2', '{"u": u, "#i": range(1, 4)}', true],
    ['\\arg\\max_i a_i=1', '{"a": np.array([1.0, 1.0]), "#i": (1, 2)}', '并列'],
    ['\\max_{q\\in\\Delta}q^\\top u=1', '{"u": u, r"\\\\Delta": [np.eye(3)[0], np.ones(3) / 3]}', true],
    ['\\sum_{i=1}^{n}u_i\\ge\\min_i u_i', '{"u": u, "n": 3, "#i": range(1, 4)}', true],
  ],
  calls: [
    ['f(2)=5', '{"f": lambda x: x + 3}', true],
    ['f(2)=6', '{"f": 3.0}', true],
    ['f(2)=6', '{}', '没有声明 f'],
    ['a(b+c)^2=18', '{"a": 2.0, "b": 1.0, "c": 2.0}', true],
    ['f(b+c)^2=81', '{"f": lambda x: 3 * x, "b": 1.0, "c": 2.0}', true],
    ['f^2(x)=9', '{"f": lambda x: x + 1, "x": 2.0}', true],
    ['f^{-1}(x)=9', '{"f": lambda x: x + 1, "x": 2.0}', '反函数'],
    ["f'(x)=6", '{"f": lambda x: x**3 / 2, "x": 2.0}', true],
    ["f''(x)=6", '{"f": lambda x: x**3 / 2, "x": 2.0}', true],
    ['q(x_t|x_0)=0.5', '{"q(x_t|x_0)": 0.5}', true],
    ['q(x_t\\mid x_0)=0.5', '{"q(x_t|x_0)": 0.5}', true],
    ['q(x_{1:T}|x_0)=0.5', '{"q(x_{1:T}|x_0)": 0.5}', true],
    ['q(x|z)=6', '{r"q(\\\\cdot|\\\\cdot)": lambda x, z: x * z, "x": 2.0, "z": 3.0}', true],
    ['\\sigma_{i+1}(A)=7', '{r"\\\\sigma_\\\\cdot(\\\\cdot)": lambda i, M: i + M, "i": 2, "A": 4.0}', true],
    ['\\sigma_2(A)=7', '{r"\\\\sigma": lambda i, M: i + M, "A": 4.0}', '分不清'],
    ['f_2(x)=8', '{"f": {1: lambda x: x, 2: lambda x: 4 * x}, "x": 2.0}', true],
    ['\\operatorname{lse}(u)=1.5371', '{"lse": lse, "u": u}, rtol=1e-3', false],
    ['\\log p(x)=0', '{"p": 2.0, "x": 0.5}', '没有声明函数 p'],
    ['\\pi(x)=1', '{"x": 1.0}', '分不清'],
    ['\\sum_{t=1}^3 q(x_t)=6', '{"q(x_t)": check.at(lambda e: float(e["t"]))}', true],
    [
      '\\mathcal{N}(x;\\mu,s)=6',
      '{r"\\\\mathcal{N}": lambda x, m, s: x * m * s, "x": 1.0, r"\\\\mu": 2.0, "s": 3.0}',
      true,
    ],
  ],
  derivatives: [
    ['\\nabla f(u)=C u', '{"f": quad, "u": u, "C": C}, rtol=1e-7', true],
    ['\\nabla f(u)=2C u', '{"f": quad, "u": u, "C": C}, rtol=1e-7', false],
    ['\\nabla^2 f(u)=C', '{"f": quad, "u": u, "C": C}, rtol=1e-7', true],
    ['\\nabla_u\\|A u-w\\|_2^2=2A^\\top(A u-w)', '{"u": u, "A": A, "w": w}, rtol=1e-7', true],
    ['\\nabla f(u)^\\top v=v^\\top C u', '{"f": quad, "u": u, "v": v, "C": C}, rtol=1e-7', true],
    ['\\nabla\\cdot g(u)=4.5', '{"g": lambda x: C @ x, "u": u}, rtol=1e-7', true],
    ['\\frac{\\partial f}{\\partial u_2}=(C u)_2', '{"f": quad, "u": u, "C": C}, rtol=1e-7', true],
    ['\\frac{\\partial^2 f}{\\partial u_1\\partial u_2}=C_{1,2}', '{"f": quad, "u": u, "C": C}, rtol=1e-7', true],
    ['\\frac{\\partial g_1}{\\partial u_2}=C_{1,2}', '{"g": lambda x: C @ x, "u": u, "C": C}, rtol=1e-7', true],
    ['\\frac{\\mathrm{d}}{\\mathrm{d}t}e^{-2t}=-2e^{-2t}', '{"t": 0.3}, rtol=1e-7', true],
    ['\\frac{d}{dt}t^3=3t^2', '{"t": 0.3}, rtol=1e-7', true],
    ['\\frac{d}{dt}t^3=3t^2', '{"t": 0.3, "d": 4}', '符号表里的符号'],
    ['\\frac{\\partial L}{\\partial x}=0', '{"L": 3.0, "x": 1.0}', '没有用到 x'],
    ['\\frac{\\partial g}{\\partial u}=C', '{"g": lambda x: C @ x, "u": u, "C": C}', '布局没有约定'],
    ['\\frac{\\partial f}{\\partial x}=1', '{"f": lambda x: abs(x), "x": 0.0}', '不稳定'],
    ['\\left.\\frac{\\partial f}{\\partial x}\\right|_{x=2}=12', '{"f": lambda x: x**3, "x": 0.5}, rtol=1e-7', true],
    ['\\mathrm{d}(K^{-1})=-K^{-1}\\mathrm{d}K K^{-1}', '{"K": C}, d={"K": np.outer(u, v)}, rtol=1e-7, atol=1e-9', true],
    ['\\mathrm{d}(K^{-1})=0', '{"K": C}', '没有声明微分的方向'],
    ['\\mathrm{d}(S^2)=0', '{"K": C, "S": S}, d={"K": C}', '不依赖'],
  ],
  'integrals, limits, expectations': [
    ['\\int_0^1 x^2\\,\\mathrm{d}x=\\frac{1}{3}', '{}, grid={"x": 20}', true],
    ['\\int_0^1 x^2\\,\\mathrm{d}x=\\frac{1}{3}', '{}', '没有声明对 x 的积分'],
    ['\\int_0^1\\int_0^y x\\,\\mathrm{d}x\\,\\mathrm{d}y=\\frac{1}{6}', '{}, grid={"x": 10, "y": 10}', true],
    ['\\int p(x)\\,dx=1', '{"p": lambda x: 1.0}, grid={"x": ([0.25, 0.75], [0.5, 0.5])}', true],
    ['\\int_0^2 p(x)\\,dx=1', '{"p": lambda x: 1.0}, grid={"x": ([0.25, 0.75], [0.5, 0.5])}', '积分限不符'],
    ['\\int_0^\\infty e^{-x}\\,\\mathrm{d}x=1', '{}, grid={"x": 20}', '无界'],
    ['\\lim_{x\\to 0}\\frac{\\sin(x)}{x}=1', '{}, lim={"x": [0.1, 0.05, 0.025]}, rtol=1e-6', true],
    ['\\lim_{x\\to 0^+}x^2=1', '{}, lim={"x": [0.1, 0.05, 0.025]}', false],
    ['\\lim_{x\\to 0^-}x^2=0', '{}, lim={"x": [0.1, 0.05, 0.025]}', '那一侧'],
    ['\\lim_{n\\to\\infty}\\frac{n+1}{2n}=\\frac{1}{2}', '{}, lim={"n": [10, 20, 40]}', true],
    ['\\lim_{x\\to 0}\\frac{1}{x}=0', '{}, lim={"x": [0.1, 0.01, 0.001]}', '不出收敛'],
    ['\\mathbb{E}[x^2]=\\mu^2+s', '{r"\\\\mu": 1.5, "s": 0.4}, E=check.normal("x", 1.5, 0.4)', true],
    ['\\operatorname{Var}(x)=s', '{"s": 0.4}, E=check.normal("x", 1.5, 0.4)', true],
    ['\\mathbb{E}[x]^2\\le\\mathbb{E}[x^2]', '{}, E=check.normal("x", 1.5, 0.4)', true],
    ['\\mathbb{E}_{x\\sim q}[x]=2', '{}, E={r"x\\\\sim q": check.discrete("x", [1.0, 3.0], [0.5, 0.5])}', true],
    ['\\mathbb{E}_p[x]=2', '{}, E={r"q": check.discrete("x", [1.0, 3.0], [0.5, 0.5])}', '没有声明下标是 p'],
    ['\\mathbb{E}_p[x]=2', '{}, E=check.discrete("x", [1.0, 3.0], [0.5, 0.5])', '这样下标也受检查'],
    ['\\mathbb{E}[x]=2', '{}', '没有声明怎样算期望'],
    ['\\mathbb{E}[x|z]=2', '{r"\\\\mathbb{E}[x|z]": 2.0}', true],
    ['\\mathbb{E}[x x^\\top]=C', '{"C": C}, E=check.normal("x", np.zeros(3), C, k=3)', true],
  ],
  relations: [
    ['a\\le b<c', '{"a": 1.0, "b": 1.0, "c": 2.0}', true],
    ['a<b', '{"a": 1.0, "b": 1.0}', false],
    ['u\\ge -2', '{"u": u}', true],
    ['a=b=c', '{"a": 1.0, "b": 1.0, "c": 2.0}', false],
    ['a=b,\\quad c\\ge b', '{"a": 1.0, "b": 1.0, "c": 2.0}', true],
    ['u_i\\le 1,\\quad i=1,\\dots,n', '{"u": u, "n": 3}', true],
    ['u_i\\le 0,\\quad i=1,\\dots,n', '{"u": u, "n": 3}', false],
    ['\\forall i,\\ u_i\\le 1', '{"u": u, "#i": range(1, 4)}', true],
    ['A\\in\\mathbb{R}^{m\\times n}', '{"A": A, "m": 2, "n": 3}', true],
    ['A\\in\\mathbb{R}^{n\\times m}', '{"A": A, "m": 2, "n": 3}', false],
    ['u\\in\\mathbb{R}^n', '{"u": u, "n": 3}', true],
    ['t\\in[0,1)', '{"t": 1.0}', false],
    ['q\\in\\Delta', '{"q": p, r"\\\\Delta": lambda q: abs(q.sum() - 1) < 1e-12}', true],
    ['a\\approx b', '{"a": 709.78, "b": 709.7827}', '要声明相对误差'],
    ['a\\approx b', '{"a": 709.78, "b": 709.7827}, approx=1e-5', true],
    ['\\sin(h)=h+\\mathcal{O}(h^3)', '{}, order={"h": [0.1, 0.05, 0.02]}', true],
    ['\\sin(h)=h+\\mathcal{O}(h^4)', '{}, order={"h": [0.1, 0.05, 0.02]}', false],
    ['\\sin(h)=h+\\mathcal{O}(h^2)', '{}, order={"h": [0.1, 0.05, 0.02]}', false],
    ['\\sin(h)=h+\\mathcal{O}(h^2)', '{}, order={"h": [0.1, 0.05, 0.02]}, sharp=False', true],
    ['\\sin(h)=h+o(h)', '{}, order={"h": [0.1, 0.05, 0.02]}', true],
    ['n+1\\sim n', '{}, order={"n": [10, 30, 100]}', true],
    ['x\\sim p', '{"x": 1.0, "p": 2.0}', '没有约定'],
    ['3e^{x}\\propto e^{x}', '{}, over={"x": [0.0, 1.0, 2.0]}', true],
    ['x^2\\propto x', '{}, over={"x": [0.5, 1.0, 2.0]}', false],
    ['C-C=0', '{"C": C}', true],
    ['a\\overset{d}{=}b', '{"a": 1.0, "b": 1.0}', '没有约定关系符'],
    ['\\mathbf{1}[a>0]+\\mathbf{1}\\left[a>2\\right]=1', '{"a": 1.0}', true],
    ['r(x)=\\begin{cases}x&x>0\\\\0&\\text{否则}\\end{cases}', '{"r": lambda x: max(x, 0.0), "x": -1.5}', true],
    ['r=\\begin{cases}1&x>0\\\\2&x>1\\end{cases}', '{"r": 1.0, "x": 3.0}', '几个条件同时成立'],
    ['\\ln a=b\\circ c', '{}', '没有约定运算符'],
  ],
};

const flat = Object.entries(cases).flatMap(([group, list]) => list.map((each) => ({ group, each })));
const outcomes: (boolean | string)[] = [];

beforeAll(async () => {
  if (python === undefined) return;
  const calls = flat.map(({ each }, place) => `check.tex(${String(place + 1)}, ${each[1].replaceAll('\\\\', '\\')})`);
  const { result } = await execute(
    postOf(flat.map(({ each }) => each[0])),
    `# %% id=all\n${setup}\n${calls.join('\n')}\n`,
  );
  expect(result.runs[0]?.cells[0]?.error).toBeNull();
  for (const { ok, message } of result.runs[0]?.checks ?? []) {
    const why = /不能执行：|没有值：/.test(message) ? message : false;
    outcomes.push(ok ? true : why);
  }
}, 120_000);

describe.skipIf(python === undefined).each(Object.entries(cases))('%s', (group, list) => {
  const offset = flat.findIndex((each) => each.group === group);
  test.each(list.map(([tex, args, outcome], place) => ({ tex, args, outcome, place: offset + place })))(
    '$tex  $args',
    ({ outcome, place }) => {
      if (typeof outcome === 'boolean') expect(outcomes[place]).toBe(outcome);
      else expect(outcomes[place]).toContain(outcome);
    },
  );
});

if (python === undefined) withPython('the evaluator', () => undefined);
