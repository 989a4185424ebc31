import z from 'zod';

/** `macros.yaml`: names with their backslash → expansion, for the check and for the pages alike. */
export const macrosSchema = z.record(
  z.string().regex(/^\\[A-Za-z]+$/, '应写成反斜杠加字母的命令，例如 \\R'),
  z.string('应是字符串；含反斜杠时用单引号').min(1, '不能是空的'),
);
