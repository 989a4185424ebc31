import type { Exception } from '../site.config.ts';
import type { Finding } from './types.ts';

/**
 * The exception that excuses a finding: same rule, same file, and part of the message.
 * @param root content root as printed paths begin with it; the files of exceptions are below it.
 */
export function findException(
  { ruleId, file, message }: Pick<Finding, 'ruleId' | 'file' | 'message'>,
  exceptions: readonly Exception[],
  root: string,
): Exception | undefined {
  return exceptions.find(
    (exception) =>
      exception.ruleId === ruleId &&
      (root === '.' ? exception.file : `${root}/${exception.file}`) === file &&
      message.includes(exception.message),
  );
}
