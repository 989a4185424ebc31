import { parseArgs } from 'node:util';
import { siteConfig } from '../../src/site.config.ts';
import { withSlashes } from '../project.ts';
import { type ServeOptions, serve } from './static-server.ts';

const defaultPort = 4321;

export type Address = Pick<ServeOptions, 'host' | 'port' | 'more'>;

/**
 * `--port`, else `PORT`, else the first free one from 4321. A port that was asked for is not replaced by another.
 *
 * @throws Error with a message for the terminal when an option is unknown or the port is none
 */
export function readServeOptions(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Address {
  const { values } = parseArgs({
    args: [...args],
    options: { port: { type: 'string' }, host: { type: 'string', default: 'localhost' } },
  });
  const wanted = values.port ?? env['PORT'];
  if (wanted === undefined || wanted === '') return { host: values.host, port: defaultPort, more: 50 };
  const port = Number(wanted);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`${wanted} is not a port number.`);
  return { host: values.host, port, more: 0 };
}

/** Serves a folder, prints the address, and ends with Ctrl-C. */
export async function serveUntilStopped(folder: string, address: Address): Promise<void> {
  const base = withSlashes(process.env['TUIDAO_BASE'] ?? siteConfig.base);
  const server = await serve({ folder, base, ...address }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    process.stderr.write(`Port ${address.port} is taken by another program: choose one with --port.\n`);
    process.exitCode = 1;
  });
  if (!server) return;
  process.stdout.write(`\n  ${siteConfig.title} is ready:  ${server.url}\n  Ctrl-C stops it.\n\n`);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void server.close());
}
