import type { Finding, Position } from '../equations/types.ts';
import type { PageFacts, PageLink } from './scan-html.ts';

/** What the source promised of one page. */
export interface ExpectedPage {
  /** `posts/x/index.html` */
  readonly path: string;
  /** The source file, named in the message. */
  readonly source: string;
  /** Ids that must be present exactly once: `eq-1`, `thm-2`, section ids, aliases. */
  readonly anchors: readonly string[];
  /** Number of formulas in the source. */
  readonly formulas: number;
}

export interface OutputCheckInput {
  readonly pages: readonly PageFacts[];
  readonly expected: readonly ExpectedPage[];
  /** Every emitted file below the output folder, forward slashes. */
  readonly files: ReadonlySet<string>;
  /** `/` or `/repository/`. */
  readonly base: string;
  /** Origin of the published site; absolute links to it are internal. */
  readonly origin: string;
  /** Shown before paths: `dist/`. */
  readonly prefix: string;
}

/**
 * The only guard that sees what readers see: anchors, formulas, pages and links of the emitted HTML.
 * @returns findings in order of file and place; empty when everything holds.
 */
export function checkOutput(input: OutputCheckInput): Finding[] {
  const byPath = new Map(input.pages.map((page) => [page.path, page]));
  const findings = [
    ...input.expected.flatMap((expected) => checkExpected(expected, byPath.get(expected.path), input)),
    ...input.pages.flatMap((page) => checkPage(page, byPath, input)),
  ];
  return findings.sort((a, b) => compare(a.file, b.file) || a.position.start.offset - b.position.start.offset);
}

function checkExpected(expected: ExpectedPage, page: PageFacts | undefined, input: OutputCheckInput): Finding[] {
  const file = input.prefix + expected.path;
  if (page === undefined) {
    return [
      finding(
        'page-is-emitted',
        file,
        0,
        `${expected.source} 没有生成页面`,
        '看上面的构建日志；页面数必须等于文章数。',
      ),
    ];
  }
  const seen = new Map<string, number>();
  for (const { id } of page.ids) seen.set(id, (seen.get(id) ?? 0) + 1);
  const findings = expected.anchors
    .filter((anchor) => !seen.has(anchor))
    .map((anchor) => finding('anchor-is-emitted', file, 0, `${expected.source} 的锚点 #${anchor} 没有出现在页面里`));
  if (page.declaredFormulas !== undefined && page.declaredFormulas !== expected.formulas) {
    findings.push(
      finding(
        'formula-count-matches',
        file,
        0,
        `源文件有 ${String(expected.formulas)} 条公式，页面声明了 ${String(page.declaredFormulas)} 条`,
      ),
    );
  }
  if (page.maths < expected.formulas) {
    findings.push(
      finding(
        'formula-count-matches',
        file,
        0,
        `源文件有 ${String(expected.formulas)} 条公式，页面里只有 ${String(page.maths)} 个 <math>`,
      ),
    );
  }
  return findings;
}

const faultMessages = {
  'katex-error': '页面里有 KaTeX 的错误标记 katex-error',
  'error-colour': '页面里有用错误颜色排出的公式',
  'astro-image': '页面里有没被替换的图片占位符 __ASTRO_IMAGE_',
} as const satisfies Record<PageFacts['faults'][number]['what'], string>;

function checkPage(page: PageFacts, byPath: ReadonlyMap<string, PageFacts>, input: OutputCheckInput): Finding[] {
  const file = input.prefix + page.path;
  const findings: Finding[] = page.faults.map(({ what, offset }) =>
    finding(what === 'astro-image' ? 'image-is-resolved' : 'formula-is-rendered', file, offset, faultMessages[what]),
  );
  const seen = new Set<string>();
  for (const { id, offset } of page.ids) {
    if (seen.has(id)) findings.push(finding('id-is-unique', file, offset, `id「${id}」在同一页出现了不止一次`));
    seen.add(id);
  }
  for (const link of page.links) {
    const problem = linkProblem(link, page, byPath, input);
    if (problem !== undefined) findings.push(finding('link-resolves', file, link.offset, problem));
  }
  return findings;
}

/** `undefined` when the link leads somewhere, or is external. */
function linkProblem(
  link: PageLink,
  page: PageFacts,
  byPath: ReadonlyMap<string, PageFacts>,
  input: OutputCheckInput,
): string | undefined {
  const { url } = link;
  const shown = `${link.attribute}="${url}"`;
  if (url.trim() === '') return link.attribute === 'href' && link.element === 'a' ? '链接的地址是空的' : undefined;
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
  if (scheme === 'javascript' || scheme === 'vbscript') return `${shown}：不允许的协议`;
  let internal = url;
  if (url.startsWith(`${input.origin}/`) || url === input.origin) internal = url.slice(input.origin.length) || '/';
  else if (scheme !== undefined || url.startsWith('//')) return undefined;

  const [beforeHash = '', ...rest] = internal.split('#');
  const fragment = rest.length > 0 ? decode(rest.join('#')) : '';
  const path = decode(beforeHash.split('?')[0] ?? '');
  if (path === undefined || fragment === undefined) return `${shown}：百分号编码不完整`;
  const target = path === '' ? page.path : resolveFile(path, page.path, input.base);
  if (target === undefined) return `${shown}：不在站点路径 ${input.base} 之下`;
  const file = findFile(target, input.files);
  if (file === undefined) return `${shown}：站点里没有这个页面或文件`;
  if (file !== target && !target.endsWith('/')) return `${shown}：目录地址要以 / 结尾`;
  if (fragment === '' || fragment === 'top') return undefined;
  const ids = byPath.get(file)?.ids;
  if (ids === undefined || ids.some(({ id }) => id === fragment)) return undefined;
  return `${shown}：目标页面里没有 id「${fragment}」`;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

/** Path below the output folder, `''`-rooted; keeps a final slash. */
function resolveFile(path: string, from: string, base: string): string | undefined {
  const absolute = path.startsWith('/') ? path : `${base}${from.replace(/[^/]*$/, '')}${path}`;
  const parts: string[] = [];
  for (const part of absolute.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  const normal = `/${parts.join('/')}${/(?:^|\/)\.{0,2}$/.test(absolute) && parts.length > 0 ? '/' : ''}`;
  if (`${normal}/` === base || normal === base) return '/';
  return normal.startsWith(base) ? normal.slice(base.length) : undefined;
}

function findFile(target: string, files: ReadonlySet<string>): string | undefined {
  if (target === '/') return files.has('index.html') ? 'index.html' : undefined;
  if (files.has(target)) return target;
  const index = target.endsWith('/') ? `${target}index.html` : `${target}/index.html`;
  return files.has(index) ? index : undefined;
}

function finding(ruleId: string, file: string, offset: number, message: string, hint?: string): Finding {
  const point = { line: 1, column: offset + 1, offset };
  const position: Position = { start: point, end: point };
  return { ruleId, severity: 'error', file, position, message, ...(hint === undefined ? {} : { hint }) };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
