import { align, type Alignment } from './align.ts';
import { createFilter } from './filter.ts';
import type { FormulaIndexFile } from './formula-index.ts';
import { makeTree, type Tree, type WeightOf } from './node.ts';
import { rank, renamedWorth } from './rank.ts';
import { readQuery, readTex, type ReadTex } from './read-tex.ts';
import { isWildcard, leafKind, walkShape, type Shape } from './shape.ts';
import { gap, readShape, readWords, writeShape } from './stream.ts';
import { toShape } from './to-shape.ts';

/** A formula of the index: slug of its post, and its place among the formulas of the post. */
export interface Place {
  readonly slug: string;
  readonly place: number;
}

export interface Match {
  /** Where the formula stands; more than one place for one that is repeated. */
  readonly places: readonly Place[];
  readonly score: number;
  readonly exact: boolean;
}

export interface FoundFormulas {
  /** Best first. */
  readonly matches: readonly Match[];
  /** How many match well. */
  readonly total: number;
}

export interface Query {
  readonly shape: Shape;
  /** As far as it could be read: can be set. */
  readonly tex: string;
}

export interface Engine {
  readonly size: number;
  read(typed: string): Query;
  search(query: Query, options: { readonly ignoreNames: boolean; readonly limit: number }): FoundFormulas;
  /** The tree of a formula of the site, with the nodes that answer the query: those whose `from` is to be marked. */
  explain(
    query: Query,
    tex: string,
    ignoreNames: boolean,
  ): { readonly read: ReadTex; readonly matched: readonly Shape[] };
}

/** Formulas that are compared in full, and those of them that are looked at for a perfect match. */
const [wide, narrow] = [500, 120];
/** Pairs of nodes that one query may cost: some 100 ms. A long query is compared with fewer formulas, the best of the filter. */
const pairLimit = 3_000_000;
/** Formulas that are compared whatever it costs. */
const atLeast = 40;
/** Characters of a query that are read. */
const typedLimit = 4_000;

/** Below it a formula has no more in common with the query than any other. */
const threshold = 0.35;

/** Opens an index. Everything after that is in memory. */
export function createEngine(file: FormulaIndexFile): Engine {
  const words = readWords(file.words);
  const places = new Map<string, Place[]>();
  for (const [slug, text] of file.posts) {
    if (text === '') continue;
    for (const [place, stream] of text.split(gap).entries()) {
      const known = places.get(stream);
      if (known === undefined) places.set(stream, [{ slug, place }]);
      else known.push({ slug, place });
    }
  }
  const streams = [...places.keys()];
  const filter = createFilter(streams, words);
  const weightOf = weigh(streams, words.labels);
  const trees = new Map<string, Tree>();
  const treeOf = (stream: string): Tree => {
    const known = trees.get(stream);
    if (known !== undefined) return known;
    const tree = makeTree(readShape(stream, words), weightOf);
    trees.set(stream, tree);
    return tree;
  };

  return {
    size: [...places.values()].reduce((sum, { length }) => sum + length, 0),
    read(typed) {
      const { nodes, tex } = readQuery(typed.slice(0, typedLimit), file.macros);
      return { shape: opened(toShape(nodes)), tex };
    },
    search({ shape }, { ignoreNames, limit }) {
      const query = makeTree(shape, weightOf);
      const renamed = ignoreNames ? renamedWorth.ignore : renamedWorth.keep;
      // Wildcards and what the index has never seen have no character.
      const text = writeShape(known(shape, words.characters), words);
      let left = pairLimit;
      const aligned: { readonly place: number; readonly alignment: Alignment }[] = [];
      for (const place of filter.choose(text, wide)) {
        if (left <= 0 && aligned.length >= atLeast) break;
        const tree = treeOf(streams[place]!);
        left -= query.nodes.length * tree.nodes.length;
        aligned.push({ place, alignment: align(query, tree, renamed) });
      }
      aligned.sort((a, b) => b.alignment.score - a.alignment.score || a.place - b.place);
      const ranked = aligned
        .slice(0, Math.max(narrow, limit))
        .map(({ place, alignment }) => ({ place, ...rank(query, treeOf(streams[place]!), ignoreNames, alignment) }))
        .filter(({ score }) => score >= threshold);
      ranked.sort((a, b) => b.score - a.score || a.place - b.place);
      return {
        total: ranked.length,
        matches: ranked
          .slice(0, limit)
          .map(({ place, score, exact }) => ({ places: places.get(streams[place]!) ?? [], score, exact })),
      };
    },
    explain({ shape }, tex, ignoreNames) {
      const read = readTex(tex, file.macros);
      const tree = makeTree(toShape(read.nodes), weightOf);
      const { matched } = rank(makeTree(shape, weightOf), tree, ignoreNames);
      return { read, matched: matched.map((node) => node.shape) };
    },
  };
}

/** Whether there is anything to look for. */
export function isVague(shape: Shape): boolean {
  return [...walkShape(shape)].every((each) => each.label.startsWith('#') || isWildcard(each) || each.label === '∅');
}

/** What is not typed yet may be anything. */
function opened(shape: Shape): Shape {
  return shape.label === '∅' ? { label: '?', kids: [] } : { ...shape, kids: shape.kids.map(opened) };
}

function known(shape: Shape, characters: ReadonlyMap<string, string>): Shape {
  const label = characters.has(shape.label) ? shape.label : '∅';
  return { label, kids: shape.kids.map((kid) => known(kid, characters)) };
}

const structureWorth: Readonly<Record<string, number>> = {
  '#prod': 0.15,
  '#sum': 0.25,
  '#chain': 0.1,
  '#seq': 0.05,
  '#row': 0.05,
  '#paren': 0.2,
  '#sub': 0.3,
  '#sup': 0.5,
  '#both': 0.5,
  '#call': 0.3,
  '#given': 0.4,
  '#neg': 0.5,
  '#pm': 0.5,
  '#partial': 0.5,
};

/** A label is worth more, the fewer formulas have it. */
function weigh(streams: readonly string[], labels: ReadonlyMap<string, string>): WeightOf {
  const counts = new Map<string, number>();
  for (const stream of streams) {
    for (const each of new Set(stream)) {
      const label = labels.get(each);
      if (label !== undefined) counts.set(label, (counts.get(label) ?? 0) + 1);
    }
  }
  const rarest = Math.log(1 + streams.length);
  return (label) => {
    if (label.startsWith('?')) return 0.3;
    if (label === '∅') return 0;
    const rarity = Math.log(1 + streams.length / (1 + (counts.get(label) ?? 0))) / rarest;
    if (label.startsWith('#')) return structureWorth[label] ?? 0.5 + 0.4 * rarity;
    const kind = leafKind(label);
    return (kind === 'relation' || kind === 'number' ? 0.3 : 0.5) + 0.8 * rarity;
  };
}
