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

export interface PoolOptions extends Pick<CompileOptions, 'root' | 'macros' | 'workers'> {
  /** Of the code that this process runs. */
  readonly version: string;
}

/** What a worker gets when it starts. */
export type WorkerSetup = Omit<PoolOptions, 'workers'>;

/** From a worker. `stale`: the code on disk is another than the main thread's, so it does nothing. */
export type WorkerAnswer =
  | { readonly type: 'ready' }
  | { readonly type: 'stale' }
  | { readonly type: 'done'; readonly derivation: Derivation }
  | { readonly type: 'failed'; readonly error: Error };

type OnDone = (job: Job, derivation: Derivation) => void;

/** A worker loads its code in about as long as a thread needs for this many posts. */
const postsPerWorker = 8;

/** Compiles each job and writes its entry, in threads where there are enough jobs to pay for them. */
export async function compileJobs(jobs: readonly Job[], options: PoolOptions, onDone: OnDone): Promise<void> {
  const queue = [...jobs];
  const count = options.workers ?? Math.min(availableParallelism(), Math.floor(jobs.length / postsPerWorker));
  await Promise.all(Array.from({ length: count }, () => drain(queue, options, onDone)));
  if (queue.length === 0) return;
  const { compilePost } = await import('../markdown/compile-post.ts');
  for (const job of queue) {
    const { file, name } = job.post;
    let post;
    try {
      post = compilePost(file, name, options.macros);
    } catch (error) {
      throw failure(job, error);
    }
    await writeCompiled(job.paths, post);
    onDone(job, post.derivation);
  }
}

/** Runs one worker until the queue is empty. */
function drain(queue: Job[], { root, version, macros }: PoolOptions, onDone: OnDone): Promise<void> {
  const workerData: WorkerSetup = { root, version, macros };
  const worker = new Worker(pathToFileURL(join(root, 'src/integrations/render-worker.ts')), { workerData });
  let job: Job | undefined;
  return new Promise<void>((resolve, reject) => {
    const next = (): void => {
      job = queue.shift();
      if (job === undefined) resolve();
      else worker.postMessage(job);
    };
    const answers = {
      ready: next,
      stale: () => {
        resolve();
      },
      done({ derivation }) {
        if (job !== undefined) onDone(job, derivation);
        next();
      },
      failed({ error }) {
        reject(job === undefined ? error : failure(job, error));
      },
    } as const satisfies { [Type in WorkerAnswer['type']]: (answer: Extract<WorkerAnswer, { type: Type }>) => void };
    worker.on('message', (answer: WorkerAnswer) => {
      (answers[answer.type] as (answer: WorkerAnswer) => void)(answer);
    });
    worker.on('error', (error) => {
      reject(job === undefined ? new Error('渲染线程没有启动', { cause: error }) : failure(job, error));
    });
    worker.on('exit', (code) => {
      reject(new Error(`渲染线程中途结束（退出码 ${String(code)}）`));
    });
  }).finally(() => worker.terminate());
}

function failure({ post }: Job, cause: unknown): Error {
  return new Error(`${post.file.path} 没有渲染成功：${cause instanceof Error ? cause.message : String(cause)}`, {
    cause,
  });
}
