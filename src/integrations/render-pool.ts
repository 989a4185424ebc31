import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Derivation } from '../equations/types.ts';
import type { CompileOptions, PostSource } from './render-cache.ts';
import { writeCompiled, type EntryPaths } from './render-entry.ts';

export interface Job {
  readonly post: PostSource;
  readonly paths: EntryPaths;
}

export interface PoolOptions extends Pick<CompileOptions, 'root' | 'macros' | 'language' | 'workers'> {
  /** Of the code that this process runs. */
  readonly version: string;
}

/** What a worker gets when it starts. */
export type WorkerSetup = Omit<PoolOptions, 'workers'>;

/** From a worker. `stale`: the code on disk is another than the main thread's, so it does nothing. */
export type WorkerAnswer =
  | { readonly type: 'ready' }
  | { readonly type: 'stale' }
  | { readonly type: 'done'; readonly key: string; readonly derivation: Derivation }
  | { readonly type: 'failed'; readonly key: string; readonly error: Error };

type OnDone = (job: Job, derivation: Derivation) => void;

/**
 * Posts for which a thread pays. Loading and optimising the code anew costs it as much processor time as 30 posts, so that
 * with fewer than this many a tenth of the whole would be lost.
 */
const postsPerWorker = 280;
const mostWorkers = 7;

/** Compiles each job and writes its entry: here, and in threads beside this one where there are jobs enough to pay. */
export async function compileJobs(jobs: readonly Job[], options: PoolOptions, onDone: OnDone): Promise<void> {
  if (jobs.length === 0) return;
  const queue = [...jobs];
  const paying = Math.min(availableParallelism() - 1, Math.floor(jobs.length / postsPerWorker), mostWorkers);
  const workers = Array.from({ length: options.workers ?? paying }, () => drainInWorker(queue, options, onDone));
  try {
    await Promise.all([...workers, drainHere(queue, options, onDone)]);
  } catch (error) {
    // The others end after the post that they are at.
    queue.length = 0;
    throw error;
  }
}

async function drainHere(queue: Job[], { macros, language }: PoolOptions, onDone: OnDone): Promise<void> {
  const { compilePost } = await import('../markdown/compile-post.ts');
  for (let job = queue.shift(); job !== undefined; job = queue.shift()) {
    let post;
    try {
      post = compilePost(job.post.file, job.post.name, macros, language);
    } catch (error) {
      throw failure(job, error);
    }
    await writeCompiled(job.paths, post);
    // A copy, as from a worker: its texts would otherwise be cuts that hold on to all that they were cut from.
    onDone(job, structuredClone(post.derivation));
  }
}

/** Jobs that a worker holds: one in work and one waiting, so that it never waits for this thread to finish a post. */
const held = 2;

/** Runs one worker until the queue is empty. */
function drainInWorker(queue: Job[], { root, version, macros, language }: PoolOptions, onDone: OnDone): Promise<void> {
  const workerData: WorkerSetup = { root, version, macros, language };
  const worker = new Worker(pathToFileURL(join(root, 'src/integrations/render-worker.ts')), { workerData });
  const jobs = new Map<string, Job>();
  return new Promise<void>((resolve, reject) => {
    const supply = (): void => {
      for (let job = queue[0]; job !== undefined && jobs.size < held; job = queue[0]) {
        queue.shift();
        jobs.set(job.paths.key, job);
        worker.postMessage(job);
      }
      if (jobs.size === 0) resolve();
    };
    const answers = {
      ready: supply,
      stale: () => {
        resolve();
      },
      done({ key, derivation }) {
        const job = jobs.get(key);
        jobs.delete(key);
        if (job !== undefined) onDone(job, derivation);
        supply();
      },
      failed({ key, error }) {
        reject(failure(jobs.get(key), error));
      },
    } as const satisfies { [Type in WorkerAnswer['type']]: (answer: Extract<WorkerAnswer, { type: Type }>) => void };
    worker.on('message', (answer: WorkerAnswer) => {
      (answers[answer.type] as (answer: WorkerAnswer) => void)(answer);
    });
    worker.on('error', (error) => {
      reject(failure(jobs.values().next().value, error));
    });
    worker.on('exit', (code) => {
      reject(new Error(`渲染线程中途结束（退出码 ${String(code)}）`));
    });
  }).finally(() => worker.terminate());
}

function failure(job: Job | undefined, cause: unknown): Error {
  const what = job === undefined ? '渲染线程没有启动' : `${job.post.file.path} 没有渲染成功`;
  return new Error(`${what}：${cause instanceof Error ? cause.message : String(cause)}`, { cause });
}
