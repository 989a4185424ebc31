import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { tieTo } from '../project.ts';
import type { Measurement } from './measure.ts';
import type { BenchProject } from './projects.ts';

const edits = 3;
/** Milliseconds after which a dev server that is ready counts as not answering: with many posts the stock one does not. */
const patience = 90_000;

/**
 * The time from saving a post until the dev server answers with it: the median of three edits, after the page was asked for
 * once.
 *
 * @returns undefined when the server does not answer
 * @param page path of the page of the post that is edited
 * @param file the post
 */
export async function measureDevEdit(
  project: BenchProject,
  page: string,
  file: string,
): Promise<Measurement | undefined> {
  const port = await freePort();
  const { cwd, env } = project.build;
  const server = spawn(process.execPath, [...project.dev, '--port', String(port), '--ignore-lock'], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(server, 'exit');
  const release = tieTo(server);
  try {
    // A page that is asked for before is never answered.
    const address = `${await printedAddress(server.stdout)}${page.slice(1)}`;
    if (!(await isShown(address, '<'))) return undefined;
    const times: number[] = [];
    for (let edit = 1; edit <= edits; edit += 1) {
      const mark = `第${edit}次改动，为了测量。`;
      const started = performance.now();
      appendFileSync(file, `\n${mark}\n`);
      if (!(await isShown(address, mark))) return undefined;
      times.push((performance.now() - started) / 1000);
    }
    const [, wall = 0] = times.sort((a, b) => a - b);
    return { cpu: undefined, memory: undefined, wall };
  } finally {
    server.kill();
    await ended;
    release();
  }
}

/** The address that the dev server prints when it is ready, with a slash at its end. */
async function printedAddress(output: Readable): Promise<string> {
  let text = '';
  for await (const chunk of output.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    text += String(chunk);
    const address = /Local\s+(http:\S+\/)/.exec(text)?.[1];
    if (address !== undefined) {
      // Nobody reads on, and a full pipe would stop the server.
      output.resume();
      return address;
    }
  }
  throw new Error(`The dev server did not start:\n${text}`);
}

async function isShown(address: string, mark: string): Promise<boolean> {
  const end = AbortSignal.timeout(patience);
  while (!end.aborted) {
    const text = await fetch(address, { signal: end }).then(
      (response) => response.text(),
      () => '',
    );
    if (text.includes(mark)) return true;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return false;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
