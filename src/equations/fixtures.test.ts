import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { checkContent } from '../integrations/check-content.ts';
import { formatCli } from '../report/format-cli.ts';
import { siteConfig, type SiteConfig } from '../site.config.ts';
import { summarise } from './check.ts';
import { ruleIds, type RuleId } from './rules/index.ts';

/*
 * `__fixtures__/<rule>/bad-*` breaks exactly that rule, `good-*` breaks none. A file is a post, a folder is laid over the
 * content root `__fixtures__/base`; its `fixture.json` may change the config. The report is compared with `<name>.report.txt`.
 * Rules about finished writing run on their own fixtures only: elsewhere a post is as short as its one fault allows.
 */

const editorial: readonly RuleId[] = [
  'complete-post-has-every-part',
  'display-symbol-is-introduced',
  'equation-is-referred-to',
  'inequality-states-equality',
  'inline-chain-is-numbered',
  'theorem-states-its-premise',
];

const fixtures = join(import.meta.dirname, '__fixtures__');
const scratch = mkdtempSync(join(tmpdir(), 'tuidao-fixtures-'));
afterAll(() => {
  rmSync(scratch, { recursive: true });
});

interface Settings extends Partial<Pick<SiteConfig, 'severities' | 'exceptions'>> {
  /** `false`: the folder is a whole content root by itself. */
  readonly base?: boolean;
}

function checkFixture(path: string, rule: string) {
  const project = mkdtempSync(join(scratch, 'project-'));
  const content = join(project, 'content');
  const settingsFile = join(path, 'fixture.json');
  const settings: Settings = existsSync(settingsFile)
    ? (JSON.parse(readFileSync(settingsFile, 'utf8')) as Settings)
    : {};
  if (settings.base === false) mkdirSync(content);
  else cpSync(join(fixtures, 'base'), content, { recursive: true });
  cpSync(path, statSync(path).isDirectory() ? content : join(content, 'posts/matrices', basename(path)), {
    recursive: true,
  });
  const { base: _, ...config } = settings;
  const off = Object.fromEntries(editorial.filter((id) => id !== rule).map((id) => [id, 'off' as const]));
  const severities = { ...off, ...config.severities };
  const { derivations, findings, sources } = checkContent('content', { ...siteConfig, ...config, severities }, project);
  const report = formatCli(findings, summarise(derivations, findings), sources, { colour: false });
  return { findings, report };
}

const isFixture = (name: string) => /^(?:bad|good)-/.test(name) && !name.endsWith('.report.txt');
const folders = readdirSync(fixtures).filter((name) => name !== 'base');
const cases = folders.flatMap((rule) =>
  readdirSync(join(fixtures, rule))
    .filter(isFixture)
    .map((name) => ({ rule, name })),
);

describe.each(cases)('$rule / $name', ({ rule, name }) => {
  const path = join(fixtures, rule, name);
  const { findings, report } = checkFixture(path, rule);
  if (name.startsWith('good-')) {
    test('breaks no rule', () => {
      expect(report).toMatch(/^没有问题。/);
    });
    return;
  }
  test('breaks this rule and no other', () => {
    expect([...new Set(findings.map(({ ruleId }) => ruleId))]).toEqual([rule]);
    expect(findings).toHaveLength(1);
  });
  test('every finding says what to do, in Chinese', () => {
    for (const { message, hint } of findings) {
      expect(message).toMatch(/\p{Script=Han}.*。$/u);
      expect(hint).toMatch(/\p{Script=Han}.*[。？]$/u);
    }
  });
  test('the report is the one that was approved', async () => {
    await expect(report).toMatchFileSnapshot(join(fixtures, rule, `${basename(name, extname(name))}.report.txt`));
  });
});

test('every rule has a fixture that breaks it and one that does not', () => {
  const having = (prefix: string) =>
    new Set(cases.filter(({ name }) => name.startsWith(prefix)).map(({ rule }) => rule));
  expect([...ruleIds].filter((id) => !having('bad-').has(id))).toEqual([]);
  expect([...ruleIds].filter((id) => !having('good-').has(id) && id !== 'content-has-posts')).toEqual([]);
  expect(folders.filter((folder) => !(ruleIds as readonly string[]).includes(folder))).toEqual([]);
});
