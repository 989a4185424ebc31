import type { StringKey } from '../i18n/translate.ts';
import type { CoverageFigures } from './figures.ts';

/** A figure with the string that names it. */
export interface FigureColumn {
  readonly name: StringKey;
  readonly of: (figures: Omit<CoverageFigures, 'posts' | 'pending'>) => number;
}

/** The figures of content, in the order in which tables show them. */
export const figureColumns: readonly FigureColumn[] = [
  { name: 'figure.lines', of: ({ lines }) => lines },
  { name: 'figure.equations', of: ({ equations }) => equations.numbered },
  { name: 'figure.executed', of: ({ equations }) => equations.executed },
  { name: 'figure.checkable', of: ({ equations }) => equations.checkable },
  { name: 'figure.references', of: ({ references }) => references },
  { name: 'figure.definitions', of: ({ definitions }) => definitions },
  { name: 'figure.stated', of: ({ results }) => results.stated },
  { name: 'figure.proved', of: ({ results }) => results.proved },
  { name: 'figure.unproved', of: ({ results }) => results.unproved },
  { name: 'figure.exercises', of: ({ exercises }) => exercises.stated },
  { name: 'figure.solved', of: ({ exercises }) => exercises.solved },
  { name: 'figure.blocks', of: ({ code }) => code.blocks },
  { name: 'figure.marked', of: ({ code }) => code.marked },
  { name: 'figure.ran', of: ({ code }) => code.executed },
  { name: 'figure.minutes', of: ({ minutes }) => minutes },
];
