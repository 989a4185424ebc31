import { factorySpace } from 'micromark-factory-space';
import { markdownLineEnding } from 'micromark-util-character';
import type { Code, Construct, Effects, Extension, State, TokenizeContext } from 'micromark-util-types';
import type { CompileContext, Extension as FromMarkdownExtension, Token } from 'mdast-util-from-markdown';
import type { Math } from 'mdast-util-math';

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    mathEnvironment: 'mathEnvironment';
    mathEnvironmentLine: 'mathEnvironmentLine';
  }
}

/** Environments that may stand in a post without `$$`. Starred ones are read too, so that the check can name them. */
export const displayEnvironments = ['equation', 'align', 'gather', 'equation*', 'align*', 'gather*'] as const;

const backslash = 92;

const nonLazyContinuation: Construct = { tokenize: tokenizeNonLazyContinuation, partial: true };

const mathEnvironment: Construct = { tokenize: tokenizeEnvironment, concrete: true, name: 'mathEnvironment' };

/** micromark: a flow construct from `\begin{align}` at the start of a line to the line with the matching `\end{align}`. */
export function mathEnvironmentSyntax(): Extension {
  return { flow: { [backslash]: mathEnvironment } };
}

function tokenizeEnvironment(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
  const self = this;
  const tail = self.events.at(-1);
  const indent = tail?.[1].type === 'linePrefix' ? tail[2].sliceSerialize(tail[1], true).length : 0;
  let opening = '';
  let name = '';
  let depth = 0;
  let line = '';
  return start;

  function start(code: Code): State | undefined {
    effects.enter('mathEnvironment');
    effects.enter('mathEnvironmentLine');
    return begin(code);
  }

  function begin(code: Code): State | undefined {
    if (code === null || markdownLineEnding(code)) return nok(code);
    opening += String.fromCodePoint(code < 0 ? 32 : code);
    effects.consume(code);
    if (code !== 125) return opening.length < 24 ? begin : nok;
    name = /^\\begin\{(.+)\}$/.exec(opening)?.[1] ?? '';
    if (!(displayEnvironments as readonly string[]).includes(name)) return nok;
    line = opening;
    return rest;
  }

  function rest(code: Code): State | undefined {
    if (code !== null && !markdownLineEnding(code)) {
      line += String.fromCodePoint(code < 0 ? 32 : code);
      effects.consume(code);
      return rest;
    }
    effects.exit('mathEnvironmentLine');
    depth += count(line, `\\begin{${name}}`) - count(line, `\\end{${name}}`);
    line = '';
    if (depth <= 0 || code === null) return done(code);
    if (self.interrupt) return ok(code);
    return effects.attempt(nonLazyContinuation, next, done)(code);
  }

  function next(code: Code): State | undefined {
    return indent > 0 ? factorySpace(effects, content, 'linePrefix', indent + 1)(code) : content(code);
  }

  function content(code: Code): State | undefined {
    if (code === null) return done(code);
    if (markdownLineEnding(code)) return effects.attempt(nonLazyContinuation, next, done)(code);
    effects.enter('mathEnvironmentLine');
    return rest(code);
  }

  function done(code: Code): State | undefined {
    effects.exit('mathEnvironment');
    return ok(code);
  }
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}

function tokenizeNonLazyContinuation(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
  const self = this;
  return (code) => {
    if (code === null) return ok(code);
    effects.enter('lineEnding');
    effects.consume(code);
    effects.exit('lineEnding');
    return (next) => (self.parser.lazy[self.now().line] === true ? nok(next) : ok(next));
  };
}

/** mdast: the same `math` node as remark-math makes, its value the whole environment. */
export function mathEnvironmentFromMarkdown(): FromMarkdownExtension {
  return {
    enter: { mathEnvironment: enter },
    exit: { mathEnvironmentLine: exitLine, mathEnvironment: exit },
  };
}

function enter(this: CompileContext, token: Token): void {
  this.enter({ type: 'math', meta: null, value: '', data: {} }, token);
  this.buffer();
}

function exitLine(this: CompileContext, token: Token): void {
  this.config.enter.data?.call(this, token);
  this.config.exit.data?.call(this, token);
}

function exit(this: CompileContext, token: Token): void {
  const value = this.resume();
  const node = this.stack.at(-1) as Math;
  node.value = value;
  const environment = /^\\begin\{([a-z]+\*?)\}/.exec(value)?.[1];
  node.data = {
    hName: 'pre',
    hChildren: [
      {
        type: 'element',
        tagName: 'code',
        properties: { className: ['language-math', 'math-display'] },
        children: [{ type: 'text', value }],
      },
    ],
    ...(environment === undefined ? {} : { environment }),
  };
  this.exit(token);
}
