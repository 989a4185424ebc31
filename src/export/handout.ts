import { escapeLatex, escapeUrl, idOfLabel } from './latex-text.ts';

/** A post of which something is taken: its document as it is handed out, and its address. */
export interface HandoutSource {
  readonly tex: string;
  /** Absolute address of its page. */
  readonly url: string;
}

/** One thing of a post, in the order of the handout. */
export interface HandoutPart {
  readonly slug: string;
  /** Id on the page, as it is now: `eq-7`, `thm-svd`, `exr-2`. */
  readonly name: string;
  /** What it is called: 式(7), 定理 2. Plain text. */
  readonly label: string;
  /** Absolute address. */
  readonly url: string;
}

export interface HandoutOptions {
  readonly title: string;
  readonly parts: readonly HandoutPart[];
  /** By slug. */
  readonly sources: ReadonlyMap<string, HandoutSource>;
  readonly proofs: boolean;
  readonly solutions: boolean;
}

/**
 * Equations, boxes and exercises of several posts as one document for XeLaTeX. Numbers are those of the posts; a reference to
 * what is not taken becomes a link to its page.
 * @throws Error that names a part whose post has no such frame
 */
export function handoutLatex({ title, parts, sources, proofs, solutions }: HandoutOptions): string {
  const posts = new Map([...sources].map(([slug, source]) => [slug, readPost(slug, source)] as const));
  const bodies = parts.map((part) => {
    const post = posts.get(part.slug);
    const body = post?.frames.get(part.name);
    if (post === undefined || body === undefined) throw new Error(`handout: no ${part.slug}/${part.name}`);
    const more = [
      ...(proofs ? [post.frames.get(`proof:${part.name}`)] : []),
      ...(solutions ? [post.frames.get(`solution:${part.name}`)] : []),
    ].filter((frame) => frame !== undefined);
    return { part, post, body: [body, ...more].join('\n\n') };
  });
  const labels = new Set(bodies.flatMap(({ post, body }) => labelsOf(body).map((label) => `${post.slug}:${label}`)));
  const defined = new Set<string>();
  const texts = bodies.map(({ part, post, body }) => {
    const heading = `\\paragraph*{\\href{${escapeUrl(part.url)}}{${post.title}\u3000${escapeLatex(part.label)}}}\\mbox{}\\par`;
    return [heading, ...permanentOf(body, post), localise(body, post, labels, defined)].join('\n');
  });
  const cited = new Set(bodies.flatMap(({ body }) => citedIn(body)));
  return [
    preambleOf([...posts.values()]),
    `\\title{${escapeLatex(title)}}`,
    '\\author{}',
    '\\date{}',
    '\\begin{document}',
    '\\maketitle',
    texts.join('\n\n'),
    bibliographyOf([...posts.values()], cited),
    '\\end{document}',
    '',
  ].join('\n');
}

interface ReadPost {
  readonly slug: string;
  readonly url: string;
  readonly title: string;
  readonly preamble: readonly string[];
  /** By name, without the lines of the frames inside. */
  readonly frames: ReadonlyMap<string, string>;
  /** Label of an equation → its number. */
  readonly numbers: ReadonlyMap<string, string>;
  /** Number → `\permanent{7}{…}`. */
  readonly permanent: ReadonlyMap<string, string>;
  /** Key → `\bibitem{key} …`. */
  readonly works: ReadonlyMap<string, string>;
}

function readPost(slug: string, { tex, url }: HandoutSource): ReadPost {
  const [head = '', body = ''] = splitOnce(tex, '\\begin{document}');
  const lines = head.split('\n');
  const title = lines.find((line) => line.startsWith('\\title{'))?.slice('\\title{'.length, -1) ?? '';
  const permanent = lines.flatMap((line): [string, string][] => {
    const number = /^\\permanent\{(\d+)\}/.exec(line)?.[1];
    return number === undefined ? [] : [[number, line]];
  });
  const works = [...body.matchAll(/^\\bibitem\{([^}]*)\}.*$/gm)].map(([line, key = '']) => [key, line] as const);
  const numbers = [...body.matchAll(/\\tag\{(\d+)\}\\label\{([^}]*)\}/g)].map(
    ([, number = '', label = '']) => [label, number] as const,
  );
  return {
    slug,
    url,
    title,
    preamble: lines.filter((line) => !/^(?:% |\\(?:permanent|title|author|date)\{)/.test(line) && line !== ''),
    frames: framesOf(body),
    numbers: new Map(numbers),
    permanent: new Map(permanent),
    works: new Map(works),
  };
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}

