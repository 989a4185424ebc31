import type { Rule } from '../check-input.ts';
import { postComponents } from '../post-components.ts';

/** A component of an .mdx post is imported by it or given to all posts; the build stops at another one without its place. */
export const componentIsKnown = {
  id: 'component-is-known',
  description: '.mdx 里用的组件是站点提供的，或者文章自己引入的',
  defaultSeverity: 'error',
  run({ derivations }) {
    return derivations.flatMap(({ path, problems }) =>
      problems
        .filter(({ kind }) => kind === 'unknown-component')
        .map(({ detail, position }) => ({
          file: path,
          position,
          message: `没有组件 ${detail}。`,
          expected: [...postComponents].join('、'),
          actual: detail,
          hint: '改成上面的一个，或者在正文开头用 import 引入。',
        })),
    );
  },
} as const satisfies Rule;
