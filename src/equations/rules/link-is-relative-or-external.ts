import type { Rule } from '../check-input.ts';

/** Links are relative to the file, or full addresses: an absolute path breaks under a base path, and on GitHub. */
export const linkIsRelativeOrExternal = {
  id: 'link-is-relative-or-external',
  description: '链接写相对路径或完整网址，不写 / 开头的站内路径',
  defaultSeverity: 'error',
  run({ derivations }) {
    return derivations.flatMap(({ path, links }) =>
      links.flatMap(({ url, position }) => {
        const fault = faultOf(url);
        return fault ? [{ file: path, position, actual: url, ...fault }] : [];
      }),
    );
  },
} as const satisfies Rule;

function faultOf(url: string): { message: string; hint: string } | undefined {
  if (url.startsWith('//')) return { message: `链接 ${url} 没有写协议。`, hint: `写成 https:${url}。` };
  const post = /^\/posts\/([^/?#]+)\/?(#.*)?$/.exec(url);
  if (post) {
    return {
      message: `链接 ${url} 是站内的绝对路径。`,
      hint: `写相对于本文件的路径：../<主题>/${post[1]}.md${post[2] ?? ''}。`,
    };
  }
  if (url.startsWith('/'))
    return { message: `链接 ${url} 是站内的绝对路径。`, hint: '写相对于本文件的路径，例如 ./figures/x.svg。' };
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
  if (scheme === undefined || ['http', 'https', 'mailto'].includes(scheme)) return undefined;
  return { message: `链接用了 ${scheme}: 协议，页面上会被去掉。`, hint: '只用 https、http 或 mailto。' };
}
