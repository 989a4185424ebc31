import bash from 'shiki/langs/bash.mjs';
import diff from 'shiki/langs/diff.mjs';
import javascript from 'shiki/langs/javascript.mjs';
import json from 'shiki/langs/json.mjs';
import latex from 'shiki/langs/latex.mjs';
import python from 'shiki/langs/python.mjs';
import toml from 'shiki/langs/toml.mjs';
import typescript from 'shiki/langs/typescript.mjs';
import yaml from 'shiki/langs/yaml.mjs';
import {
  createHighlighterCoreSync,
  type HighlighterCore,
  type LanguageRegistration,
  type ThemeRegistration,
} from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';

/** A run of characters of one kind; `kind` is the class of its `<span>`, `''` for plain text. */
export interface CodeToken {
  readonly kind: CodeKind | '';
  readonly text: string;
}

/** Keyword, string, comment, number, name that is defined. The site's two themes give them their colours in CSS. */
export type CodeKind = 'k' | 's' | 'c' | 'n' | 'f';

const scopes = {
  k: [
    'keyword',
    'storage',
    'constant.language',
    'support.type.property-name.json',
    'entity.name.tag.yaml',
    'support.function.latex',
  ],
  s: ['string', 'punctuation.definition.string', 'markup.inserted'],
  c: ['comment', 'punctuation.definition.comment', 'markup.deleted', 'meta.diff'],
  n: ['constant.numeric', 'variable.other.latex'],
  f: ['entity.name.function', 'entity.name.type.class', 'entity.name.class'],
} as const satisfies Record<CodeKind, readonly string[]>;

/** Kinds of keyword that stay plain: a page of `=` and `+` in the accent colour reads worse than none. */
const plainScopes = [
  'keyword.operator',
  'storage.type.format',
  'storage.type.string',
  'storage.modifier.chained',
  'constant.character.format',
  'meta.format',
  'punctuation',
  'meta.function-call',
  'keyword.control.flow.block-scalar',
];
const operatorWords = [
  'keyword.operator.logical.python',
  'keyword.operator.new',
  'keyword.operator.expression',
  'keyword.operator.word',
];

const kinds = Object.keys(scopes) as CodeKind[];
const plainColour = '#000000';

/** A theme whose colours are only names of kinds, so that the HTML holds classes and each theme of the site colours them. */
const theme: ThemeRegistration = {
  name: 'kinds',
  type: 'light',
  fg: plainColour,
  bg: '#ffffff',
  settings: [
    { settings: { foreground: plainColour } },
    ...kinds.map((kind) => ({ scope: [...scopes[kind]], settings: { foreground: colourOf(kind) } })),
    { scope: plainScopes, settings: { foreground: plainColour } },
    { scope: operatorWords, settings: { foreground: colourOf('k') } },
  ],
};

function colourOf(kind: CodeKind): string {
  return `#00000${String(kinds.indexOf(kind) + 1)}`;
}

const grammars = {
  python,
  bash,
  json,
  yaml,
  toml,
  javascript,
  typescript,
  latex,
  diff,
} as const satisfies Record<string, LanguageRegistration[]>;
type Grammar = keyof typeof grammars;

const aliases: ReadonlyMap<string, Grammar> = new Map(
  Object.entries({
    py: 'python',
    python3: 'python',
    sh: 'bash',
    shell: 'bash',
    zsh: 'bash',
    yml: 'yaml',
    js: 'javascript',
    mjs: 'javascript',
    ts: 'typescript',
    tex: 'latex',
  } as const),
);

const names = {
  python: 'Python',
  bash: 'Shell',
  json: 'JSON',
  yaml: 'YAML',
  toml: 'TOML',
  javascript: 'JavaScript',
  typescript: 'TypeScript',
  latex: 'LaTeX',
  diff: 'diff',
} as const satisfies Record<Grammar, string>;

function grammarOf(lang: string): Grammar | undefined {
  const name = lang.toLowerCase();
  return aliases.get(name) ?? (Object.hasOwn(grammars, name) ? (name as Grammar) : undefined);
}

/** What a reader calls the language; the word in the source where we do not know it. */
export function languageName(lang: string): string {
  const grammar = grammarOf(lang);
  return grammar === undefined ? lang : names[grammar];
}

let highlighter: HighlighterCore | undefined;
const loaded = new Set<Grammar>();

/** Lines of tokens. A language without a grammar gives plain lines. */
export function highlight(code: string, lang: string): CodeToken[][] {
  const grammar = grammarOf(lang);
  if (grammar === undefined) return code.split('\n').map((line) => (line === '' ? [] : [{ kind: '', text: line }]));
  highlighter ??= createHighlighterCoreSync({
    themes: [theme],
    langs: [],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });
  if (!loaded.has(grammar)) {
    highlighter.loadLanguageSync(grammars[grammar]);
    loaded.add(grammar);
  }
  // Shiki gives up on a line after half a second: on a busy machine the same source would give other bytes.
  const { tokens } = highlighter.codeToTokens(code, { lang: grammar, theme: 'kinds', tokenizeTimeLimit: 0 });
  return tokens.map((line) => joinRuns(line.map(({ content, color }) => ({ kind: kindOf(color), text: content }))));
}

function kindOf(colour: string | undefined): CodeKind | '' {
  return kinds[Number(colour?.slice(-1)) - 1] ?? '';
}

function joinRuns(tokens: readonly CodeToken[]): CodeToken[] {
  const runs: CodeToken[] = [];
  for (const token of tokens) {
    const last = runs.at(-1);
    if (last?.kind === token.kind) {
      runs[runs.length - 1] = { kind: last.kind, text: last.text + token.text };
    } else runs.push(token);
  }
  return runs;
}
