import { createFindWords, loosen, wordsToMark } from '../../search/text/find-words.ts';
import type { Group, ReadQuery } from '../../search/text/read-query.ts';
import type { Narrowing, PostPlaces, TextHit } from '../../search/text/types.ts';
import type { FormulaHit } from '../formula-search.ts';
import { el } from '../page.ts';
import { loadSymbolLooks, urls, type Data, type SymbolData } from './data.ts';

/** A line of the answer. */
export interface Row {
  /** The same place has the same key, whatever else is known of it. */
  readonly key: string;
  readonly href: string;
  /** Id of the topic, for its hue. */
  readonly topic: string;
  /** What stands in the line; made when the line is shown. */
  readonly content: () => readonly Node[];
}

type Part = Node | string;

/** Hits of titles and text, by group; those that lead nowhere are left out. */
export function textRows(data: Data, hits: readonly TextHit[], query: string): Map<Group, readonly Row[]> {
  const show = shower(data, query);
  const highlight = new URLSearchParams({ highlight: wordsToMark(query, data.engine.fold).join(' ') }).toString();
  const rows = new Map<Group, Row[]>([
    ['post', []],
    ['section', []],
    ['result', []],
    ['term', []],
  ]);
  for (const hit of hits) {
    const post = data.places.posts[hit.post];
    if (post === undefined) continue;
    const [page = '', hash] = urls.post(post.slug, hit.anchor).split('#');
    rows.get(hit.kind)?.push({
      key: `${hit.kind}:${hit.kind === 'term' ? String(hit.index) : `${post.slug}#${hit.anchor}`}`,
      href: `${page}?${highlight}${hash === undefined ? '' : `#${hash}`}`,
      topic: topicOf(data, post)?.id ?? '',
      content: () => show[hit.kind](hit, post),
    });
  }
  return rows;
}

type Show = (hit: TextHit, post: PostPlaces) => readonly Node[];

function shower(data: Data, query: string): Record<TextHit['kind'], Show> {
  const { places, say } = data;
  const mark = marker(data, query);
  const excerptOf = ({ excerpt }: TextHit): readonly Part[] => {
    if (excerpt === '') return [];
    const made = el('span');
    // Pagefind escapes its excerpts and adds only <mark>.
    made.innerHTML = excerpt;
    return [made];
  };
  return {
    post(hit, post) {
      const excerpt = excerptOf(hit);
      const topic = topicOf(data, post)?.name ?? '';
      const about = excerpt.length > 0 ? excerpt : mark(post.description);
      return line(
        [el('b', {}, ...mark(post.title))],
        [topic, '　', ...about],
        [say('equations', { n: post.equations })],
      );
    },
    section(hit, post) {
      const [number = '', title = ''] = post.sections[hit.index] ?? [];
      const name = number === '' ? [] : [el('span', { class: 'num' }, number), '　'];
      return line([...name, ...mark(title)], around(mark(post.title), excerptOf(hit)));
    },
    result(hit, post) {
      const [kind, number, name = '', , section = -1] = post.results[hit.index] ?? [];
      const label = `${kind === undefined ? '' : (places.kinds[kind] ?? '')}${number === 0 ? '' : ` ${String(number)}`}`;
      const [sectionNumber = '', sectionTitle = ''] = post.sections[section] ?? [];
      const title = name === '' ? sectionTitle : name;
      const where = sectionNumber === '' ? [] : [say('section', { n: sectionNumber })];
      return line([label, '　', ...mark(title)], around(mark(post.title), excerptOf(hit)), where);
    },
    term(hit, post) {
      const { name = '', english = '', aliases = [] } = places.concepts[hit.index] ?? {};
      const others = [english, ...aliases].join('　');
      const users = places.posts.filter(({ concepts }) => concepts.includes(hit.index)).length;
      return line(
        [...mark(name), '　', el('small', {}, ...mark(others))],
        [say('definedIn', { title: post.title })],
        users === 0 ? [] : [say('usedBy', { n: users })],
      );
    },
  };
}

