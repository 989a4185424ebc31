import { labelOfElement } from './labels.ts';

/** Something of a post that a handout may hold. */
export interface HandoutItem {
  /** As the address names it: with the permanent id where there is one. */
  readonly token: string;
  readonly slug: string;
  /** Id on the page now. */
  readonly name: string;
  /** 式(7), 定理 2. */
  readonly label: string;
  readonly element: HTMLElement;
}

/** The page of a post, read once. */
export interface HandoutPost {
  readonly slug: string;
  readonly title: string;
  /** Absolute, without fragment. */
  readonly url: string;
  readonly page: Document;
}

const whole = '.prose :is(.eq[id], .env[id], .note[id], .exercises > li[id])';

const pages = new Map<string, Promise<HandoutPost>>();

/** A failure is forgotten, so that the next question tries again. */
export function loadPost(slug: string, url: string): Promise<HandoutPost> {
  const known = pages.get(slug);
  if (known !== undefined) return known;
  const loading = fetch(url).then(async (response) => {
    if (!response.ok) throw new Error(`${url}: ${String(response.status)}`);
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    return {
      slug,
      title: page.querySelector('h1')?.textContent?.trim() ?? slug,
      url: new URL(url, location.href).href,
      page,
    };
  });
  pages.set(slug, loading);
  loading.catch(() => pages.delete(slug));
  return loading;
}

/** Everything of a post that can be taken, in its order. */
export function itemsOf(post: HandoutPost): HandoutItem[] {
  return [...post.page.querySelectorAll<HTMLElement>(whole)].map((element) => itemFrom(post, element));
}

/** By any id of it: its number, its name, a former or its permanent one. `undefined` where the page has no such thing. */
export function findItem(post: HandoutPost, id: string): HandoutItem | undefined {
  const element = post.page.getElementById(id)?.closest<HTMLElement>(whole);
  return element == null ? undefined : itemFrom(post, element);
}

function itemFrom({ slug }: HandoutPost, element: HTMLElement): HandoutItem {
  const permanent = element.querySelector(':scope > :is(.eq__alias, .anchor)[id^="q-"]')?.id;
  return {
    token: `${slug}/${permanent ?? element.id}`,
    slug,
    name: element.id,
    label: labelOfElement(element),
    element,
  };
}
