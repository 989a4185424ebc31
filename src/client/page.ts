/** What the build tells the scripts of a page, and what they all share. */

interface PageData {
  readonly strings: Readonly<Record<string, string>>;
  readonly urls: {
    readonly search: string;
    readonly pagefind: string;
    readonly formulas: string;
    /** Home of the study aids. */
    readonly study: string;
  };
}

/** Of a post; absent on other pages. */
export interface Reading {
  readonly slug: string;
  readonly title: string;
  readonly file: string;
  readonly url: string;
  readonly repository: string;
  readonly uses: string;
  /** How it is cited; `permanent` is the address in front of permanent ids. */
  readonly work: { readonly author: string; readonly title: string; readonly date: string; readonly permanent: string };
  /** Absent where nothing was executed. */
  readonly verification?: string;
}

function read<T>(id: string): T | undefined {
  const text = document.getElementById(id)?.textContent;
  return text === undefined ? undefined : (JSON.parse(text) as T);
}

const data = read<PageData>('page-client') ?? {
  strings: {},
  urls: { search: '/search/', pagefind: '/pagefind/pagefind.js', formulas: '/search/formulas/', study: '/study/' },
};

export const urls = data.urls;
export const reading = read<Reading>('page-reading');

/** A string of the site, `{name}` replaced. */
export function t(key: string, values: Readonly<Record<string, string | number>> = {}): string {
  return (data.strings[key] ?? key).replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** An element with attributes and children; a string child is text, never HTML. */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** A mark or icon of the sprite. */
export function icon(name: string): SVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `#${name}`);
  svg.append(use);
  return svg;
}

interface Kept {
  get(key: string): string | null;
  set(key: string, value: string): void;
}

/** Where a browser keeps nothing (private windows), choices last as long as the page. */
function kept(storage: () => Storage): Kept {
  return {
    get(key) {
      try {
        return storage().getItem(`tuidao:${key}`);
      } catch {
        return null;
      }
    },
    set(key, value) {
      try {
        storage().setItem(`tuidao:${key}`, value);
      } catch {
        // Nothing to do: the choice still holds on this page.
      }
    },
  };
}

/** What a reader chose. */
export const store = kept(() => localStorage);
/** What holds for this tab. */
export const tab = kept(() => sessionStorage);

/** `#eq-7` or `#定义` → the id, decoded. */
export function idOf(hash: string): string {
  try {
    return decodeURIComponent(hash.replace(/^#/, ''));
  } catch {
    return hash.replace(/^#/, '');
  }
}

const loaded = new Map<string, Promise<unknown>>();

/** Static JSON of the site, fetched once. A failure is forgotten, so that the next question tries again. */
export function loadJson<T>(url: string): Promise<T> {
  const known = loaded.get(url);
  if (known !== undefined) return known as Promise<T>;
  const loading = fetch(url).then((response) => {
    if (!response.ok) throw new Error(`${url}: ${String(response.status)}`);
    return response.json() as Promise<T>;
  });
  loaded.set(url, loading);
  loading.catch(() => loaded.delete(url));
  return loading;
}
