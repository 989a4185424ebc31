import { startOfFile, type Rule } from '../check-input.ts';
import { findException } from '../exceptions.ts';
import { createLocator } from '../locate.ts';

/** An accepted exception still excuses something: when the fault is gone, or was moved, the entry goes too. Runs last. */
export const exceptionIsUsed = {
  id: 'exception-is-used',
  description: '配置里的每条例外都还用得着',
  defaultSeverity: 'error',
  run({ config, files }, found) {
    const used = new Set(found.map((finding) => findException(finding, config.exceptions, files.root)));
    const source = files.sources.get(config.path)?.text ?? '';
    return config.exceptions
      .filter((exception) => !used.has(exception))
      .map((exception) => {
        const at = source.indexOf(exception.message);
        const position = at === -1 ? startOfFile : createLocator(source).between(at, at + exception.message.length);
        return {
          file: config.path,
          position,
          message: `例外「${exception.ruleId}：${exception.message}」在 ${exception.file} 里已经没有对应的问题。`,
          actual: exception.message,
          hint: '从 exceptions 里删掉这一条。',
        };
      });
  },
} as const satisfies Rule;
