import { parentPort, workerData } from 'node:worker_threads';
import { writeCompiled } from './render-entry.ts';
import type { Job, WorkerAnswer, WorkerSetup } from './render-pool.ts';
import { pipelineVersion } from './render-version.ts';

const setup = workerData as WorkerSetup;
const answer = (message: WorkerAnswer): void => parentPort?.postMessage(message);

if ((await pipelineVersion(setup.root)) === setup.version) {
  const { compilePost } = await import('../markdown/compile-post.ts');
  parentPort?.on('message', ({ post, paths }: Job) => {
    compile(post, paths).then(answer, (error: unknown) => {
      answer({ type: 'failed', key: paths.key, error: error instanceof Error ? error : new Error(String(error)) });
    });
  });
  const compile = async (post: Job['post'], paths: Job['paths']): Promise<WorkerAnswer> => {
    const compiled = compilePost(post.file, post.name, setup.macros, setup.language);
    await writeCompiled(paths, compiled);
    return { type: 'done', key: paths.key, derivation: compiled.derivation };
  };
  answer({ type: 'ready' });
} else answer({ type: 'stale' });
