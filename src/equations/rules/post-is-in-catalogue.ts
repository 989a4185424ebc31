import { startOfFile, type Rule } from '../check-input.ts';

/** Where there is a catalogue, it lists every post: coverage is counted against it. */
export const postIsInCatalogue = {
  id: 'post-is-in-catalogue',
  description: '每篇文章都列在 catalogue.yaml 里',
  defaultSeverity: 'warning',
  run({ derivations, content, files }) {
    if (files.data.catalogue.state !== 'read') return [];
    const listed = new Set(content.catalogue.map(({ slug }) => slug));
    return derivations
      .filter(({ name }) => !listed.has(name.slug))
      .map(({ path, name }) => ({
        file: path,
        position: startOfFile,
        message: `目录里没有 ${name.slug}。`,
        actual: name.slug,
        hint: `在 ${files.data.catalogue.path} 里加上这一条，覆盖率才会把它算进去。`,
      }));
  },
} as const satisfies Rule;
