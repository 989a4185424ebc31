import { labelAnchor } from '../../equations/build-index.ts';
import { nameOf } from '../../equations/resolve-reference.ts';
import type { Translate } from '../../i18n/translate.ts';
import type { Post, Site } from '../types.ts';
import { prerequisitesOf } from './edges.ts';
import { evidenceOf, type EvidenceNames } from './evidence.ts';

/** Why an edge is there, as it is sent to a browser. */
export interface EdgeNote extends EvidenceNames {
  /** HTML; absent on derived edges. */
  readonly reason?: string;
}

export interface PostNotes {
  /** Number of its numbered equations. */
  readonly equations: number;
  /** What can be a goal by its name: anchor of a labelled equation or of a result → `式(7)`, `定理 2`. */
  readonly names: Readonly<Record<string, string>>;
  /** Slug of what is read first → why. */
  readonly before: Readonly<Record<string, EdgeNote>>;
}

/** @param renderReason Markdown of one line to HTML */
export async function notesOf(
  post: Post,
  site: Pick<Site, 'posts' | 'bySlug' | 'index' | 'content'>,
  t: Translate,
  renderReason: (markdown: string) => Promise<string>,
): Promise<PostNotes> {
  const before: Record<string, EdgeNote> = {};
  for (const edge of prerequisitesOf(site).before.get(post.slug) ?? []) {
    before[edge.from] = {
      ...evidenceOf(edge, site, t),
      ...(edge.reason === undefined ? {} : { reason: await renderReason(edge.reason) }),
    };
  }
  return { equations: post.counts.equations, names: namesIn(post, site, t), before };
}

function namesIn({ slug, derivation }: Post, { index }: Pick<Site, 'index'>, t: Translate): Record<string, string> {
  const labelled = derivation.equations.flatMap(({ label }) => (label === undefined ? [] : labelAnchor(label)));
  const boxes = derivation.results.flatMap(({ id, number }) => (id === '' || number === undefined ? [] : id));
  return Object.fromEntries(
    [...labelled, ...boxes].flatMap((id) => {
      const target = index.anchors.get(`${slug}#${id}`);
      return target === undefined ? [] : [[id, nameOf(index, target, t)]];
    }),
  );
}
