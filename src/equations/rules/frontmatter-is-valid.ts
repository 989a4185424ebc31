import { parseWithPlaces } from '../../schemas/parse-with-places.ts';
import { postSchema } from '../../schemas/post.ts';
import { startOfFile, type Rule } from '../check-input.ts';

/** The front matter can be read and satisfies its schema. */
export const frontmatterIsValid = {
  id: 'frontmatter-is-valid',
  description: 'front matter 的字段齐全，写法正确',
  defaultSeverity: 'error',
  run({ derivations }) {
    return derivations.flatMap(({ path, frontMatter: { data, places, position, problems } }) => {
      if (problems.length > 0) {
        const hint = position
          ? '改好这一处 YAML；拿不准时把文字放进单引号。'
          : '文件开头写一行 ---，逐行写「字段: 值」，再写一行 ---。';
        return problems.map((problem) => ({ file: path, ...problem, hint }));
      }
      const parsed = parseWithPlaces(postSchema, data, places, position ?? startOfFile);
      return parsed.ok ? [] : parsed.problems.map((problem) => ({ file: path, ...problem }));
    });
  },
} as const satisfies Rule;
