import { escapeInJson, fillFormulas, splitAtFormulas } from '../output/formula-slots.ts';
import { arePlainFormulas } from '../output/scan-html.ts';
import { ByteWriter } from './byte-writer.ts';
import type { LoadedSite } from './load-site.ts';
import { loadFormulas } from './render-cache.ts';
import type { FormulaBytes } from './render-entry.ts';

interface StoredFormulas extends FormulaBytes {
  /** Nothing in them that the check of the output must look at tag by tag. */
  readonly plain: boolean;
}

export interface FilledFile {
  /** Hold until the next file is filled. */
  readonly bytes: Uint8Array;
  /** Whether all formulas that went in are plain: then the text with slots tells all there is to check. */
  readonly plain: boolean;
}

/** Posts whose formulas are held: a page has those of its own post, some those of a few others. */
const held = 8;

/** The formulas of a site, read from the cache when a page needs them. */
export class FormulaStore {
  readonly #site: LoadedSite;
  readonly #writer = new ByteWriter();
  readonly #posts = new Map<string, Promise<StoredFormulas>>();

  constructor(site: LoadedSite) {
    this.#site = site;
  }

  /** A file that Astro emitted, HTML or JSON, with the formulas in their slots. One after the other. */
  async fill(text: string): Promise<FilledFile> {
    const { texts, slots } = splitAtFormulas(text);
    const writer = this.#writer;
    writer.clear();
    let plain = true;
    for (const [place, part] of texts.entries()) {
      writer.add(part);
      const slot = slots[place];
      if (slot === undefined) continue;
      const formulas = await this.#of(slot.slug);
      const html = formulas.of(slot.formula);
      plain &&= formulas.plain;
      writer.add(slot.inJson ? escapeInJson(html.toString()) : html);
    }
    return { bytes: writer.bytes, plain };
  }

  /** The same for text that is answered at once, as in `dev`. */
  async fillText(text: string): Promise<string> {
    const posts = new Map<string, FormulaBytes>();
    for (const { slug } of splitAtFormulas(text).slots) {
      if (!posts.has(slug)) posts.set(slug, await this.#of(slug));
    }
    return fillFormulas(text, ({ slug, formula }) => posts.get(slug)?.of(formula).toString() ?? '');
  }

  #of(slug: string): Promise<StoredFormulas> {
    const formulas = this.#posts.get(slug) ?? this.#load(slug);
    // The one used last goes to the end; the first one is forgotten.
    this.#posts.delete(slug);
    this.#posts.set(slug, formulas);
    const [oldest] = this.#posts.keys();
    if (this.#posts.size > held && oldest !== undefined) this.#posts.delete(oldest);
    return formulas;
  }

  async #load(slug: string): Promise<StoredFormulas> {
    const { compiled, site } = this.#site;
    const handle = compiled.get(slug);
    if (handle === undefined) throw new Error(`没有叫 ${slug} 的文章`);
    const { macros } = site.content;
    const formulas = await loadFormulas(handle, { macros, language: site.config.language });
    // One byte, one character: what is looked for is ASCII.
    return { ...formulas, plain: arePlainFormulas(formulas.all.toString('latin1'), formulas.count) };
  }
}
