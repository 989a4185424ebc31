import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Figures } from '../../src/ci/coverage-difference.ts';
import { checkContent } from '../../src/integrations/check-content.ts';
import { toPostMeta } from '../../src/schemas/post.ts';
import { countPost } from '../../src/site/build-site.ts';
import { siteConfig } from '../../src/site.config.ts';
import { root } from '../project.ts';

/** What is counted of a content root. */
export function figuresOf(contentRoot: string): Figures {
  const { derivations } = checkContent(contentRoot, siteConfig, root);
  const counts = derivations.map(countPost);
  const sum = (of: (count: (typeof counts)[number]) => number): number =>
    counts.reduce((total, count) => total + of(count), 0);
  const complete = derivations.filter(({ frontMatter }) => toPostMeta(frontMatter.data)?.status === 'complete');
  return {
    文章: derivations.length,
    已完成: complete.length,
    行: derivations.reduce((total, { lines }) => total + lines, 0),
    公式: sum(({ equations }) => equations),
    引用: sum(({ references }) => references),
    定义: sum(({ definitions }) => definitions),
    结果: sum(({ results }) => results),
    证明: sum(({ proofs }) => proofs),
    练习: sum(({ exercises }) => exercises),
  };
}

/** The same of the content at a commit; nothing where it had none. */
export function figuresAt(ref: string): Figures {
  const folder = mkdtempSync(path.join(tmpdir(), 'tuidao-base-'));
  try {
    const archive = execFileSync('git', ['archive', '--format=tar', ref, 'content'], { cwd: root, maxBuffer: 2 ** 30 });
    execFileSync('tar', ['-x', '-C', folder], { input: archive });
    const content = path.join(folder, 'content');
    return existsSync(content) ? figuresOf(content) : {};
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
