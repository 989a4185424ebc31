import { availableParallelism } from 'node:os';
import { removeRecord, writeRecord } from './record-files.ts';
import { verifyPost, type PostToVerify, type PostVerification, type VerifyPostOptions } from './verify-post.ts';

export interface VerifyOptions extends VerifyPostOptions {
  /** Write the records instead of comparing with them. */
  readonly update: boolean;
  /** Posts at the same time. */
  readonly parallel?: number;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Executes posts, several at a time; the results come in the order of the posts. */
export async function verifyPosts(
  posts: readonly PostToVerify[],
  options: VerifyOptions,
): Promise<readonly PostVerification[]> {
  const results: PostVerification[] = [];
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    while (next < posts.length && !options.signal.aborted) {
      const place = next;
      next += 1;
      const result = await verifyPost(posts[place]!, { ...options, compare: options.compare && !options.update });
      results[place] = result;
      if (options.update && !options.signal.aborted) keep(result, options.contentRoot);
      done += 1;
      options.onProgress?.(done, posts.length);
    }
  };
  const workers = Math.min(posts.length, options.parallel ?? availableParallelism());
  await Promise.all(Array.from({ length: workers }, work));
  return results.filter((result) => result !== undefined);
}

/** A run that broke off leaves the record as it was: the check calls it stale. */
function keep({ slug, state, record }: PostVerification, contentRoot: string): void {
  if (record !== undefined) writeRecord(contentRoot, record);
  else if (state === 'nothing') removeRecord(contentRoot, slug);
}
