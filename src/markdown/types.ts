import type { Derivation } from '../equations/types.ts';
import type { ReadEquations } from '../search/formula/site-formulas.ts';
import type { TocEntry } from '../site/types.ts';

/** What a page needs of a post. Plain data: it lies in the cache as JSON. */
export interface CompiledPage {
  /**
   * The body: finished but for its formulas, whose places are slots (src/output/formula-slots.ts), and for the slots that
   * `fillReferences`, `fillAssets`, `fillOutputs` and `fillMarks` fill, so that it depends on nothing outside the post. Of an `.mdx` post Astro renders the body; here it is without its components, for
   * previews and feeds.
   */
  readonly html: string;
  readonly toc: readonly TocEntry[];
  /** Its equations as formula search reads them. */
  readonly search: ReadEquations;
  /** Title and description may hold formulas. */
  readonly titleHtml: string;
  readonly descriptionHtml: string;
  /** In the order of the front matter. */
  readonly prerequisites: readonly { readonly post: string; readonly reasonHtml: string }[];
}

export interface CompiledPost extends CompiledPage {
  /** KaTeX's HTML of each formula, by the number in its slot. Behind those of the derivation come those of captions. */
  readonly formulas: readonly string[];
  /** The body as LaTeX, with the slots of src/markdown/latex/slots.ts. */
  readonly latex: string;
  /** With `formulaProblems` filled: KaTeX saw each formula once, here. */
  readonly derivation: Derivation;
}
