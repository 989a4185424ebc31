import { prerequisitesOf } from './prerequisites/edges.ts';
import type { LearningPath, Post, Site } from './types.ts';

export interface PathStep {
  readonly slug: string;
  /** Of the post; of a planned one that of its source. */
  readonly title: string;
  readonly why: string;
  /** `undefined` while the post is planned and not written. */
  readonly post: Post | undefined;
}

export interface PathFacts {
  readonly path: LearningPath;
  readonly steps: readonly PathStep[];
  readonly written: number;
  /** Of the steps that are written. */
  readonly minutes: number;
  /** Posts that a step declares as prerequisites, directly or through others, and that are no earlier step: in reading order. */
  readonly assumed: readonly Post[];
}

type Needed = Pick<Site, 'posts' | 'bySlug' | 'index' | 'content'>;

/** Every learning path with its figures, in the order of `paths.yaml`. */
export function pathsOf(site: Needed): PathFacts[] {
  return site.content.paths.map((path) => factsOf(path, site));
}

export function factsOf(path: LearningPath, site: Needed): PathFacts {
  const { bySlug, content } = site;
  const steps = path.steps.map(({ post: slug, why }): PathStep => {
    const post = bySlug.get(slug);
    const planned = content.catalogue.find((entry) => entry.slug === slug)?.source.title;
    return { slug, why, post, title: post?.title ?? planned ?? slug };
  });
  const posts = steps.flatMap(({ post }) => post ?? []);
  return {
    path,
    steps,
    written: posts.length,
    minutes: posts.reduce((sum, { counts }) => sum + counts.minutes, 0),
    assumed: assumedBy(posts, site),
  };
}

function assumedBy(steps: readonly Post[], site: Needed): Post[] {
  const { before } = prerequisitesOf(site);
  const passed = new Set<string>();
  const assumed = new Set<string>();
  // Without recursion, what is read first before what needs it: a chain may be as long as the site.
  for (const step of steps) {
    const stack = [{ slug: step.slug, next: 0 }];
    for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
      const needs = (before.get(frame.slug) ?? []).filter(({ kind }) => kind === 'declared');
      const need = needs[frame.next]?.from;
      frame.next += 1;
      if (need === undefined) {
        stack.pop();
        if (frame.slug !== step.slug) assumed.add(frame.slug);
        passed.add(frame.slug);
      } else if (!passed.has(need)) stack.push({ slug: need, next: 0 });
    }
  }
  return [...assumed].flatMap((slug) => site.bySlug.get(slug) ?? []);
}

/** A post as a step of a path. */
export interface PathPlace {
  readonly path: LearningPath;
  /** From 1. */
  readonly step: number;
  readonly steps: number;
  readonly why: string;
  /** The nearest written step before and behind it. */
  readonly previous: Post | undefined;
  readonly next: Post | undefined;
}

/** The paths on which a post lies, in the order of `paths.yaml`. */
export function placesOnPaths(slug: string, { content, bySlug }: Pick<Site, 'content' | 'bySlug'>): PathPlace[] {
  return content.paths.flatMap((path): PathPlace[] => {
    const at = path.steps.findIndex(({ post }) => post === slug);
    const step = path.steps[at];
    if (step === undefined) return [];
    const written = (steps: LearningPath['steps']): Post[] => steps.flatMap(({ post }) => bySlug.get(post) ?? []);
    return [
      {
        path,
        step: at + 1,
        steps: path.steps.length,
        why: step.why,
        previous: written(path.steps.slice(0, at)).at(-1),
        next: written(path.steps.slice(at + 1))[0],
      },
    ];
  });
}

/** The paths that pass through a topic, with how many of their steps belong to it; most of them first. */
export function pathsThrough(topic: string, site: Needed): { readonly path: LearningPath; readonly steps: number }[] {
  const topics = new Map(site.content.catalogue.map((entry) => [entry.slug, entry.topic]));
  return site.content.paths
    .map((path) => ({
      path,
      steps: path.steps.filter(({ post }) => (site.bySlug.get(post)?.topic ?? topics.get(post)) === topic).length,
    }))
    .filter(({ steps }) => steps > 0)
    .sort((a, b) => b.steps - a.steps);
}
