import { startOfFile, type Rule } from '../check-input.ts';

/** The ledger of published anchors can be read: without it nobody knows which links there are. */
export const ledgerIsValid = {
  id: 'ledger-is-valid',
  description: '已发布锚点的名册 anchors.json 写法正确',
  defaultSeverity: 'error',
  run({ published }) {
    if (published?.problem === undefined) return [];
    return [
      {
        file: published.path,
        position: startOfFile,
        message: published.problem,
        hint: '它由 npm run anchors 写；合并时有冲突就保留两边的行，再运行 npm run anchors -- --update。',
      },
    ];
  },
} as const satisfies Rule;
