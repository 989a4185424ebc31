import { readYaml } from '../schemas/read-yaml.ts';
import { findFrontMatter } from '../syntax/blank-front-matter.ts';
import type { Locator } from './locate.ts';
import type { FrontMatter } from './types.ts';

/** Reads the YAML between the fences; what is missing or unclosed becomes a problem at the first line. */
export function readFrontMatter(locator: Locator): FrontMatter {
  const { text } = locator;
  const found = findFrontMatter(text);
  if (found === undefined) {
    const position = locator.between(0, Math.max(0, text.search(/[\r\n]|$/)));
    const message = /^\uFEFF?---/.test(text)
      ? 'front matter 没有结尾：缺少单独一行的 ---。'
      : '没有 front matter：文件要以单独一行的 --- 开头，写上 title、description、topic 等，再以 --- 结束。';
    return { data: undefined, position: undefined, places: {}, problems: [{ message, position }] };
  }
  const reading = readYaml(text.slice(found.start, found.end), locator.at(found.start));
  return {
    data: reading.data,
    position: locator.between(found.start, found.end),
    places: reading.places,
    problems: reading.problems,
  };
}
