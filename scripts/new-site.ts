/**
 * `npm run new-site -- <folder> [--title …] [--language zh-CN|en] [--origin …] [--base …] [--repository …]`: a site of one's
 * own from this theme: its code without its tests, and a content folder with one short post to replace.
 */
import { parseArgs } from 'node:util';
import { createSite, type NewSite } from './new-site/create-site.ts';
import { readOptions } from './project.ts';

const help = `Usage: npm run new-site -- <folder> [options]

Makes a site of your own in a new folder: this theme, its checks, and a content folder with one post to replace.

  --title <name>        name of the site (default: My derivations)
  --language <tag>      zh-CN or en: of everything that the pages say by themselves (default: zh-CN)
  --origin <address>    where it will be published, https://you.github.io (default: https://example.org)
  --base <path>         path below that, /notes/ (default: /)
  --repository <url>    where corrections go (default: https://github.com/you/site)

Then: cd <folder>, npm start.
`;

const options = readOptions((args): NewSite | undefined => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      title: { type: 'string', default: 'My derivations' },
      language: { type: 'string', default: 'zh-CN' },
      origin: { type: 'string', default: 'https://example.org' },
      base: { type: 'string', default: '/' },
      repository: { type: 'string', default: 'https://github.com/you/site' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return undefined;
  const [folder] = positionals;
  if (folder === undefined || positionals.length > 1)
    throw new Error('Name one folder that does not exist yet: npm run new-site -- ../my-site');
  const { language } = values;
  if (language !== 'zh-CN' && language !== 'en') throw new Error(`--language is zh-CN or en, not ${language}.`);
  return { ...values, language, folder };
});

if (options === undefined) process.stdout.write(help);
else {
  try {
    createSite(options);
    process.stdout.write(`A new site lies in ${options.folder}.\n\n  cd ${options.folder}\n  npm start\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
