import { el, t, urls } from './page.ts';

interface SubResult {
  readonly title: string;
  readonly url: string;
  readonly excerpt: string;
}

interface Found {
  readonly url: string;
  readonly excerpt: string;
  readonly meta: Readonly<Record<string, string>>;
  readonly sub_results: readonly SubResult[];
}

interface Pagefind {
  init(): Promise<void>;
  options(options: Readonly<Record<string, unknown>>): Promise<void>;
  debouncedSearch(
    query: string,
    options: object,
    wait: number,
  ): Promise<{ results: { data(): Promise<Found> }[] } | null>;
}

/** Posts whose excerpts are fetched for one query. */
const limit = 12;
const sections = 4;

const form = document.querySelector<HTMLFormElement>('[data-search]');
const field = form?.querySelector('input');
const status = document.querySelector('[data-search-status]');
const hits = document.querySelector('[data-search-hits]');
const idle = document.querySelector<HTMLElement>('[data-search-idle]');
let loading: Promise<Pagefind> | undefined;

/** The index is loaded when it is first asked for. */
function pagefind(): Promise<Pagefind> {
  loading ??= import(/* @vite-ignore */ urls.pagefind).then(async (loaded: Pagefind) => {
    await loaded.options({ excerptLength: 40 });
    await loaded.init();
    return loaded;
  });
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
}

async function search(): Promise<void> {
  const query = field?.value.trim() ?? '';
  const address = new URL(location.href);
  if (query === '') address.searchParams.delete('q');
  else address.searchParams.set('q', query);
  history.replaceState(history.state, '', address);
  if (query === '') return show('', []);
  if (loading === undefined) say(t('search.loading'));
  try {
    const engine = await pagefind();
    const answer = await engine.debouncedSearch(query, {}, 120);
    // A later query has overtaken this one.
    if (answer === null) return;
    const found = await Promise.all(answer.results.slice(0, limit).map((result) => result.data()));
    if (query !== field?.value.trim()) return;
    const n = answer.results.length;
    const counted = n > limit ? t('search.countOf', { n, shown: limit }) : t('search.count', { n });
    show(n === 0 ? t('search.none', { query }) : counted, found);
  } catch {
    show(t('search.failed'), []);
  }
}

function say(text: string): void {
  if (status !== null) status.textContent = text;
}

function show(text: string, found: readonly Found[]): void {
  say(text);
  hits?.replaceChildren(...found.map(group));
  if (idle !== null) idle.hidden = found.length > 0;
}

function group(found: Found): HTMLElement {
  const title = found.meta['title'] ?? '';
  const inner = found.sub_results.filter(({ url }) => url.includes('#')).slice(0, sections);
  const equations = found.meta['equations'];
  return el(
    'section',
    { class: 'grp' },
    hit(
      found.url,
      el('b', {}, title),
      [found.meta['topic'] ?? '', inner.length > 0 ? '' : found.excerpt],
      equations === undefined ? '' : t('search.equations', { n: equations }),
    ),
    ...inner.map((sub) => hit(sub.url, el('span', {}, spaced(sub.title)), [withoutTitle(sub)], '', ' hit--section')),
  );
}

/** The number of a section and its title are one word to the index. */
function spaced(title: string): string {
  return title.replace(/^(\d+(?:\.\d+)*)(?=[^\d.])/, '$1　');
}

/** An excerpt that begins with the title of its section would say it twice. */
function withoutTitle({ title, excerpt }: SubResult): string {
  const repeated = `${title}. `;
  return excerpt.startsWith(repeated) ? excerpt.slice(repeated.length) : excerpt;
}

function hit(href: string, title: HTMLElement, lines: readonly string[], note: string, kind = ''): HTMLElement {
  const small = lines
    .filter((line) => line !== '')
    .map((line) => {
      const made = el('small');
      // Pagefind escapes its excerpts and adds only <mark>.
      made.innerHTML = line;
      return made;
    });
  return el('a', { class: `hit${kind}`, href }, el('span', {}, title, ...small), el('span', { class: 'num' }, note));
}

form?.addEventListener('submit', (event) => {
  event.preventDefault();
  void search();
});
field?.addEventListener('input', () => void search());
field?.addEventListener('focus', () => void pagefind(), { once: true });
const asked = new URL(location.href).searchParams.get('q');
if (field != null) {
  if (asked !== null && asked !== '') {
    field.value = asked;
    void search();
  } else field.focus();
}
