/** `npm run bench -- --verify`: what executing the formulas costs, and what their records cost the check. */
import { cpSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { contentRoot } from '../../src/integrations/content-root.ts';
import { root } from '../project.ts';
import { measure, type Measurement } from './measure.ts';

export interface VerifyBench {
  /** Posts with a record. */
  readonly posts: number;
  /** Every post executed with all seeds and compared with its record. */
  readonly verify: Measurement;
  readonly withRecords: Measurement;
  readonly withoutRecords: Measurement;
}

/** Posts of the finished site. */
const planned = 140;
/** Runs of the check on each side; the quickest counts. */
const runs = 3;

/** @param scratch an empty folder */
export async function benchVerify(scratch: string, say: (text: string) => void): Promise<VerifyBench> {
  const content = contentRoot(root);
  const posts = readdirSync(path.join(content, 'records')).filter((name) => name.endsWith('.json')).length;
  say('executing every post …');
  const verify = await measure({ args: ['scripts/verify.ts'], cwd: root, env: process.env });
  const bare = path.join(scratch, 'bare');
  cpSync(content, bare, { recursive: true });
  rmSync(path.join(bare, 'records'), { recursive: true });
  const check = async (folder: string): Promise<Measurement> => {
    let best: Measurement | undefined;
    for (let run = 0; run < runs; run += 1) {
      const env = { ...process.env, TUIDAO_CONTENT: folder };
      // 1: without records, equations of finished posts are findings.
      const figures = await measure({ args: ['scripts/check.ts', '--format', 'json'], cwd: root, env, codes: [0, 1] });
      if (best === undefined || figures.wall < best.wall) best = figures;
    }
    if (best === undefined) throw new Error('The check did not run.');
    return best;
  };
  say('checking the content with its records and without …');
  return { posts, verify, withRecords: await check(content), withoutRecords: await check(bare) };
}

export function formatVerify({ posts, verify, withRecords, withoutRecords }: VerifyBench): string {
  const each = verify.cpu === undefined ? undefined : verify.cpu / posts;
  const cpu =
    each === undefined
      ? ''
      : ` (${verify.cpu?.toFixed(1) ?? ''} CPU s; at ${each.toFixed(1)} a post, ${String(planned)} posts take ${((each * planned) / 60).toFixed(1)} CPU minutes)`;
  return [
    `Executing ${String(posts)} posts: ${verify.wall.toFixed(1)} s${cpu}.`,
    `Checking the content: ${withRecords.wall.toFixed(2)} s with its records, ${withoutRecords.wall.toFixed(2)} s without.`,
    '',
  ].join('\n');
}
