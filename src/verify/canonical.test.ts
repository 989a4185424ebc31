import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'vitest';
import { canonical } from '../formula/canonical.ts';
import { parseFormula } from '../formula/parse-formula.ts';
import { synonyms } from '../formula/symbols.ts';
import { withPython } from './testing.ts';

/** Names as authors write them in a table of symbols. */
const keys = [
  'x',
  'A',
  'x_t',
  'x_{t-1}',
  'x^2_i',
  'x_i^2',
  'x_{ij}',
  'A^{+}',
  'A^+',
  'A^\\top',
  'A^{-1}',
  'I_n',
  'D_{\\mathrm{KL}}',
  '\\alpha',
  '\\bar\\alpha',
  '\\bar\\alpha_t',
  '\\bar{\\alpha}_{t-1}',
  '\\tilde \\mu_t',
  '\\hat{x}',
  '\\widehat x',
  '\\mathbf{1}',
  '\\mathbf 1',
  '\\boldsymbol\\theta',
  '\\bm{W}_q',
  '\\mathcal{L}',
  '\\mathcal N',
  '\\mathbb{E}',
  '\\mathrm{KL}',
  '\\mathsf T',
  '\\mathrm d A',
  '\\operatorname{lse}',
  '\\operatorname*{arg\\,max}',
  'x^{(k)}',
  'W^{(l)}_{ij}',
  "f'",
  "f''_k",
  'f^{\\prime}',
  'q(x_t|x_0)',
  'q(x_t \\mid x_{t-1})',
  'p_\\theta(x_{0:T})',
  'D_{\\mathrm{KL}}(q(x_{1:T}|x_0)\\|p_\\theta(x_{1:T}|x_0))',
  '\\left(x\\right)',
  '\\bigl[x\\bigr]',
  '\\lVert x\\rVert_2',
  '\\lvert x\\rvert',
  '\\|x\\|',
  'x\\in S',
  'i\\ne j',
  'i \\neq j',
  'a\\leq b',
  '\\frac{a}{b}',
  '\\frac ab',
  '\\dfrac12',
  '\\sqrt{x}',
  '\\sqrt[3]{x}',
  '\\alpha b',
  '\\alpha_b c',
  '\\sum_i',
  '\\partial_t',
  '\\nabla f',
  'x\\,y',
  '\\text{loss}',
  '\\mathbb{E}[x|z]',
  '\\log p',
  '\\varepsilon',
  '\\epsilon',
  'x^*',
  'x^\\star',
  'x^{\\odot 2}',
  '1:T',
  '\\ell',
  '\\overline{z}',
  '\\R',
  '{\\alpha}',
  'x_{\\text{min}}',
  '\\KL(q\\|p)',
  '\\vx',
  'p(\\cdot|\\cdot)',
  '\\sigma_\\cdot(\\cdot)',
  '\\{1,2\\}',
  '\\langle a,b\\rangle',
  'x_{\\infty}',
  '12',
  '0.5',
  '\\binom{n}{k}',
  '\\kappa(A)^2',
  '\\|x-y\\|_2^2',
] as const;

const macros = { '\\KL': 'D_{\\mathrm{KL}}', '\\vx': '\\mathbf{x}' };

withPython('a name has the same canonical spelling in Python and in TypeScript', (python) => {
  const code =
    'import sys, json; sys.path.insert(0, sys.argv[1]); from canonical import Canonical; job = json.load(sys.stdin); ' +
    'c = Canonical(job["synonyms"], job["macros"]); print(json.dumps([c(k) for k in job["keys"]]))';
  const run = spawnSync(python.executable, ['-I', '-B', '-c', code, join(import.meta.dirname, 'python')], {
    input: JSON.stringify({ synonyms, macros, keys }),
    encoding: 'utf8',
  });
  expect(run.stderr).toBe('');
  const there = JSON.parse(run.stdout) as string[];
  const here = keys.map((key) => {
    const parsed = parseFormula(key, { macros });
    return parsed.ok ? canonical(parsed.nodes) : parsed.message;
  });
  expect(Object.fromEntries(keys.map((key, place) => [key, there[place]]))).toEqual(
    Object.fromEntries(keys.map((key, place) => [key, here[place]])),
  );
});

withPython('a bare word is a function name, and # declares an index', (python) => {
  const code =
    'import sys; sys.path.insert(0, sys.argv[1]); from canonical import Canonical; c = Canonical({}, {}); ' +
    'print(c("lse"), c("#i"), c("# x_t"), sep="|")';
  const run = spawnSync(python.executable, ['-I', '-B', '-c', code, join(import.meta.dirname, 'python')], {
    encoding: 'utf8',
  });
  expect(run.stdout.trim()).toBe('\\operatorname{lse}|#i|#x_{t}');
});
