import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readCheckFile } from '../src/site/cells.ts';
import { checkContent } from '../src/integrations/check-content.ts';
import { siteConfig } from '../src/site.config.ts';
import { renumber } from './renumber/command.ts';

const project = resolve(import.meta.dirname, '..');
const json = (name: string): unknown => JSON.parse(readFileSync(join(project, '.vscode', name), 'utf8'));

interface Task {
  readonly label: string;
  readonly args: readonly string[];
  readonly problemMatcher: { readonly pattern: Readonly<Record<string, string | number>> } | readonly [];
}
interface Snippet {
  readonly prefix: readonly string[];
  readonly scope: string;
  readonly body: readonly string[];
}

const { tasks } = json('tasks.json') as { tasks: readonly Task[] };
const snippets = Object.entries(json('tuidao.code-snippets') as Record<string, Snippet>);
let content: string;

beforeEach(() => {
  content = mkdtempSync(join(tmpdir(), 'tuidao-editor-'));
  cpSync(join(project, 'src/equations/__fixtures__/base'), content, { recursive: true });
  mkdirSync(join(content, 'posts/matrices'));
});
afterEach(() => {
  rmSync(content, { recursive: true });
});

const frontMatter =
  '---\ntitle: 题\ndescription: 述。\ntopic: matrices\ncreated: 2026-11-24\nupdated: 2026-11-24\nstatus: draft\n---\n\n';
const write = (text: string): void => {
  writeFileSync(join(content, 'posts/matrices/a.md'), frontMatter + text);
};

describe('the tasks of the editor', () => {
  const task = tasks.find(({ args }) => args.includes('check'))!;

  test('run commands that there are', () => {
    const { scripts } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    expect(
      tasks
        .map(({ args }) => args.find((arg) => !/^(?:run|--silent)$/.test(arg)))
        .filter((name) => !(name! in scripts)),
    ).toEqual([]);
  });

  test('read every finding from what the check prints', () => {
    write('由式(9)得 **粗**\n\n$$\nx \\tag{2}\n$$\n\n[](./nowhere.md)\n');
    const findings = checkContent(content, siteConfig, content).findings;
    expect(findings.length).toBeGreaterThan(2);
    const args = task.args.slice(task.args.indexOf('--') + 1);
    const { stdout } = spawnSync(process.execPath, [join(project, 'scripts/check.ts'), ...args], {
      cwd: content,
      encoding: 'utf8',
      env: { ...process.env, TUIDAO_CONTENT: content },
    });
    const { pattern } = task.problemMatcher as Exclude<Task['problemMatcher'], readonly []>;
    const matcher = new RegExp(String(pattern['regexp']));
    const read = stdout.split('\n').flatMap((line) => {
      const match = matcher.exec(line);
      const group = (name: string): string => match?.[Number(pattern[name])] ?? '';
      if (match === null) return [];
      return [['file', 'line', 'column', 'endLine', 'endColumn', 'severity', 'code'].map(group).join(' ')];
    });
    expect(read).toEqual(
      findings.map(({ file, position: { start, end }, severity, ruleId }) =>
        [file, start.line, start.column, end.line, end.column, severity, ruleId].join(' '),
      ),
    );
  });
});

/** What the editor puts in when the author accepts every default. */
const insert = ({ body }: Snippet): string =>
  body
    .join('\n')
    .replace(/(?<!\\)\$\{\d+:((?:[^}\\]|\\.)*)\}/g, '$1')
    .replace(/(?<!\\)\$\d/g, '')
    .replace(/\\([\\$}])/g, '$1');

describe('snippets', () => {
  test.each(snippets.filter(([, { scope }]) => scope.includes('markdown')))(
    '%s is what the check accepts',
    (_, snippet) => {
      write(`## 节\n\n${insert(snippet)}\n`);
      renumber(['a', '--write'], { content, project: content });
      // Names of things that a snippet cannot know.
      const open =
        /^(?:citation-exists|linked-file-exists|cross-post-target-resolves|reference-target-resolves|verification-is-fresh)$/;
      const findings = checkContent(content, siteConfig, content).findings;
      expect(
        findings.filter(({ ruleId }) => !open.test(ruleId)).map(({ ruleId, message }) => `${ruleId} ${message}`),
      ).toEqual([]);
    },
  );

  test('of check files are cells', () => {
    const python = snippets.filter(([, { scope }]) => scope === 'python');
    expect(python).toHaveLength(1);
    for (const [, snippet] of python)
      expect(readCheckFile(insert(snippet))).toMatchObject({ cells: [{ id: 'name' }], problems: [] });
  });

  test('have prefixes of their own', () => {
    const prefixes = snippets.flatMap(([, { prefix }]) => prefix);
    expect(new Set(prefixes).size).toBe(prefixes.length);
  });
});