const frameLine = /^%<\*([^>]+)>$|^%<\/([^>]+)>$/;

function framesOf(body: string): Map<string, string> {
  const open = new Map<string, string[]>();
  const frames = new Map<string, string>();
  for (const line of body.split('\n')) {
    const [whole, begins, ends] = frameLine.exec(line) ?? [];
    if (begins !== undefined) open.set(begins, []);
    else if (ends !== undefined) {
      const lines = open.get(ends);
      if (lines === undefined) continue;
      // A theorem may have two proofs.
      const before = frames.get(ends);
      frames.set(ends, [...(before === undefined ? [] : [before, '']), ...lines].join('\n'));
      open.delete(ends);
    }
    if (whole === undefined) for (const lines of open.values()) lines.push(line);
  }
  return frames;
}

/** That of the first post, and the declarations of the others. */
function preambleOf([first, ...others]: readonly ReadPost[]): string {
  if (first === undefined) return '\\documentclass{ctexart}';
  const known = new Set(first.preamble);
  const more = others.flatMap(({ preamble }) => preamble.filter((line) => !known.has(line) && isDeclaration(line)));
  return ['% !TeX program = xelatex', ...first.preamble, ...new Set(more)].join('\n');
}

function isDeclaration(line: string): boolean {
  return /^\\(?:providecommand\{\\[A-Za-z]+\}\{\}\\renewcommand|newunicodechar)/.test(line);
}

function bibliographyOf(posts: readonly ReadPost[], cited: ReadonlySet<string>): string {
  const works = new Map(posts.flatMap(({ works: own }) => [...own]).filter(([key]) => cited.has(key)));
  if (works.size === 0) return '';
  return ['\\begin{thebibliography}{99}', ...works.values(), '\\end{thebibliography}'].join('\n');
}

/** Text outside code, piece by piece. */
function outsideCode(latex: string, change: (text: string) => string): string {
  return latex
    .split(/(\\begin\{codeblock(?:alt)?\}[\s\S]*?\\end\{codeblock(?:alt)?\})/)
    .map((piece, place) => (place % 2 === 1 ? piece : change(piece)))
    .join('');
}

function labelsOf(latex: string): string[] {
  const labels: string[] = [];
  outsideCode(latex, (text) => {
    labels.push(...[...text.matchAll(/\\label\{([^}]*)\}/g)].map(([, label = '']) => label));
    return text;
  });
  return labels;
}

function citedIn(latex: string): string[] {
  return [...latex.matchAll(/\\cite(?:\[\{[^}]*\}\])?\{([^}]*)\}/g)].flatMap(([, keys = '']) => keys.split(','));
}

function permanentOf(latex: string, { permanent }: ReadPost): string[] {
  return [...latex.matchAll(/\\tag\{(\d+)\}/g)].flatMap(([, number = '']) => permanent.get(number) ?? []);
}

/** Labels get the post in front; each is defined once. */
function localise(latex: string, post: ReadPost, labels: ReadonlySet<string>, defined: Set<string>): string {
  const nameOf = (label: string): string => `${post.slug}:${label}`;
  return outsideCode(latex, (text) =>
    text
      .replace(/\\label\{([^}]*)\}/g, (_, label: string) => {
        const name = nameOf(label);
        if (defined.has(name)) return '';
        defined.add(name);
        return `\\label{${name}}`;
      })
      .replace(/\\(eq)?ref\{([^}]*)\}/g, (_, bracketed: string | undefined, label: string) => {
        const name = nameOf(label);
        if (labels.has(name)) return `\\${bracketed ?? ''}ref{${name}}`;
        const number = post.numbers.get(label) ?? '?';
        return `\\href{${addressOf(label, post)}}{${bracketed === undefined ? number : `(${number})`}}`;
      })
      .replace(/\\hyperref\[([^\]]*)\]/g, (_, label: string) => {
        const name = nameOf(label);
        return labels.has(name) ? `\\hyperref[${name}]` : `\\href{${addressOf(label, post)}}`;
      }),
  );
}

function addressOf(label: string, { numbers, permanent, url }: ReadPost): string {
  const number = numbers.get(label);
  const line = number === undefined ? undefined : permanent.get(number);
  const known = line === undefined ? undefined : /^\\permanent\{\d+\}\{(.*)\}$/.exec(line)?.[1];
  return known ?? `${escapeUrl(url)}\\#${escapeUrl(idOfLabel(label).replace(/^eq:/, 'eq-'))}`;
}
