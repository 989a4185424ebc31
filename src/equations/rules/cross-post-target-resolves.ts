import { labelAnchor } from '../build-index.ts';
import type { CheckInput, Rule, RuleFinding } from '../check-input.ts';
import { whatBecame } from '../ledger/what-became.ts';
import { nearestName } from '../nearest-name.ts';
import { isLabelHidden, isNumberHidden, isSwallowed, largestNumber } from '../number-sequence.ts';
import { overviewLinks, postOfOverview } from '../overviews.ts';
import { relativePath, resolvePath } from '../relative-path.ts';
import type { Derivation } from '../types.ts';

/** A link to another post finds the post, and the equation, result or section in it; so do those in overviews of topics. */
export const crossPostTargetResolves = {
  id: 'cross-post-target-resolves',
  description: '指向其他文章的链接找得到文章和其中的公式、定理、小节',
  defaultSeverity: 'error',
  run(input) {
    return [...faultsOfPosts(input), ...faultsOfOverviews(input)];
  },
} as const satisfies Rule;

function faultsOfPosts(input: CheckInput): RuleFinding[] {
  const byPath = new Map(input.derivations.map((derivation) => [derivation.path, derivation]));
  return input.derivations.flatMap((derivation) =>
    derivation.references.flatMap(({ target, position }) => {
      if (target.type !== 'post') return [];
      const path = resolvePath(derivation.path, target.path);
      const post = byPath.get(path);
      const fault = post ? missingInPost(post, target.id, input) : missingPost(derivation, path, input);
      if (!fault) return [];
      const became = post && whatBecame(input.published, post.name.slug, target.id);
      const hint = became === undefined ? fault.hint : `${became}请改成现在的。`;
      return [{ file: derivation.path, position, ...fault, hint }];
    }),
  );
}

/** Overviews of topics stand beside no post: every place that they name is one of a post. */
function faultsOfOverviews(input: CheckInput): RuleFinding[] {
  const file = input.files.data.topics.path;
  return overviewLinks(input).flatMap(({ target, position }): RuleFinding[] => {
    if (target.type !== 'post')
      return [
        {
          file,
          position,
          message: '概述里的链接没有写明是哪一篇文章。',
          hint: '写成 [文字](posts/<主题>/<slug>.md#锚点)。',
        },
      ];
    const post = postOfOverview(target.path, input.derivations);
    if (post === undefined) {
      const hint = '路径相对于 topics.yaml：posts/<主题>/<slug>.md；还没写的文章不能链接。';
      return [{ file, position, message: `概述链接的文章 ${target.path} 不存在。`, actual: target.path, hint }];
    }
    const fault = missingInPost(post, target.id, input);
    const became = fault && whatBecame(input.published, post.name.slug, target.id);
    if (fault === undefined) return [];
    return [{ file, position, ...fault, hint: became === undefined ? fault.hint : `${became}请改成现在的。` }];
  });
}

type Fault = Omit<RuleFinding, 'file' | 'position'>;

function missingPost(from: Derivation, path: string, { derivations, files }: CheckInput): Fault | undefined {
  // It exists and cannot be read, or is not published: that has its own finding.
  if (files.faults.some((fault) => fault.path === path && fault.kind === 'unreadable')) return undefined;
  const slug = path
    .split('/')
    .at(-1)!
    .replace(/\.mdx?$/, '');
  const near =
    nearestName(
      slug,
      derivations.map(({ name }) => name.slug),
    ) ?? slug;
  const meant = derivations.find(({ name }) => name.slug === near);
  const link = meant && relativePath(from.path, meant.path);
  return {
    message: `链接指向的文章 ${path} 不存在。`,
    ...(link ? { expected: link } : {}),
    actual: path,
    hint: link ? `是不是想写 ${link}？` : '检查主题文件夹和文件名；还没写的文章不能链接。',
  };
}

function missingInPost(post: Derivation, id: string, { index }: CheckInput): Fault | undefined {
  const { slug } = post.name;
  if (id === '' || index.anchors.has(`${slug}#${id}`) || isLabelHidden(post, id)) return undefined;
  const number = /^eq-(\d+)$/.exec(id)?.[1];
  if (number !== undefined) {
    if (isNumberHidden(post, Number(number)) || post.equations.some((equation) => equation.number === Number(number)))
      return undefined;
    const largest = largestNumber(post);
    const range =
      Number(number) > largest && largest > 0 ? `那里的编号到 (${largest}) 为止` : `那里没有编号为 (${number}) 的公式`;
    return {
      message: `${slug} 里没有式(${number})：${range}。`,
      actual: id,
      hint: `打开 ${post.path}，改成要引用的公式的编号。`,
    };
  }
  if (
    isSwallowed(post) ||
    post.problems.some(({ kind }) => kind === 'unknown-directive' || kind === 'unclosed-directive')
  )
    return undefined;
  const ids = [...post.results, ...post.headings].map((target) => target.id).filter((known) => known !== '');
  const labels = post.equations.flatMap(({ label }) => (label === undefined ? [] : labelAnchor(label)));
  const near = nearestName(id, [...ids, ...labels]);
  return {
    message: `${slug} 里没有锚点 #${id}。`,
    ...(near ? { expected: near } : {}),
    actual: id,
    hint: near
      ? `是不是想写 #${near}？`
      : `打开 ${post.path} 核对：公式用 #eq-编号，定理等用 {#名字}，小节用标题的文字。`,
  };
}
