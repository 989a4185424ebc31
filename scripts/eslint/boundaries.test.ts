import { ESLint } from 'eslint';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../project.ts';

// Types are not needed here, and the files do not exist: TypeScript's project service would refuse them.
const eslint = new ESLint({
  cwd: root,
  overrideConfigFile: path.join(root, 'scripts/eslint.config.js'),
  overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
  ruleFilter: ({ ruleId }) => ['no-restricted-imports', 'no-restricted-syntax', 'no-console'].includes(ruleId),
});

async function rulesBroken(file: string, code: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(code, { filePath: path.join(root, file) });
  return result!.messages.map(({ ruleId, message }) => ruleId ?? message);
}

describe('imports that a folder may not have', () => {
  test.each([
    ['src/equations/x.ts', "import { readFileSync } from 'node:fs';"],
    ['src/equations/x.ts', "import type { Stats } from 'node:fs';"],
    ['src/equations/rules/x.ts', "import { x } from 'astro:content';"],
    ['src/equations/rules/x.ts', "import { x } from '../../integrations/read-content.ts';"],
    ['src/equations/x.ts', "export { x } from '../verify/x.ts';"],
    ['src/syntax/x.ts', "import { x } from '@astrojs/markdown-remark';"],
    ['src/formula/x.ts', "import 'node:crypto';"],
    ['src/report/x.ts', "import type { AstroConfig } from 'astro';"],
    ['src/site/x.ts', "import { x } from '../importer/x.ts';"],
    ['src/site/x.ts', "import { x } from '../markdown/x.ts';"],
    ['src/markdown/x.ts', "import { x } from '../integrations/x.ts';"],
    ['src/components/x.ts', "import { x } from '../markdown/fill-template.ts';"],
    ['src/layouts/x.ts', "import { x } from '../integrations/x.ts';"],
    ['src/client/x.ts', "import { join } from 'node:path';"],
    ['src/components/x.ts', "import { getCollection } from 'astro:content';"],
    ['src/pages/posts/x.ts', "import { x } from '../../integrations/site-runtime.ts';"],
    ['src/pages/x.ts', "import { parsePost } from '../equations/parse.ts';"],
    ['src/search/x.ts', "import { x } from '../../scripts/project.ts';"],
  ])('%s: %s', async (file, code) => {
    expect(await rulesBroken(file, code)).toEqual(['no-restricted-imports']);
  });

  test('import() does not get around it', async () => {
    expect(await rulesBroken('src/equations/x.ts', "export const x = await import('node:fs');")).toEqual([
      'no-restricted-syntax',
    ]);
  });

  test('the frontmatter of a page is looked at too', async () => {
    expect(await rulesBroken('src/pages/x.astro', "---\nimport fs from 'node:fs';\n---\n<p>{fs}</p>")).toEqual([
      'no-restricted-imports',
    ]);
  });
});

describe('imports that a folder may have', () => {
  test.each([
    ['src/equations/x.ts', "import { x } from '../syntax/index.ts'; import katex from 'katex';"],
    ['src/equations/x.test.ts', "import { readFileSync } from 'node:fs';"],
    ['src/syntax/x.ts', "import { x } from 'mdast-util-from-markdown';"],
    ['src/integrations/x.ts', "import { x } from 'node:fs'; import { y } from '../markdown/y.ts';"],
    ['src/pages/x.ts', "import { getSite } from 'virtual:tuidao/site'; import { y } from '../site/urls.ts';"],
    ['src/pages/x.ts', "import { getCollection } from 'astro:content';"],
    ['src/e2e/x.test.ts', "import { x } from '../../scripts/project.ts';"],
    ['scripts/x.ts', "import { x } from '../src/integrations/x.ts';"],
  ])('%s: %s', async (file, code) => {
    expect(await rulesBroken(file, code)).toEqual([]);
  });
});

test('a pure folder does not print', async () => {
  expect(await rulesBroken('src/report/x.ts', "console.log('x');")).toEqual(['no-console']);
  expect(await rulesBroken('src/integrations/x.ts', "console.log('x');")).toEqual([]);
});
