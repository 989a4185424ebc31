import { createUrls } from '../../site/urls.ts';
import { createTextEngine, type TextEngine } from '../../search/text/engine.ts';
import { type Pagefind, pagefindOptions, searchWith } from '../../search/text/pagefind.ts';
import { createSymbolSearch, type SymbolHit, type SymbolPlaces } from '../../search/text/symbol-index.ts';
import type { Places } from '../../search/text/types.ts';
import { loadJson, urls as pageUrls } from '../page.ts';

/** What the palette works with. Loaded when it is first opened; a failure is forgotten, so that the next try can do better. */
export interface Data {
  readonly places: Places;
  readonly engine: TextEngine;
  /** A string of the palette, `{name}` replaced. */
  say(key: string, values?: Readonly<Record<string, string | number>>): string;
}

export const urls = createUrls(import.meta.env.BASE_URL);

type PlacesFile = Places & { readonly strings: Readonly<Record<string, string>> };

let data: Promise<Data> | undefined;

/** @throws Error when the file does not load */
export function loadData(): Promise<Data> {
  data ??= loadJson<PlacesFile>(urls.file('search/places.json')).then((file) => ({
    places: file,
    engine: createTextEngine(file, searchWith(loadPagefind)),
    say: (key, values = {}) =>
      (file.strings[key] ?? key).replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '')),
  }));
  data.catch(() => {
    data = undefined;
  });
  return data;
}

let pagefind: Promise<Pagefind> | undefined;

/** The full-text engine, ready to be asked: its script and what it needs before any query. */
export function loadPagefind(): Promise<Pagefind> {
  pagefind ??= import(/* @vite-ignore */ pageUrls.pagefind).then(async (loaded: Pagefind) => {
    await loaded.options(pagefindOptions);
    await loaded.init();
    return loaded;
  });
  pagefind.catch(() => {
    pagefind = undefined;
  });
  return pagefind;
}

export interface SymbolData {
  readonly places: SymbolPlaces;
  readonly search: (text: string, tex: string) => readonly SymbolHit[];
}

export async function loadSymbols(): Promise<SymbolData> {
  const { engine } = await loadData();
  const places = await loadJson<SymbolPlaces>(urls.file('search/symbols.json'));
  return { places, search: createSymbolSearch(places, engine.fold) };
}

/** HTML of the symbols of a post, in the order of its table. */
export function loadSymbolLooks(slug: string): Promise<readonly string[]> {
  return loadJson<readonly string[]>(urls.file(`search/symbols/${slug}.json`));
}
