import { slugMaxBytes, slugPattern } from '../../schemas/fields.ts';
import { startOfFile, type Rule } from '../check-input.ts';

/** Names that Windows cannot create, with any suffix. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/** File and folder names of posts become URLs as they are. */
export const slugIsValid = {
  id: 'slug-is-valid',
  description: '文章的文件名和主题文件夹名由小写字母、数字和连字符组成，不超过 80 字节',
  defaultSeverity: 'error',
  run({ derivations }) {
    return derivations.flatMap(({ path, name }) =>
      (
        [
          ['文件名', name.slug],
          ['文件夹名', name.topic],
        ] as const
      ).flatMap(([what, slug]) => {
        const fault = faultOf(slug);
        return fault
          ? [
              {
                file: path,
                position: startOfFile,
                message: `${what}「${slug}」${fault.message}。`,
                actual: slug,
                hint: fault.hint,
              },
            ]
          : [];
      }),
    );
  },
} as const satisfies Rule;

function faultOf(slug: string): { message: string; hint: string } | undefined {
  const bytes = new TextEncoder().encode(slug).length;
  if (bytes > slugMaxBytes)
    return { message: `有 ${bytes} 个字节，最多 ${slugMaxBytes} 个`, hint: '换一个短一些的英文名字。' };
  if (devices.test(slug)) return { message: '是 Windows 的保留名字', hint: '换一个名字。' };
  if (slugPattern.test(slug)) return undefined;
  const suggestion = slug
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return {
    message: '里有不能用在网址里的字符',
    hint: `只用小写字母、数字和单个连字符${slugPattern.test(suggestion) && suggestion.length > 2 ? `，例如 ${suggestion}` : ''}。`,
  };
}
