// @ts-check
/**
 * Which folder of `src/` may import what. The core takes strings and gives data back; only the outermost folders know the
 * file system, and nobody imports those. Tests may: they are looked at by nobody else.
 *
 * @typedef {{ folders: string[], forbid: (keyof typeof kinds)[] }} Boundary
 */

/** The only folders below `src/` that touch the file system and print; each imports inward. */
const outer = ['integrations', 'verify', 'importer'];

/** Also those that nobody lints as part of the site. */
export const outermost = [...outer.map((folder) => `src/${folder}/**`), 'src/e2e/**', '**/*.test.ts'];

const kinds = {
  node: { regex: '^node:', message: 'Only integrations/, verify/, importer/ and scripts/ use modules of Node.' },
  astro: { regex: '^(astro$|astro[:/]|@astrojs/)', message: 'This folder is pure: it knows nothing of Astro.' },
  content: {
    regex: '^astro:content$',
    message: 'Only pages read collections, for their addresses; data comes as props.',
  },
  outside: {
    regex: `^\\.{1,2}/(.*/)?(${outer.join('|')}|scripts|e2e)/`,
    message: 'Nobody imports the outermost folders (integrations/, verify/, importer/, scripts/, e2e/).',
  },
  markdown: { regex: '^\\.{1,2}/(.*/)?markdown/', message: 'Only integrations/ renders Markdown.' },
  parsing: {
    regex: '^\\.{1,2}/(.*/)?(syntax/|equations/parse|schemas/)',
    message: 'Pages do not parse: their data comes parsed from virtual:tuidao/site.',
  },
};

/** @type {Boundary[]} */
export const table = [
  {
    folders: [
      'ci',
      'coverage',
      'equations',
      'export',
      'formula',
      'i18n',
      'interactive',
      'output',
      'report',
      'schemas',
      'search',
      'site',
      'study',
      'syntax',
    ],
    forbid: ['node', 'astro', 'outside', 'markdown'],
  },
  { folders: ['markdown'], forbid: ['node', 'astro', 'outside'] },
  { folders: ['client'], forbid: ['node', 'outside', 'markdown', 'parsing'] },
  { folders: ['components', 'layouts'], forbid: ['node', 'content', 'outside', 'markdown', 'parsing'] },
  { folders: ['pages'], forbid: ['node', 'outside', 'markdown', 'parsing'] },
  { folders: ['verify', 'importer'], forbid: ['astro'] },
];

/** @type {import('eslint').Linter.Config[]} */
export const boundaries = table.map(({ folders, forbid }) => ({
  name: `boundaries/${folders[0]}`,
  files: folders.map((folder) => `src/${folder}/**`),
  ignores: ['**/*.test.ts'],
  rules: {
    'no-restricted-imports': ['error', { patterns: forbid.map((kind) => kinds[kind]) }],
    // `import()` and `import.meta.glob`-free: the rule above sees only statements.
    'no-restricted-syntax': ['error', ...forbid.map((kind) => dynamic(kinds[kind]))],
  },
}));

/** @param {{ regex: string, message: string }} pattern */
function dynamic({ regex, message }) {
  return { selector: `ImportExpression > Literal[value=/${regex.replaceAll('/', '\\/')}/]`, message };
}
