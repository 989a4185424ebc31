import type z from 'zod';
import { nearestName } from '../equations/nearest-name.ts';

/** A zod issue as a sentence that an author understands. */
export interface Explanation {
  readonly message: string;
  readonly hint: string;
  readonly expected?: string;
  readonly actual?: string;
}

type Issue = z.core.$ZodIssue;

const typeNames: Readonly<Record<string, string>> = {
  string: '一段文字',
  number: '数字',
  int: '整数',
  boolean: 'true 或 false',
  array: '列表',
  object: '一组「字段: 值」',
  record: '一组「名字: 值」',
};

/** `prerequisites.0.post` as people count: `prerequisites 第 1 项的 post`. */
export function nameOfPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((name, part) => {
    if (typeof part === 'number') return `${name}${name ? ' ' : ''}第 ${part + 1} 项`;
    return name === '' ? String(part) : `${name}${name.endsWith('项') ? '的 ' : '.'}${String(part)}`;
  }, '');
}

/** A value as it fits into a sentence. */
export function show(value: unknown): string {
  if (value === null) return '空值';
  if (typeof value === 'string') return value === '' ? '空字符串' : `「${shorten(value)}」`;
  if (Array.isArray(value)) return `有 ${value.length} 项的列表`;
  if (typeof value === 'object') return `一组字段（${shorten(Object.keys(value).join('、'))}）`;
  return JSON.stringify(value);
}

function shorten(text: string): string {
  const oneLine = text.replace(/\s+/g, ' ');
  return oneLine.length > 60 ? `${oneLine.slice(0, 59)}…` : oneLine;
}

/** What is said of a value that has the wrong type, length or choice, by kind of issue. */
function demand(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `应是${typeNames[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `应是 ${issue.values.map(String).join(' 或 ')}`;
    case 'too_small':
    case 'too_big':
    case 'invalid_format':
    case 'custom':
    default:
      return issue.message;
  }
}

/** Messages set in a schema are Chinese sentences; zod's own are English and are replaced. */
const isOurs = (message: string) => /\p{Script=Han}/u.test(message);

/**
 * Explains one issue of a value that was parsed with `reportInput: true`.
 * @param knownKeys fields that are allowed where the issue stands, for 「是不是想写…」.
 */
export function explainIssue(issue: Issue, knownKeys: readonly string[]): Explanation[] {
  const name = nameOfPath(issue.path);
  const subject = name === '' ? '这里' : `字段「${name}」`;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const near = nearestName(key, knownKeys);
      return {
        message: `不认识的字段「${nameOfPath([...issue.path, key])}」。`,
        hint: near ? `是不是想写 ${near}？` : `这里可以写的字段：${knownKeys.join('、')}。`,
        actual: key,
        ...(near ? { expected: near } : {}),
      };
    });
  }
  if (issue.code === 'invalid_key') {
    const reason = issue.issues[0]?.message ?? '';
    return [
      {
        message: `名字「${String(issue.path.at(-1))}」不对：${isOurs(reason) ? reason : '不能这样写'}。`,
        hint: '改这个名字。',
      },
    ];
  }
  const requirement = isOurs(issue.message) ? issue.message : demand(issue);
  const wanted = /^应(?:是|写成)\s*(.+)/.exec(requirement)?.[1];
  if (issue.input === undefined) {
    const field = String(issue.path.at(-1) ?? '');
    return [
      {
        message: `缺少${subject}。`,
        hint: `补上「${field}: …」，值${requirement}。`,
        ...(wanted ? { expected: wanted } : {}),
      },
    ];
  }
  const actual = show(issue.input);
  const message = `${subject}${requirement}，这里是${/^[\x20-\x7e]/.test(actual) ? ' ' : ''}${actual}。`;
  return [
    {
      message,
      hint: wanted ? `改成${/^[\x20-\x7e]/.test(wanted) ? ' ' : ''}${wanted}。` : `改「${name || '这里'}」的值。`,
      expected: wanted ?? requirement,
      actual,
    },
  ];
}
