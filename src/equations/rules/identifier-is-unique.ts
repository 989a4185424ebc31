import { labelAnchor } from '../build-index.ts';
import type { Rule } from '../check-input.ts';
import type { Derivation, Position } from '../types.ts';

interface Identifier {
  readonly id: string;
  readonly owner: string;
  readonly position: Position;
}

/** What the page around a post calls its own parts, and what permanent anchors look like. */
const reserved = /^(?:page-|q-(?=[2-9bcdfghjkmnpqrstvwxz]{6}$))/;

/** No two things of a post have the same HTML id: a link would lead to the first of them. */
export const identifierIsUnique = {
  id: 'identifier-is-unique',
  description: '一篇文章里的锚点（公式、标签、小节、定理、HTML 的 id）各不相同',
  defaultSeverity: 'error',
  run({ derivations }) {
    return derivations.flatMap((derivation) => {
      const first = new Map<string, Identifier>();
      return identifiersOf(derivation).flatMap((identifier) => {
        const { id, owner, position } = identifier;
        const prefix = reserved.exec(id)?.[0];
        if (prefix !== undefined)
          return {
            file: derivation.path,
            position,
            message: `${owner}的锚点 #${id} 以 ${prefix} 开头，页面自己的部件和永久锚点用这样的名字。`,
            actual: id,
            hint: owner === '标题' ? '在标题末尾用 {#名字} 给它另一个锚点。' : '换一个不以它开头的 id。',
          };
        const other = first.get(id);
        if (!other) {
          first.set(id, identifier);
          return [];
        }
        return {
          file: derivation.path,
          position,
          message: `锚点 #${id} 用了两次：第 ${other.position.start.line} 行的${other.owner}已经用了它，这里又用在${owner}上。`,
          actual: id,
          hint: '给其中一个换一个 id，并改指向它的链接。',
          related: [{ file: derivation.path, position: other.position, message: other.owner }],
        };
      });
    });
  },
} as const satisfies Rule;

/** In the order of the text. A number or a label that is given twice has its own rule and counts once here. */
function identifiersOf({ equations, headings, results, htmlIds }: Derivation): Identifier[] {
  const ofEquations = new Map<string, Identifier>();
  for (const { number, label, position } of equations) {
    const ids = [
      number === undefined ? undefined : `eq-${number}`,
      label === undefined ? undefined : labelAnchor(label),
    ];
    for (const id of ids)
      if (id !== undefined && !ofEquations.has(id)) ofEquations.set(id, { id, owner: '公式', position });
  }
  const others = [
    ...headings.map(({ id, position }) => ({ id, owner: '标题', position })),
    ...results.map(({ id, position }) => ({ id, owner: '框', position })),
    ...htmlIds.map(({ id, position }) => ({ id, owner: 'HTML 标签', position })),
  ];
  return [...ofEquations.values(), ...others]
    .filter(({ id }) => id !== '')
    .sort((a, b) => a.position.start.offset - b.position.start.offset);
}
