import type { Derivation, EquationIndex, Finding, Use } from '../equations/types.ts';
import type { ReadEquations } from '../search/formula/site-formulas.ts';
import type { SiteConfig } from '../site.config.ts';
import type { PublishedAnchors } from './anchors.ts';
import type { PostVerification } from './verify-site.ts';

/** A topic of `topics.yaml`, in the order of the file. */
export interface Topic {
  readonly id: string;
  readonly name: string;
  readonly english: string;
  /** One sentence for lists. */
  readonly description: string;
  /** Markdown paragraphs that open the topic page. */
  readonly overview?: string;
}

/** A planned post of `catalogue.yaml`. */
export interface CatalogueEntry {
  readonly slug: string;
  readonly topic: string;
  /** Second topics; the first (`topic`) keeps the count. */
  readonly alsoIn?: readonly string[];
  readonly priority: string;
  readonly source: { readonly title: string; readonly url: string; readonly date: string };
}

export interface Concept {
  readonly id: string;
  readonly name: string;
  readonly english: string;
  readonly area: string;
  /** A mathematical tool, or the theory that it serves. */
  readonly kind: 'tool' | 'theory';
  readonly aliases: readonly string[];
  readonly definition: string;
  /** Where it is defined: `slug` or `slug#anchor`. */
  readonly definedIn?: string;
}

export interface LearningPath {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly steps: readonly { readonly post: string; readonly why: string }[];
}

/** An entry of `references.bib`. */
export interface BibEntry {
  readonly key: string;
  readonly type: string;
  readonly authors: readonly string[];
  readonly title: string;
  readonly year: string;
  readonly venue?: string;
  readonly url?: string;
  /** The entry as written. */
  readonly bibtex: string;
}

/** What authors write besides posts, read and validated. */
export interface ContentData {
  readonly topics: readonly Topic[];
  readonly catalogue: readonly CatalogueEntry[];
  readonly concepts: readonly Concept[];
  readonly paths: readonly LearningPath[];
  readonly bibliography: readonly BibEntry[];
  /** KaTeX macros, name with backslash → expansion. */
  readonly macros: Readonly<Record<string, string>>;
}

export interface PostMeta {
  readonly title: string;
  readonly description: string;
  readonly topic: string;
  readonly topics: readonly string[];
  readonly status: 'draft' | 'complete';
  /** 1 入门 … 5 研究. */
  readonly difficulty: number;
  readonly created: string;
  readonly updated: string;
  readonly source?: { readonly title: string; readonly url: string; readonly date?: string; readonly author?: string };
  readonly concepts: readonly string[];
  readonly prerequisites: readonly { readonly post: string; readonly reason: string }[];
  readonly equations: {
    readonly definition: readonly number[];
    readonly assumption: readonly number[];
    readonly unchecked: readonly number[];
  };
  /** Decimals of the prose that no output shows. */
  readonly decimals: readonly { readonly value: string; readonly reason: string }[];
}

export interface PostCounts {
  readonly lines: number;
  readonly equations: number;
  readonly references: number;
  readonly definitions: number;
  readonly results: number;
  /** Results that have a proof. */
  readonly proved: number;
  readonly proofs: number;
  readonly exercises: number;
  /** Exercises that have a solution. */
  readonly solved: number;
  readonly codeBlocks: number;
  /** Blocks of Python that are to be executed. */
  readonly runBlocks: number;
  /** Reading time, computed from characters and displays. */
  readonly minutes: number;
}

export interface Post extends PostMeta {
  readonly slug: string;
  /** Path of the source below the content root. */
  readonly file: string;
  readonly derivation: Derivation;
  readonly counts: PostCounts;
  /** Neighbours in the order of the topic. */
  readonly previous?: string;
  readonly next?: string;
  /** Posts that refer to this one or name it as prerequisite, by slug. */
  readonly usedBy: readonly { readonly slug: string; readonly uses: readonly Use[]; readonly prerequisite?: string }[];
  /** What executing its formulas and its code showed. */
  readonly verification: PostVerification;
  /** Keys cited, in order of first mention. */
  readonly citations: readonly string[];
}

/** Everything that a page may show. */
export interface Site {
  readonly config: SiteConfig;
  readonly content: ContentData;
  /** By topic order, then catalogue order, then slug. */
  readonly posts: readonly Post[];
  readonly bySlug: ReadonlyMap<string, Post>;
  readonly index: EquationIndex;
  /** Permanent, former and retired anchors by slug, also of posts that are gone. */
  readonly anchors: ReadonlyMap<string, PublishedAnchors>;
  /** Findings that did not stop the build. */
  readonly findings: readonly Finding[];
}

/** A node of the contents list. `from`–`to` is the range of equation numbers inside. */
export interface TocEntry {
  readonly depth: number;
  readonly number: string;
  readonly id: string;
  /** HTML (formulas rendered). */
  readonly html: string;
  readonly text: string;
  readonly from?: number;
  readonly to?: number;
  readonly children: readonly TocEntry[];
}

/** A post as the page puts it out. */
export interface RenderedPost {
  /** The body, references filled, with slots for its formulas (src/output/formula-slots.ts). */
  readonly html: string;
  readonly toc: readonly TocEntry[];
  /** Its equations as formula search reads them. */
  readonly search: ReadEquations;
  /** Title and description may hold formulas. */
  readonly titleHtml: string;
  readonly descriptionHtml: string;
  readonly prerequisites: readonly { readonly slug: string; readonly title: string; readonly reasonHtml: string }[];
}