/** Equations, as they are set, with what matches marked. */
export function formulaRows(data: Data, hits: readonly FormulaHit[], narrowing: Narrowing): readonly Row[] {
  return hits.flatMap((hit): Row[] => {
    const post = data.places.posts.find(({ slug }) => slug === hit.slug);
    if (post === undefined || !data.engine.isKept(post, narrowing)) return [];
    const content = (): readonly Node[] => {
      const set = el('span', { class: 'hit__eq' });
      // KaTeX made it from the LaTeX of the site.
      if (hit.html === undefined) set.append(el('code', {}, hit.tex));
      else set.innerHTML = hit.html;
      const same = hit.same.length === 0 ? '' : `　${data.say('same', { n: hit.same.length })}`;
      const place = [post.title, hit.section === '' ? '' : `　${hit.section}`, same];
      return line([set], place, [...statusMark(hit.status), `(${String(hit.number)})`]);
    };
    return [{ key: `formula:${hit.slug}#${hit.anchor}`, href: hit.url, topic: topicOf(data, post)?.id ?? '', content }];
  });
}

/** Symbols of the tables of symbols; what they look like comes when they are shown. */
export function symbolRows(
  data: Data,
  symbols: SymbolData,
  read: ReadQuery,
  narrowing: Narrowing,
  limit: number,
): readonly Row[] {
  const mark = marker(data, read.text);
  return symbols
    .search(data.engine.fold(read.text), read.formula)
    .flatMap(({ post: place, index }): Row[] => {
      const { slug = '', anchor = '', symbols: declared = [] } = symbols.places[place] ?? {};
      const post = data.places.posts.find((each) => each.slug === slug);
      const [tex = '', meaning = ''] = declared[index] ?? [];
      if (post === undefined || !data.engine.isKept(post, narrowing)) return [];
      const content = (): readonly Node[] => {
        const look = el('span', { class: 'hit__symbol' }, el('code', {}, tex));
        void loadSymbolLooks(slug).then(
          (looks) => {
            look.innerHTML = looks[index] ?? '';
          },
          // Its LaTeX stays.
          () => undefined,
        );
        return line([look, '　', ...mark(meaning)], [post.title]);
      };
      const key = `symbol:${slug}#${String(index)}`;
      return [{ key, href: urls.post(slug, anchor), topic: topicOf(data, post)?.id ?? '', content }];
    })
    .slice(0, limit);
}

function line(title: readonly Part[], about: readonly Part[], side: readonly Part[] = []): readonly Node[] {
  return [
    el('span', {}, ...title, el('small', { class: 'hit__about' }, ...about)),
    el('span', { class: 'num hit__side' }, ...side),
  ];
}

function around(post: readonly Part[], excerpt: readonly Part[]): readonly Part[] {
  return excerpt.length === 0 ? post : [...post, '　', ...excerpt];
}

/** The shape of the state comes first; its colour is the style sheet's. */
function statusMark(status: FormulaHit['status']): readonly Part[] {
  if (status === undefined) return [];
  const template = document.querySelector(`#m-${status}`);
  if (template === null) return [];
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'mark');
  svg.setAttribute('data-status', status);
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `#m-${status}`);
  svg.append(use);
  return [svg];
}

function topicOf({ places }: Data, { topic }: PostPlaces): { readonly id: string; readonly name: string } | undefined {
  return places.topics[topic];
}

/** Marks in a text what a query says: its words as they stand, or where none of them does, their parts. */
function marker({ places, engine }: Data, query: string): (text: string) => readonly Part[] {
  const find = createFindWords(places.fold);
  const words = wordsToMark(query, engine.fold);
  return (text) => {
    const whole = find(text, words);
    const passages = whole.length > 0 ? whole : find(text, loosen(words));
    const parts: Part[] = [];
    let from = 0;
    for (const [start, end] of passages) {
      parts.push(text.slice(from, start), el('mark', {}, text.slice(start, end)));
      from = end;
    }
    return [...parts, text.slice(from)];
  };
}
