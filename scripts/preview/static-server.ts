import { statSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import path from 'node:path';
import { mimeType } from './mime-types.ts';
import { type Kind, resolveRequest } from './resolve-request.ts';

export interface ServeOptions {
  /** Folder that was built. */
  readonly folder: string;
  /** Path the site was built for, with slashes at both ends. */
  readonly base: string;
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** How many ports after `port` are tried when it is taken; 0 when the port was asked for. */
  readonly more: number;
  /** Sent with everything: what a host reads from `_headers`. None by default, as on a host that cannot send any. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface RunningServer {
  /** Where the site starts, `http://localhost:4321/base/`. */
  readonly url: string;
  /** Ends it at once, open connections included. */
  close(): Promise<void>;
}

/**
 * Serves a built site the way a static host does.
 *
 * @throws Error with `code: 'EADDRINUSE'` when no port is free
 */
export async function serve(options: ServeOptions): Promise<RunningServer> {
  const server = createServer((request, response) => {
    answer(options, request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : new Error('The file cannot be sent.', { cause: error }));
    });
  });
  const port = await listen(server, options);
  const name = ['0.0.0.0', '::'].includes(options.host) ? 'localhost' : options.host;
  return {
    url: `http://${name.includes(':') ? `[${name}]` : name}:${port}${options.base}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(options: ServeOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return end(response, 405, 'Only GET and HEAD.', { allow: 'GET, HEAD' });
  }
  const found = resolveRequest(request.url ?? '/', options.base, (name) => kindOf(path.join(options.folder, name)));
  if (found.status === 400) return end(response, 400, found.reason);
  if (found.status === 301) return end(response, 301, '', { location: found.location });
  const file = path.join(options.folder, found.file);
  if (kindOf(file) !== 'file') return end(response, 404, 'Not found.');
  const { size, mtimeMs } = await stat(file);
  const etag = `W/"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`;
  const headers = {
    'content-type': mimeType(path.extname(file)),
    'cache-control': found.file.startsWith('_astro/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    'x-content-type-options': 'nosniff',
    etag,
    ...options.headers,
  };
  if (found.status === 200 && request.headers['if-none-match'] === etag) {
    response.writeHead(304, headers).end();
    return;
  }
  const body = await readFile(file);
  response.writeHead(found.status, { ...headers, 'content-length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
}

function end(response: ServerResponse, status: number, text: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...headers }).end(text);
}

function kindOf(file: string): Kind {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isFile()) return 'file';
  return found?.isDirectory() ? 'folder' : 'none';
}

async function listen(server: Server, { host, port, more }: ServeOptions): Promise<number> {
  for (let candidate = port; ; candidate += 1) {
    const error = await tryToListen(server, host, candidate);
    if (!error) {
      const address = server.address();
      return typeof address === 'object' && address ? address.port : candidate;
    }
    if (error.code !== 'EADDRINUSE' || candidate >= port + more) throw error;
  }
}

function tryToListen(server: Server, host: string, port: number): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    const fail = (error: NodeJS.ErrnoException): void => resolve(error);
    server.once('error', fail);
    server.listen(port, host, () => {
      server.off('error', fail);
      resolve(undefined);
    });
  });
}
