import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning } from '../../src/integrations/is-running.ts';

export interface LockOptions {
  /** Called once when another build is under way. */
  readonly onWait: (pid: number) => void;
  /** Between two looks, in ms. */
  readonly every?: number;
}

/**
 * Lets one build at a time run in a project: Astro keeps its intermediate files in one folder, and two builds would take
 * each other's away. Waits for the other one; a lock whose process has ended is taken over.
 * @param file of the lock; its folder is made
 * @returns what releases it
 */
export async function lockBuild(file: string, { onWait, every = 200 }: LockOptions): Promise<() => void> {
  mkdirSync(path.dirname(file), { recursive: true });
  let waited = false;
  for (;;) {
    const owner = tryToLock(file);
    if (owner === undefined) return () => rmSync(file, { force: true });
    if (!isRunning(owner)) rmSync(file, { force: true });
    else {
      if (!waited) onWait(owner);
      waited = true;
      await sleep(every);
    }
  }
}

/** @returns the process that has the lock; `undefined` when this one has it now */
function tryToLock(file: string): number | undefined {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return undefined;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    return readOwner(file);
  }
}

/** 0 for a lock that was released or left half written: nobody has it. */
function readOwner(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8')) || 0;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 0;
    throw error;
  }
}
