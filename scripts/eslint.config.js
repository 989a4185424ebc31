// @ts-check
import eslint from '@eslint/js';
import astro from 'eslint-plugin-astro';
import { defineConfig } from 'eslint/config';
import path from 'node:path';
import tseslint from 'typescript-eslint';
import { boundaries, outermost } from './eslint/boundaries.js';

const root = path.resolve(import.meta.dirname, '..');

export default defineConfig(
  { ignores: ['dist/', 'dist.*/', '.astro/', '**/fixtures/', '**/__fixtures__/', 'content/', 'public/', '.cache/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  tseslint.configs.recommendedTypeChecked,
  astro.configs.recommended,
  { languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } } },
  {
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-this-alias': ['error', { allowedNames: ['self'] }],
      // unified, micromark and Vite declare plain functions as methods.
      '@typescript-eslint/unbound-method': 'off',
      // Control characters and full-width spaces are what some of our patterns look for.
      'no-control-regex': 'off',
      'no-irregular-whitespace': ['error', { skipRegExps: true, skipComments: true, skipTemplates: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'preserve-caught-error': 'error',
      'max-lines': ['error', { max: 400 }],
    },
  },
  // TypeScript knows what is defined, in .mjs too.
  { rules: { 'no-undef': 'off' } },
  // Astro's parser hands TypeScript's type information on only in part: typed rules give false alarms there.
  { files: ['**/*.astro', '**/*.astro/*.ts', '**/*.astro/*.js'], extends: [tseslint.configs.disableTypeChecked] },
  // A JSDoc cast of what JSON.parse returns is not seen by these.
  {
    files: ['**/*.mjs', '**/*.js'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
  { files: ['src/**'], ignores: outermost, rules: { 'no-console': 'error' } },
  ...boundaries,
  // A declaration file that imports is a module, and no longer declares for everybody.
  { files: ['**/*.d.ts'], rules: { '@typescript-eslint/consistent-type-imports': 'off' } },
  {
    // What JSON.parse and a mocked module hand a test is looked at by the assertions themselves.
    files: ['**/*.test.ts', 'src/e2e/**'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);
