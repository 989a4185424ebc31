import { startOfFile, type Rule } from '../check-input.ts';

/** There is something to check: a run that saw nothing must not look like a clean one. */
export const contentHasPosts = {
  id: 'content-has-posts',
  description: '内容目录里至少有一篇文章',
  defaultSeverity: 'error',
  run({ derivations, files }) {
    if (derivations.length > 0) return [];
    return [
      {
        file: files.root,
        position: startOfFile,
        message: `${files.root} 里没有可以检查的文章。`,
        hint: '文章放在 posts/<主题>/<slug>.md；内容在别处时，用环境变量 TUIDAO_CONTENT 指定目录。',
      },
    ];
  },
} as const satisfies Rule;
