/** What a search for formulas answers. Plain data: it crosses from the worker to the page. */

import type { StatusKind } from '../../site/status.ts';

export interface FormulaHit {
  readonly slug: string;
  /** Of the post, as written: may hold `$…$`. */
  readonly title: string;
  /** `2.1 存在性`; `''` before the first heading. */
  readonly section: string;
  readonly number: number;
  /** `eq:eckart-young` */
  readonly label?: string;
  /** `eq-7` */
  readonly anchor: string;
  /** With the base. */
  readonly url: string;
  readonly tex: string;
  /** The same TeX, what matches inside `\htmlClass{is-match}{…}`; equal to `tex` where nothing is marked. */
  readonly marked: string;
  /** `marked` set by KaTeX; absent where KaTeX refuses the formula. */
  readonly html?: string;
  /** The formula contains what was asked for, letter by letter: up to the order of terms, and to what a wildcard stands for. */
  readonly exact: boolean;
  readonly status?: StatusKind;
  /** Other places where the same formula stands, best first; they are no hits of their own. */
  readonly same: readonly FormulaPlace[];
}

export type FormulaPlace = Pick<FormulaHit, 'slug' | 'title' | 'section' | 'number' | 'url'>;

export interface FormulaAnswer {
  readonly hits: readonly FormulaHit[];
  /** Number of formulas that match well, shown or not. */
  readonly total: number;
  /** The query as it was understood, set by KaTeX: a live preview. */
  readonly preview?: string;
  /** Why nothing could be searched for: `empty` query, nothing but wildcards (`vague`), index that did not load (`offline`). */
  readonly problem?: 'empty' | 'vague' | 'offline';
}

export interface FormulaSearchOptions {
  /** 忽略变量名: a consistent change of letters matches as well. */
  readonly ignoreNames: boolean;
  readonly limit: number;
}
