import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Figures } from '../../src/ci/coverage-difference.ts';
import { figureColumns } from '../../src/coverage/columns.ts';
import { coverSite } from '../../src/coverage/topic-coverage.ts';
import { createTranslate } from '../../src/i18n/translate.ts';
import { checkContent } from '../../src/integrations/check-content.ts';
import { siteOf } from '../../src/integrations/load-site.ts';
import { siteConfig } from '../../src/site.config.ts';
import { root } from '../project.ts';

/** What is counted of a content root: the figures of its coverage page. */
export function figuresOf(contentRoot: string): Figures {
  const figures = coverSite(siteOf(checkContent(contentRoot, siteConfig, root), siteConfig));
  const t = createTranslate('zh-CN');
  return {
    文章: figures.posts.complete + figures.posts.draft,
    已完成: figures.posts.complete,
    ...Object.fromEntries(figureColumns.map(({ name, of }) => [t(name), of(figures)])),
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
