import type { Binder, Chain, Expression, Statements, Subscript, Superscript } from './expression.ts';

/**
 * One line that shows how an expression was read: `(+ a (* 2 b))`. For tests and for whoever asks why a formula is not
 * executed.
 */
export function outline(expression: Expression): string {
  switch (expression.op) {
    case 'number':
      return expression.value;
    case 'name':
      return expression.key;
    case 'accent':
      return expression.key;
    case 'scripts': {
      const { base, sub, sup, primes } = expression;
      return outline(base) + below(sub) + "'".repeat(primes) + above(sup);
    }
    case 'sum':
      return list('+', ...expression.terms.map(({ sign, term }) => (sign === 1 ? '' : '-') + outline(term)));
    case 'product': {
      const mark = { beside: '', dot: '·', times: '×', divide: '/', hadamard: '⊙', kronecker: '⊗' } as const;
      return list('*', ...expression.factors.map(({ by, factor }) => mark[by] + outline(factor)));
    }
    case 'call': {
      const args = expression.args.map(outline);
      const inner = args.map((arg, place) => arg + (expression.separators[place] ?? '')).join('');
      const brackets = expression.bare ? ['<', '>'] : expression.function === undefined ? ['?(', ')'] : ['(', ')'];
      return `${outline(expression.head)}${brackets[0]!}${inner}${brackets[1]!}${below(expression.sub)}${above(expression.sup)}`;
    }
    case 'fraction':
      return list('frac', outline(expression.numerator), outline(expression.denominator));
    case 'binomial':
      return list('binomial', outline(expression.top), outline(expression.bottom));
    case 'factorial':
      return list('factorial', outline(expression.body));
    case 'root':
      return list('root', ...(expression.index ? [outline(expression.index)] : []), outline(expression.body));
    case 'parentheses':
      return outline(expression.body);
    case 'tuple':
      return list('tuple', ...expression.items.map(outline));
    case 'absolute':
    case 'floor':
    case 'ceiling':
    case 'determinant':
      return list(expression.op, outline(expression.body));
    case 'norm':
      return list(`norm${below(expression.sub)}`, outline(expression.body));
    case 'inner':
      return list('inner', outline(expression.left), outline(expression.right));
    case 'matrix':
      return list('matrix', ...expression.rows.map((row) => `[${row.map(outline).join(' ')}]`));
    case 'cases':
      return list(
        'cases',
        ...expression.branches.map(
          ({ value, conditions }) => `[${outline(value)} if ${conditions.map(chain).join(' & ')}]`,
        ),
      );
    case 'indicator':
      return list('indicator', ...expression.conditions.map(chain));
    case 'big':
      return list(expression.kind, binder(expression.binder), outline(expression.body));
    case 'limit':
      return list(
        'limit',
        `${expression.variable}→${outline(expression.to)}${expression.side}`,
        outline(expression.body),
      );
    case 'integral': {
      const { variable, from, to, body } = expression;
      const bounds = from === undefined || to === undefined ? '' : `:${outline(from)}..${outline(to)}`;
      return list('integral', variable + bounds, outline(body));
    }
    case 'expectation':
      return list(`${expression.kind}_{${expression.subKey}}`, outline(expression.body));
    case 'derivative':
      return list('derivative', expression.variables.map(({ key }) => key).join(','), outline(expression.body));
    case 'gradient':
      return list(
        expression.kind + (expression.variable === undefined ? '' : `_${expression.variable}`),
        outline(expression.body),
      );
    case 'differential':
      return list('d', outline(expression.body));
    case 'at':
      return list(
        'at',
        outline(expression.body),
        ...expression.settings.map(({ key, value }) => `${key}=${outline(value)}`),
      );
    case 'order':
      return list(expression.little ? 'o' : 'O', outline(expression.size));
    case 'either':
      return list('either', ...expression.readings.map(outline));
    case 'space':
      return (
        expression.field + (expression.dimensions.length > 0 ? `^${expression.dimensions.map(outline).join('×')}` : '')
      );
    case 'interval':
      return `${expression.open[0] ? '(' : '['}${outline(expression.from)},${outline(expression.to)}${expression.open[1] ? ')' : ']'}`;
    case 'set':
      return `{${expression.items.map(outline).join(',')}}`;
    case 'integers':
      return `{${outline(expression.from)}..${outline(expression.to)}}`;
    case 'unsupported':
      return `!${expression.reason}!`;
  }
}

/** All chains of a display, then its quantifiers. */
export function outlineStatements({ chains, forAll }: Statements): string {
  const quantifiers = forAll.map(({ variable, from, to, set }) => {
    if (from !== undefined && to !== undefined) return `∀${variable}:${outline(from)}..${outline(to)}`;
    return `∀${variable}${set === undefined ? '' : `∈${outline(set)}`}`;
  });
  return [...chains.map(chain), ...quantifiers].join(' ; ');
}

function chain({ operands, relations }: Chain): string {
  return operands
    .map((operand, place) => (place === 0 ? '' : ` ${relations[place - 1]!} `) + outline(operand))
    .join('');
}

function binder({ ranges, members, conditions }: Binder): string {
  return [
    ...ranges.map(({ variable, from, to }) => `${variable}:${outline(from)}..${outline(to)}`),
    ...members.map(({ variable, set }) => variable + (set === undefined ? '' : `∈${outline(set)}`)),
    ...conditions.map(chain),
  ].join(',');
}

function below(sub: Subscript | undefined): string {
  return sub === undefined ? '' : `_{${sub.items.map(outline).join(',')}}`;
}

function above(sup: Superscript | undefined): string {
  if (sup === undefined) return '';
  if (sup.kind === 'power') return `^{${sup.exponent === undefined ? sup.key : outline(sup.exponent)}}`;
  return `^[${sup.kind}${sup.exponent === undefined ? '' : ` ${outline(sup.exponent)}`}]`;
}

function list(head: string, ...parts: readonly string[]): string {
  return `(${[head, ...parts].join(' ')})`;
}
