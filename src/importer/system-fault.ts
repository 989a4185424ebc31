const faults: Readonly<Record<string, string>> = {
  EACCES: '没有权限',
  EPERM: '没有权限',
  EROFS: '磁盘是只读的',
  ENOSPC: '磁盘满了',
  EDQUOT: '超过了磁盘配额',
  ENOTDIR: '路径中间有一个不是文件夹',
  EISDIR: '是文件夹，不是文件',
  EEXIST: '同名的文件已经存在',
  ENOENT: '不存在',
  ENAMETOOLONG: '文件名太长',
  EMFILE: '打开的文件太多',
  EIO: '磁盘出错',
};

/** What the system says of a file, in words; the name of the fault where there are none. */
export function systemFault(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === undefined) return error.message;
  return `${faults[code] ?? code}${path === undefined ? '' : `：${path}`}`;
}
