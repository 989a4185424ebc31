import z from 'zod';

/** Longest slug in bytes: a path segment must fit everywhere, and links stay readable. */
export const slugMaxBytes = 80;

/** Lower-case ASCII words joined by single hyphens: the same bytes in a URL, on every file system and in every alphabet order. */
export const slugPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Name of a post, a topic, a concept or a path: what stands in its URL. */
export const slug = z
  .string()
  .regex(slugPattern, '应由小写字母、数字和单个连字符组成，例如 low-rank-svd')
  .max(slugMaxBytes, `不能超过 ${slugMaxBytes} 个字符`);

/** One line of text that is not blank at its ends and not empty. */
export const line = z.string().regex(/^\S(?:.*\S)?$/, '应是一行文字，首尾没有空格，也不能是空的');

/** One or more paragraphs of Markdown. */
export const prose = z.string().regex(/\S/, '不能是空的');

/** An absolute web address. */
export const webAddress = z.url({ protocol: /^https?$/, error: '应是以 https:// 或 http:// 开头的完整网址' });

/**
 * A real day of the calendar, written YYYY-MM-DD. `2026-02-31` is refused: YAML readers that know dates roll it over to March,
 * so the check reads the text. A `Date` is accepted because Astro's own front matter reader makes one of an unquoted day.
 */
export const day = z.preprocess(
  (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : value),
  z.iso.date({ error: '应是日历上真有的一天，写成 YYYY-MM-DD，例如 2026-11-24', abort: true }),
);

/** Number of an equation, as in `\tag{n}`. */
export const equationNumber = z.int('应是正整数，即公式的编号').min(1, '应是正整数，即公式的编号');

/** A list in which nothing occurs twice. */
export function distinct<Item extends z.ZodType>(item: Item) {
  return z.array(item).superRefine((items, context) => {
    const seen = new Set<unknown>();
    items.forEach((value, index) => {
      if (seen.has(value))
        context.addIssue({ code: 'custom', message: '在这个列表里重复了', path: [index], input: value });
      seen.add(value);
    });
  });
}
