import { startOfFile, type Rule } from '../check-input.ts';

/** Ids of topics, concepts and learning paths occur once in their file. (The catalogue and the bibliography see to theirs.) */
export const dataIdIsUnique = {
  id: 'data-id-is-unique',
  description: '主题、概念、学习路径的 id 各不相同',
  defaultSeverity: 'error',
  run({ content, files }) {
    return (['topics', 'concepts', 'paths'] as const).flatMap((kind) => {
      const { path, places } = files.data[kind];
      const first = new Map<string, number>();
      return content[kind].flatMap(({ id }, index) => {
        const other = first.get(id);
        if (other === undefined) {
          first.set(id, index);
          return [];
        }
        const position = places[`${index}.id`] ?? startOfFile;
        const otherPosition = places[`${other}.id`] ?? startOfFile;
        return {
          file: path,
          position,
          message: `id ${id} 用了两次，第一次在第 ${otherPosition.start.line} 行。`,
          actual: id,
          hint: '给其中一条换一个 id，或者删掉重复的一条。',
          related: [{ file: path, position: otherPosition, message: `id 为 ${id} 的另一条` }],
        };
      });
    });
  },
} as const satisfies Rule;
