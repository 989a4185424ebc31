import { startOfFile, type Rule } from '../check-input.ts';
import { suspectReferences } from '../ledger/judge-ledger.ts';
import { nameOfEntry } from '../ledger/published.ts';

/** Every sentence that refers to an equation was read again after the equation changed. */
export const referenceIsReviewed = {
  id: 'reference-is-reviewed',
  description: '公式改过以后，引用它的句子都重新读过',
  defaultSeverity: 'warning',
  run({ published, index }) {
    if (published === undefined) return [];
    return suspectReferences(published.match, index).flatMap(({ entry, current, uses }) =>
      uses.flatMap(({ slug, reference }) => {
        const post = index.derivations.get(slug);
        if (post === undefined) return [];
        const target = index.derivations.get(current.post);
        const equation = target?.equations.find(({ number }) => number === current.number);
        const name = `${slug === current.post ? '' : ` ${current.post} 的`}${nameOfEntry(current)}`;
        return [
          {
            file: post.path,
            position: reference.position,
            message: `这里引用的${name} 改过，这一句要重新读一遍。`,
            hint: `读过、改好以后运行 npm run anchors -- --acknowledge ${entry.id}。`,
            related: [
              { file: target?.path ?? '', position: equation?.position ?? startOfFile, message: '改过的公式' },
            ].filter(({ file }) => file !== ''),
          },
        ];
      }),
    );
  },
} as const satisfies Rule;
