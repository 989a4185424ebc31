import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readServeOptions } from './command.ts';
import { mimeType } from './mime-types.ts';
import { type Kind, resolveRequest } from './resolve-request.ts';
import { type RunningServer, serve } from './static-server.ts';

describe('a requested address', () => {
  const files = new Set(['index.html', 'posts/推导/index.html', 'rss.xml', '404.html']);
  const kindOf = (name: string): Kind => (files.has(name) ? 'file' : 'none');
  const ask = (url: string, base = '/') => resolveRequest(url, base, kindOf);

  test.each([
    ['/', 'index.html'],
    ['/rss.xml', 'rss.xml'],
    ['/rss.xml?a=1', 'rss.xml'],
    ['/posts/%E6%8E%A8%E5%AF%BC/', 'posts/推导/index.html'],
  ])('%s is %s', (url, file) => {
    expect(ask(url)).toEqual({ status: 200, file });
  });

  test('a page without its slash is sent to the one with it, the query kept, the encoding untouched', () => {
    expect(ask('/posts/%E6%8E%A8%E5%AF%BC?a=1?b')).toEqual({
      status: 301,
      location: '/posts/%E6%8E%A8%E5%AF%BC/?a=1?b',
    });
  });

  test('a redirect never leads to another host', () => {
    const anywhere = resolveRequest('//evil.example', '/', () => 'file');
    expect(anywhere).not.toMatchObject({ location: expect.stringMatching(/^\/\//) });
  });

  test.each(['/nothing/', '/rss.xml/', '/posts/', '/Index.html'])('%s is not there', (url) => {
    expect(ask(url)).toEqual({ status: 404, file: '404.html' });
  });

  test.each(['/../secret', '/..%2fsecret', '/a/%2e%2e/%2e%2e/secret', '/..%5csecret', '/a%00', '/%ZZ', '/%E6'])(
    '%s is refused',
    (url) => {
      expect(ask(url)).toMatchObject({ status: 400 });
    },
  );

  test('below a base path', () => {
    expect(ask('/repo/', '/repo/')).toEqual({ status: 200, file: 'index.html' });
    expect(ask('/repo/rss.xml', '/repo/')).toEqual({ status: 200, file: 'rss.xml' });
    expect(ask('/repo', '/repo/')).toEqual({ status: 301, location: '/repo/' });
    expect(ask('/', '/repo/')).toEqual({ status: 301, location: '/repo/' });
    // A link that forgot the base must not work by accident.
    expect(ask('/rss.xml', '/repo/')).toEqual({ status: 404, file: '404.html' });
  });
});

test('content types', () => {
  expect(mimeType('.HTML')).toBe('text/html; charset=utf-8');
  expect(mimeType('.wasm')).toBe('application/wasm');
  expect(mimeType('.pf_meta')).toBe('application/octet-stream');
});

describe('the address that is served', () => {
  test('the first free port from 4321', () => {
    expect(readServeOptions([], {})).toEqual({ host: 'localhost', port: 4321, more: 50 });
  });
  test('the port that was asked for and no other; the option goes before PORT', () => {
    expect(readServeOptions([], { PORT: '80' })).toMatchObject({ port: 80, more: 0 });
    expect(readServeOptions(['--port', '5000', '--host', '0.0.0.0'], { PORT: '80' })).toEqual({
      host: '0.0.0.0',
      port: 5000,
      more: 0,
    });
  });
  test.each([
    ['--port', 'x'],
    ['--port', '70000'],
    ['--prot', '1'],
  ])('%s %s is refused', (...args) => {
    expect(() => readServeOptions(args, {})).toThrow();
  });
});

describe('the server', () => {
  let folder = '';
  let server: RunningServer;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'tuidao-preview-'));
    mkdirSync(path.join(folder, 'posts/a'), { recursive: true });
    mkdirSync(path.join(folder, '_astro'));
    writeFileSync(path.join(folder, 'posts/a/index.html'), '<p>推导</p>');
    writeFileSync(path.join(folder, '404.html'), 'no such page');
    writeFileSync(path.join(folder, '_astro/x.js'), '1');
    server = await serve({ folder, base: '/', host: '127.0.0.1', port: 0, more: 0 });
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const get = (address: string, init?: RequestInit) => fetch(new URL(address, server.url), init);

  test('serves a page with its type and length', async () => {
    const response = await get('posts/a/');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(await response.text()).toBe('<p>推导</p>');
  });

  test('follows to the slash', async () => {
    const response = await get('posts/a');
    expect([response.redirected, response.url]).toEqual([true, `${server.url}posts/a/`]);
  });

  test('says 404 with the page for it, also when the browser has that page already', async () => {
    const response = await get('b/');
    expect([response.status, await response.text()]).toEqual([404, 'no such page']);
    const again = await get('b/', { headers: { 'if-none-match': response.headers.get('etag') ?? '' } });
    expect(again.status).toBe(404);
  });

  test('does not send again what is known', async () => {
    const { headers } = await get('_astro/x.js');
    expect(headers.get('cache-control')).toContain('immutable');
    const again = await get('_astro/x.js', { headers: { 'if-none-match': headers.get('etag') ?? '' } });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  test('HEAD has no body, POST is refused', async () => {
    expect(await (await get('posts/a/', { method: 'HEAD' })).text()).toBe('');
    expect((await get('posts/a/', { method: 'POST' })).status).toBe(405);
  });

  test('takes the next port when it is taken, unless that one was asked for', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const options = { folder, base: '/', host: '127.0.0.1', port };
    await expect(serve({ ...options, more: 0 })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    const next = await serve({ ...options, more: 20 });
    expect(Number(new URL(next.url).port)).toBeGreaterThan(port);
    await next.close();
    other.close();
  });
});
