/** Where things are published. Every link of the site is made here, so that a base path is never forgotten. */
export interface Urls {
  readonly home: string;
  readonly topics: string;
  readonly coverage: string;
  readonly equations: string;
  readonly results: string;
  readonly notation: string;
  readonly concepts: string;
  readonly graph: string;
  readonly paths: string;
  readonly search: string;
  /** Where handouts are put together. */
  readonly handout: string;
  /** What permanent links are. */
  readonly permanents: string;
  /** Home of the study aids; below it are `notes/`, `review/` and `exercises/<topic>/`. */
  readonly study: string;
  readonly feed: string;
  readonly equationsJson: string;
  readonly coverageJson: string;
  /** Folder of what is shown of found formulas; the index itself is the file of the same name with `.json`. */
  readonly formulas: string;
  /** Pagefind's script. */
  readonly pagefind: string;
  topic(id: string): string;
  /** A picture that says how far a topic is, or, without one, the whole site. */
  badge(topic?: string): string;
  concept(id: string): string;
  path(id: string): string;
  /** The graph of one topic. */
  graphTopic(id: string): string;
  /** The graph around one post: its place on the page of its topic, which every site has, however large. */
  graphFocus(topic: string, slug: string): string;
  /** The graph as data, and the reasons of its edges by topic of the later post. */
  readonly graphJson: string;
  graphNotes(topic: string): string;
  /** The shortest plan: to `slug`, `slug#anchor` or `concept:id`. */
  plan(to: string): string;
  /** A part of the index of equations: `matrices`, `matrices/2`. */
  equationPage(path: string): string;
  /** @param anchor id on the page of the post, without `#`; Chinese ids stay readable */
  post(slug: string, anchor?: string): string;
  /** The source of a post with absolute links, and the post as a document for XeLaTeX. */
  markdown(slug: string): string;
  latex(slug: string): string;
  /** What was published under a permanent id: leads on to where it is now. */
  permanent(id: string): string;
  /** Who uses the equations of a post: static JSON, loaded on demand. */
  uses(slug: string): string;
  /** What executing the equations of a post showed, as a page and, for its drawers, as static JSON. */
  verification(slug: string, anchor?: string): string;
  verificationJson(slug: string): string;
  /** A page or file below the home of the study aids: `notes/`, `deck.json`. */
  studyFile(path: string): string;
  /** Any path below the base: `favicon.svg`. */
  file(path: string): string;
  /** With the origin, for canonical links and feeds. */
  absolute(path: string): string;
}

/**
 * @param base `/`, `/repository` or `/repository/`
 * @param origin `https://example.org`, with or without a final slash
 */
export function createUrls(base: string, origin = ''): Urls {
  const root = `/${base}/`.replace(/\/{2,}/g, '/');
  const page = (path: string): string => `${root}${path}/`;
  return {
    home: root,
    topics: page('topics'),
    coverage: page('coverage'),
    equations: page('equations'),
    results: page('results'),
    notation: page('notation'),
    concepts: page('concepts'),
    graph: page('graph'),
    paths: page('paths'),
    search: page('search'),
    handout: page('handout'),
    permanents: page('e'),
    study: page('study'),
    feed: `${root}rss.xml`,
    equationsJson: `${root}equations.json`,
    coverageJson: `${root}coverage.json`,
    formulas: page('search/formulas'),
    pagefind: `${root}pagefind/pagefind.js`,
    badge: (topic) => (topic === undefined ? `${root}badge.svg` : `${root}badges/${topic}.svg`),
    topic: (id) => page(`topics/${id}`),
    concept: (id) => page(`concepts/${id}`),
    path: (id) => page(`paths/${id}`),
    graphTopic: (id) => page(`graph/${id}`),
    graphFocus: (topic, slug) => `${page(`graph/${topic}`)}#${slug}`,
    graphJson: `${root}graph.json`,
    graphNotes: (topic) => `${page('graph')}${topic}.json`,
    plan: (to) => `${page('plan')}${to === '' ? '' : `?to=${encodeURIComponent(to).replaceAll('%3A', ':')}`}`,
    equationPage: (path) => page(`equations/${path}`),
    post: (slug, anchor = '') => `${page(`posts/${slug}`)}${anchor === '' ? '' : `#${anchor}`}`,
    markdown: (slug) => `${root}posts/${slug}.md`,
    latex: (slug) => `${page(`posts/${slug}`)}${slug}.tex`,
    permanent: (id) => page(`e/${id}`),
    uses: (slug) => `${page(`posts/${slug}`)}uses.json`,
    verification: (slug, anchor = '') => `${page(`posts/${slug}/verification`)}${anchor === '' ? '' : `#${anchor}`}`,
    verificationJson: (slug) => `${page(`posts/${slug}`)}verification.json`,
    studyFile: (path) => `${page('study')}${path}`,
    file: (path) => root + path.replace(/^\//, ''),
    absolute: (path) => origin.replace(/\/$/, '') + path,
  };
}

/**
 * The source of a post in the repository.
 * @param file path below the project: `content/posts/matrices/low-rank-svd.md`
 */
export function sourceUrl(repository: string, file: string): string {
  return `${repository}/blob/main/${file.split('/').map(encodeURIComponent).join('/')}`;
}

/**
 * The path of a post as readers are told it. A content root beside the project is the top of a repository of its own: how
 * one gets there from the project is nobody's business.
 * @param file as messages print it: `content/posts/x/y.md`, `../elsewhere/posts/x/y.md`
 */
export function publicPath(file: string): string {
  return /^(?:\.\.\/|\/|[a-z]:)/i.test(file) ? file.slice(file.lastIndexOf('/posts/') + 1) : file;
}

/** A new issue, filled in. */
export function reportUrl(repository: string, title: string, body: string): string {
  return `${repository}/issues/new?${new URLSearchParams({ title, body }).toString()}`;
}

/** Id of an entry in the list of references of a post. The renderer links citations to it. */
export function citationAnchor(key: string): string {
  return `ref-${key.replace(/[^\p{L}\p{N}_-]+/gu, '-')}`;
}
