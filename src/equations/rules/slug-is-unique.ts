import { startOfFile, type Rule } from '../check-input.ts';
import type { Derivation } from '../types.ts';

/** The topic is not part of the URL, and some file systems know neither case nor Unicode forms. */
const folded = (slug: string) => slug.normalize('NFC').toLowerCase();

/** No two posts of the site have the same slug, whatever their topic and format. */
export const slugIsUnique = {
  id: 'slug-is-unique',
  description: '全站没有两篇文章用同一个文件名',
  defaultSeverity: 'error',
  run({ derivations }) {
    const first = new Map<string, Derivation>();
    return derivations.flatMap((derivation) => {
      const { slug } = derivation.name;
      const other = first.get(folded(slug));
      if (!other) {
        first.set(folded(slug), derivation);
        return [];
      }
      return {
        file: derivation.path,
        position: startOfFile,
        message: `文章名 ${slug} 与 ${other.path} 相同，两篇会争用同一个网址。`,
        actual: slug,
        hint: '给其中一篇换一个文件名，或者删掉重复的一篇。',
        related: [{ file: other.path, position: startOfFile, message: '同名的文章' }],
      };
    });
  },
} as const satisfies Rule;
