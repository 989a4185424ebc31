import type { FormulaList, FormulaNode } from './tree.ts';

/**
 * One spelling for formulas that print the same: no spaces, braces around every script, subscript before superscript.
 * The names in a check file's table of symbols are brought to the same form by `src/verify/python/canonical.py`.
 */
export function canonical(nodes: FormulaList): string {
  return join(nodes.map(canonicalNode));
}

export function canonicalNode(node: FormulaNode): string {
  switch (node.type) {
    case 'symbol':
    case 'number':
    case 'operator':
    case 'relation':
    case 'separator':
    case 'big':
      return node.text;
    case 'punctuation':
      return node.text === '\\quad' ? ',' : node.text;
    case 'unknown':
      return node.text;
    case 'dots':
      return '\\dots';
    case 'function':
      return node.builtin ? `\\${node.name}` : `\\operatorname{${node.name}}`;
    case 'scripts': {
      const sup = join([...Array.from({ length: node.primes ?? 0 }, () => '\\prime'), canonical(node.sup ?? [])]);
      return (
        canonicalNode(node.base) +
        (node.sub === undefined ? '' : `_{${canonical(node.sub)}}`) +
        (sup === '' ? '' : `^{${sup}}`)
      );
    }
    case 'fraction':
      return `\\frac{${canonical(node.numerator)}}{${canonical(node.denominator)}}`;
    case 'binomial':
      return `\\binom{${canonical(node.top)}}{${canonical(node.bottom)}}`;
    case 'root':
      return `\\sqrt${node.index === undefined ? '' : `[${canonical(node.index)}]`}{${canonical(node.body)}}`;
    case 'accent':
      return `${node.accent}{${canonical(node.body)}}`;
    case 'font':
      return `\\${node.font}{${canonical(node.body)}}`;
    case 'fence':
      return join([invisible(node.open), canonical(node.body), invisible(node.close)]);
    case 'array':
      return node.rows.map((row) => row.map(canonical).join('&')).join('\\\\');
    case 'text':
      return `\\text{${node.text.trim()}}`;
    case 'group':
    case 'annotated':
      return canonical(node.body);
  }
}

function invisible(delimiter: string): string {
  return delimiter === '.' ? '' : delimiter;
}

/** Puts a space only where a command would swallow the letter behind it. */
function join(parts: readonly string[]): string {
  let out = '';
  for (const part of parts) {
    if (/^[a-zA-Z]/.test(part) && /\\[a-zA-Z]+$/.test(out)) out += ' ';
    out += part;
  }
  return out;
}
