import { createServer } from 'node:net';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { childEnv, type Fixture, openFixture } from './harness.ts';
import { startCommand } from './process.ts';

let fixture: Fixture;
afterEach(() => fixture.remove());

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer();
  const port = await new Promise<number>((resolve) =>
    server.listen(0, 'localhost', () => resolve((server.address() as { port: number }).port)),
  );
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('npm start', () => {
  let port = 0;
  beforeAll(async () => {
    port = await freePort();
  });

  test.each(['/', '/repo/'])('builds, serves and prints the address (base %s); a signal ends it', async (base) => {
    fixture = openFixture('good');
    const env = childEnv({ ...fixture.env, TUIDAO_BASE: base });
    const command = startCommand('scripts/setup.mjs', ['--', 'scripts/start.ts', '--port', String(port)], env);
    const [, url = ''] = await command.waitFor(/ready: {2}(\S+)/);
    expect(url).toBe(`http://localhost:${port}${base}`);
    const page = await fetch(`${url}posts/pseudoinverse/`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('最小二乘与伪逆');
    expect((await fetch(`${url}pagefind/pagefind.js`)).headers.get('content-type')).toMatch(/javascript/);
    expect((await fetch(`${url}no-such-page/`)).status).toBe(404);
    expect(await command.stop('SIGTERM')).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
  });

  test('stops with the exit code of the build when the content is broken', async () => {
    fixture = openFixture('good');
    rmSync(path.join(fixture.content, 'posts/matrices/pseudoinverse.md'));
    const command = startCommand('scripts/start.ts', ['--port', String(port)], childEnv(fixture.env));
    await expect(command.waitFor(/ready:/)).rejects.toThrow('Waited in vain');
    expect(await command.ended).toBe(1);
  });
});

describe('npm run preview', () => {
  test('without a build says what to do', async () => {
    fixture = openFixture('good');
    const command = startCommand('scripts/preview.ts', [], childEnv(fixture.env));
    await command.waitFor(/npm run build/);
    expect(await command.ended).toBe(1);
  });

  test('a wrong option is one line, not a stack', async () => {
    fixture = openFixture('good');
    const command = startCommand('scripts/preview.ts', ['--prot', '1'], childEnv(fixture.env));
    await command.waitFor(/--prot/);
    expect(await command.ended).toBe(2);
    expect(command.output().trim().split('\n')).toHaveLength(1);
  });
});
