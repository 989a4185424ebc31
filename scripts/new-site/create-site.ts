import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { siteConfig } from '../../src/site.config.ts';
import { root, withSlashes } from '../project.ts';

export interface NewSite {
  /** May be relative to the working folder; must not exist. */
  readonly folder: string;
  readonly title: string;
  readonly language: 'zh-CN' | 'en';
  readonly origin: string;
  readonly base: string;
  readonly repository: string;
}

const copied = [
  ...[
    'src',
    'scripts',
    'public',
    '.ci',
    '.github',
    '.vscode',
    '.editorconfig',
    '.gitattributes',
    '.gitignore',
    '.npmrc',
  ],
  ...['.nvmrc', '.prettierignore', 'astro.config.mjs', 'package.json', 'package-lock.json', 'tsconfig.json', 'LICENSE'],
];

/** Tests are about this theme and its own posts; a site is held by the checks. */
const left =
  /(?:\.test\.ts$|\/__fixtures__(?:\/|$)|\/__snapshots__(?:\/|$)|^src\/e2e(?:\/|$)|\/testing(?:\.ts)?(?:\/|$)|^src\/search\/evaluation(?:\/|$)|^scripts\/(?:new-site|bench)(?:\/|\.ts|$)|^\.github\/workflows\/nightly\.yml$)/;

/**
 * Writes a site of one's own: the theme and its commands, an own configuration, one post to replace.
 * @throws Error in one sentence when the folder exists; nothing is written then
 */
export function createSite(site: NewSite): void {
  const folder = path.resolve(site.folder);
  if (existsSync(folder)) throw new Error(`${folder} exists already; name a folder that does not.`);
  const unfinished = `${folder}.unfinished-${String(process.pid)}`;
  try {
    mkdirSync(unfinished, { recursive: true });
    for (const part of copied) copyTheme(part, unfinished);
    cpSync(path.join(root, 'scripts/new-site', site.language), path.join(unfinished, 'content'), { recursive: true });
    edit(path.join(unfinished, 'src/site.config.ts'), (text) => configure(text, site));
    for (const file of ['ISSUE_TEMPLATE/config.yml', 'ISSUE_TEMPLATE/wrong-equation.yml'])
      edit(path.join(unfinished, '.github', file), (text) => readdress(text, site));
    edit(path.join(unfinished, 'package.json'), (text) => describe(text, site));
    writeFileSync(path.join(unfinished, 'README.md'), readme(site));
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw error;
  }
}

function copyTheme(part: string, to: string): void {
  const from = path.join(root, part);
  if (!existsSync(from)) return;
  const isLeft = (file: string): boolean => left.test(path.relative(root, file).replaceAll('\\', '/'));
  cpSync(from, path.join(to, part), { recursive: true, filter: (source) => !isLeft(source) });
}

function edit(file: string, change: (text: string) => string): void {
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}

/** Sets the fields of the site config that differ from site to site. */
function configure(text: string, { title, language, origin, base, repository }: NewSite): string {
  const fields = {
    title,
    tagline: language === 'en' ? 'Step by step' : '一步一步推出来',
    description: language === 'en' ? `Numbered derivations: ${title}.` : `带编号的推导：${title}。`,
    language,
    origin: origin.replace(/\/+$/, ''),
    base: withSlashes(base),
    repository: repository.replace(/\/+$/, ''),
  };
  return Object.entries(fields).reduce((changed, [name, value]) => {
    const field = new RegExp(`^(  ${name}: )'[^\\n]*',$`, 'm');
    if (!field.test(changed)) throw new Error(`src/site.config.ts has no field ${name} to set.`);
    return changed.replace(field, (_, before: string) => `${before}${quoted(value)},`);
  }, text);
}

/** Where this theme's own addresses stand, those of the new site. */
function readdress(text: string, { repository, origin }: NewSite): string {
  return text
    .replaceAll(siteConfig.repository, repository.replace(/\/+$/, ''))
    .replaceAll(siteConfig.origin, origin.replace(/\/+$/, ''));
}

function quoted(value: string): string {
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/** The package of the site: its own name, and commands that still have something to run. */
function describe(text: string, { folder, title }: NewSite): string {
  const description = JSON.parse(text) as { scripts: Record<string, string> };
  const name = path
    .basename(folder)
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[._-]+/, '');
  const { test: _test, bench: _bench, 'new-site': _newSite, ...scripts } = description.scripts;
  const kept = Object.entries(scripts).filter(([, command]) => exists(command));
  return `${JSON.stringify(
    {
      ...description,
      name: name === '' ? 'derivations' : name,
      description: title,
      // What is published is what was checked: the content, then a whole build of it.
      scripts: { ...Object.fromEntries(kept), test: 'npm run check && npm run build' },
    },
    undefined,
    2,
  )}\n`;
}

/** Whether the script of a command is among what was copied. */
function exists(command: string): boolean {
  const script = /scripts\/[\w-]+\.ts/.exec(command)?.[0];
  return script === undefined || (existsSync(path.join(root, script)) && !left.test(script));
}

function readme({ title, language }: NewSite): string {
  const files = readdirSync(path.join(root, 'scripts/new-site', language)).sort();
  const list = files.map((file) => `- \`content/${file}\``).join('\n');
  if (language === 'en')
    return `# ${title}\n\nNumbered derivations, checked as they are built.\n\n    npm start           build and serve\n    npm run dev         serve while you write\n    npm test            check the content and build the site\n    npm run new -- x    scaffold a post that the catalogue lists\n\nWhat you write:\n\n${list}\n\nTitle, address, language and the severity of each rule: \`src/site.config.ts\`. Words of the pages: \`src/i18n\`. Colours and type:\n\`src/styles/tokens.css\`. Publication: \`.github/workflows/deploy.yml\`, or any static host (\`public/_headers\`).\n`;
  return `# ${title}\n\n带编号的推导，构建时检查。\n\n    npm start           构建并打开网站\n    npm run dev         边写边看\n    npm test            检查内容并构建\n    npm run new -- x    按目录里的条目起一篇文章\n\n要写的是：\n\n${list}\n\n标题、地址、语言、每条规则的严重程度在 \`src/site.config.ts\`；页面上的字在 \`src/i18n\`；颜色与字体在 \`src/styles/tokens.css\`。\n发布用 \`.github/workflows/deploy.yml\`，或任何静态主机（\`public/_headers\`）。\n`;
}
