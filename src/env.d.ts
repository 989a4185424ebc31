/// <reference types="astro/client" />

declare module 'virtual:tuidao/site' {
  /** Everything that a page may show; the same object for every page of a build. */
  export function getSite(): Promise<import('./site/types.ts').Site>;
  /** The body and the contents list of a post. Formulas are slots; they are filled in what is emitted or answered. */
  export function renderPost(slug: string): Promise<import('./site/types.ts').RenderedPost>;
  /** The post as a document for XeLaTeX. */
  export function renderLatex(slug: string): Promise<string>;
  /** The source of the post with its links made absolute. */
  export function renderMarkdown(slug: string): Promise<string>;
  /** The cells that check the equations of a post, by id: code as HTML, output as text. */
  export function renderCells(
    slug: string,
  ): Promise<ReadonlyMap<string, { readonly codeHtml: string; readonly output: string }>>;
  /** Fills links to other posts and images in the body of an .mdx post, which Astro renders. */
  export function fillPost(slug: string, html: string): Promise<string>;
  /** Renders a short Markdown text of a data file, whole blocks or one line; formulas are set at once. */
  export function renderText(markdown: string, shape: 'line' | 'blocks'): Promise<string>;
  /** How the content grew, from the history that Git has of it. */
  export function getGrowth(): Promise<import('./coverage/growth.ts').Growth>;
  /** Fills the slots of formulas in a whole page or JSON file. */
  export function fillFormulas(text: string): Promise<string>;
}

declare module 'virtual:tuidao/mdx' {
  /** The bodies of posts that need a component, by slug; the others are rendered by our own pipeline. */
  export const bodies: Readonly<
    Record<string, () => Promise<{ default: import('astro/runtime/server/index.js').AstroComponentFactory }>>
  >;
}
