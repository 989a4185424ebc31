import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { nearestName } from '../../src/equations/nearest-name.ts';
import { checkFileOf } from '../../src/equations/verification.ts';
import { printedPath } from '../../src/integrations/check-content.ts';
import { readContentData } from '../../src/integrations/read-content.ts';
import { writeTogether } from '../../src/integrations/write-files.ts';
import { UsageError, type CommandResult, type Place } from '../command.ts';
import { scaffoldCheckFile, scaffoldPost, type PlannedPost } from './scaffold.ts';

const help = `用法：npm run new -- <slug> [--topic 主题] [--date YYYY-MM-DD]

按目录（catalogue.yaml）写出一篇新文章的骨架和它的检查文件，两者都能通过检查。已有的文件不会被覆盖。

  --topic   目录里没有这一篇时写明主题
  --date    写作日期，默认是今天
  --help    显示这段说明

环境变量 TUIDAO_CONTENT 指定另一个内容目录。
退出码：0 写好了，2 用法不对、已经有了或内部出错。
`;

function readArguments(argv: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        topic: { type: 'string' },
        date: { type: 'string', default: today() },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (!values.help && positionals.length !== 1) throw new UsageError('要写一个 slug。用 --help 查看用法。');
    if (!/^\d{4}-\d{2}-\d{2}$/.test(values.date)) throw new UsageError('--date 写成 YYYY-MM-DD。');
    return { ...values, slug: positionals[0] ?? '' };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError('不认识的选项，或者选项缺少值。用 --help 查看用法。', { cause: error });
  }
}

/** Of the person who writes, not of Greenwich. */
function today(): string {
  const now = new Date();
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${String(now.getFullYear())}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** What `npm run new` does. @throws UsageError */
export function newPost(argv: readonly string[], { content, project }: Place): CommandResult {
  const options = readArguments(argv);
  if (options.help) return { code: 0, stdout: help };
  const { slug } = options;
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(slug)) throw new UsageError(`${slug} 不是 slug：只用小写字母、数字和连字符。`);
  const planned = plan(slug, options.topic, content);
  const taken = filesOf(slug, content);
  if (taken.length > 0) throw new UsageError(`已经有 ${taken.join('、')}，没有覆盖。`);
  const post = `posts/${planned.topic}/${slug}.md`;
  const files = new Map([
    [post, scaffoldPost(planned, options.date)],
    [checkFileOf(post), scaffoldCheckFile(planned)],
  ]);
  writeTogether(new Map([...files].map(([path, text]) => [join(content, path), text])), content);
  return {
    code: 0,
    stdout: `${[...files.keys()].map((path) => `写了 ${printedPath(join(content, path), project)}`).join('\n')}\n`,
  };
}

function plan(slug: string, topic: string | undefined, content: string): PlannedPost {
  const { catalogue, topics } = readContentData(content);
  const entry = catalogue.find((each) => each.slug === slug);
  const chosen = topic ?? entry?.topic;
  if (chosen === undefined) {
    const near = nearestName(
      slug,
      catalogue.map((each) => each.slug),
    );
    const guess = near === undefined ? '' : `，是 ${near} 吗`;
    throw new UsageError(`目录里没有 ${slug}${guess}；目录以外的文章要写 --topic。`);
  }
  if (entry !== undefined && chosen !== entry.topic) {
    throw new UsageError(`目录里 ${slug} 的主题是 ${entry.topic}，不是 ${chosen}。`);
  }
  const ids = topics.map(({ id }) => id);
  if (!ids.includes(chosen)) throw new UsageError(`没有叫 ${chosen} 的主题，可以用 ${ids.join('、')}。`);
  return entry ?? { slug, topic: chosen };
}

/** Files of that name in any topic: slugs are unique in the whole site. */
function filesOf(slug: string, content: string): string[] {
  const names = new Set([`${slug}.md`, `${slug}.mdx`, `${slug}.check.py`]);
  return readdirSync(join(content, 'posts'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: topic }) => readdirSync(join(content, 'posts', topic)).map((file) => ({ topic, file })))
    .filter(({ file }) => names.has(file))
    .map(({ topic, file }) => `posts/${topic}/${file}`)
    .sort();
}
