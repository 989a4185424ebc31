import { isAlias, isCollection, isMap, isNode, isScalar, isSeq, parseDocument, type Node, type Range } from 'yaml';
import { createLocator } from '../equations/locate.ts';
import type { Point, Position } from '../equations/types.ts';
import type { Places } from './parse-with-places.ts';

/** YAML as data, with the place of every value. */
export interface YamlReading {
  readonly data: unknown;
  readonly places: Places;
  readonly problems: readonly { readonly message: string; readonly position: Position }[];
}

/** What an author did, by the code of the YAML reader. */
const causes: Readonly<Record<string, string>> = {
  ALIAS_PROPS: '别名（*名字）后面不能再写内容',
  BAD_ALIAS: '别名（*名字）没有定义；以 * 开头的文字要加引号',
  BAD_COLLECTION_TYPE: '列表和「字段: 值」混在了一起',
  BAD_DIRECTIVE: '以 % 开头的行不能出现在这里；文字要加引号',
  BAD_DQ_ESCAPE: '双引号里的反斜杠写法不对；含反斜杠的文字请用单引号',
  BAD_INDENT: '缩进不对',
  BAD_PROP_ORDER: '锚点或标签的位置不对',
  BAD_SCALAR_START: '文字不能以这个字符开头，请加引号',
  BLOCK_AS_IMPLICIT_KEY: '一行里有两个「: 」；含冒号加空格的文字要加引号',
  BLOCK_IN_FLOW: '方括号或花括号里不能换行写「- 」或「字段: 值」',
  DUPLICATE_KEY: '同一个字段写了两次',
  MISSING_CHAR: '少了一个字符（冒号、空格、引号或括号）',
  MULTILINE_IMPLICIT_KEY: '字段名不能换行；可能少了冒号',
  MULTIPLE_ANCHORS: '一个值只能有一个锚点',
  MULTIPLE_DOCS: '只能有一段 YAML，中间不能再出现「---」',
  MULTIPLE_TAGS: '一个值只能有一个标签',
  NON_STRING_KEY: '字段名必须是文字',
  RESOURCE_EXHAUSTION: '嵌套得太深',
  TAB_AS_INDENT: '缩进用了制表符，YAML 只认空格',
  TAG_RESOLVE_FAILED: '这个值的写法不能识别',
  UNEXPECTED_TOKEN: '这里多了字符；含 : # [ ] { } 的文字要加引号',
};

/**
 * Reads one YAML text. Dates stay text, so that they can be checked as written.
 * @param start where the text begins in its file; positions are those of the file.
 */
export function readYaml(text: string, start: Point = { line: 1, column: 1, offset: 0 }): YamlReading {
  const locator = createLocator(text);
  const at = (offset: number): Point => shift(locator.at(offset), start);
  const document = parseDocument(text, { prettyErrors: false, version: '1.2', schema: 'core' });
  const range = ([from, to]: Range | [number, number, number]) => ({ start: at(from), end: at(to) });
  // After the first fault the reader sees faults that are none, so one is told at a time.
  const problems = [...document.errors, ...document.warnings].slice(0, 1).map((error) => {
    const end = Math.min(text.length, Math.max(error.pos[0] + 1, error.pos[1]));
    return {
      message: `${causes[error.code] ?? '语法错误'}。`,
      position: range([Math.min(error.pos[0], text.length), end, end]),
    };
  });
  if (document.errors.length > 0) return { data: undefined, places: {}, problems };

  const places: Record<string, Position> = {};
  const note = (path: readonly string[], place: Position) => (places[path.join('.')] = place);
  const visit = (node: unknown, path: readonly string[]): void => {
    if (isAlias(node) && node.range && !node.resolve(document)) {
      problems.push({ message: `${causes['BAD_ALIAS']}。`, position: range(node.range) });
    } else if (isMap(node)) {
      for (const pair of node.items) {
        const key = isScalar(pair.key) ? String(pair.key.value) : '';
        const own = placed(pair.value) ?? placed(pair.key);
        if (own) note([...path, key], range(own));
        visit(pair.value, [...path, key]);
      }
    } else if (isSeq(node)) {
      node.items.forEach((item, index) => {
        const own = isNode(item) && item.range;
        if (own) note([...path, String(index)], range(isCollection(item) ? firstLine(text, own) : own));
        visit(item, [...path, String(index)]);
      });
    }
  };
  // A collection is named by its key: underlining twenty lines helps nobody.
  const placed = (node: unknown): Range | undefined => {
    if (!isNode(node) || !node.range || (isCollection(node) && !node.flow)) return undefined;
    return node.range[1] > node.range[0] ? node.range : undefined;
  };
  if (document.contents?.range) note([], range(firstLine(text, document.contents.range)));
  visit(document.contents, []);
  if (problems.length > 0) return { data: undefined, places, problems };
  try {
    return { data: document.toJS() as unknown, places, problems };
  } catch (error) {
    // The reader stops when aliases would multiply without bound.
    if (!(error instanceof ReferenceError)) throw error;
    return { data: undefined, places, problems: [{ message: '别名展开得太多。', position: range([0, 0, 0]) }] };
  }
}

function firstLine(text: string, [from, to]: Node['range'] & {}): [number, number, number] {
  const end = text.indexOf('\n', from);
  const stop = end === -1 ? to : Math.min(to, end);
  return [from, stop, stop];
}

/** A place in a text → the place in the file in which the text begins at `base`. */
function shift({ line, column, offset }: Point, base: Point): Point {
  return {
    line: base.line + line - 1,
    column: line === 1 ? base.column + column - 1 : column,
    offset: base.offset + offset,
  };
}
