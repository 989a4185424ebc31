import { astro } from '../project.ts';
import { commandStep } from './command-step.ts';

export const lintSteps = [
  commandStep('format', 'node_modules/prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']),
  commandStep('eslint', 'node_modules/eslint/bin/eslint.js', ['--config', 'scripts/eslint.config.js', '.']),
  commandStep('types', astro, ['check', '--minimumSeverity', 'warning']),
];
