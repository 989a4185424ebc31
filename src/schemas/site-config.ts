import z from 'zod';
import type { SiteConfig } from '../site.config.ts';
import { line } from './fields.ts';

/**
 * The schema of `src/site.config.ts`.
 * @param ruleIds ids of all rules: a severity or an exception for a rule that does not exist would silently do nothing.
 */
export function siteConfigSchema(ruleIds: readonly string[]) {
  const ruleId = z.string().refine((id) => ruleIds.includes(id), '不是任何规则的名字');
  return z.strictObject({
    title: line,
    tagline: line,
    description: line,
    /** BCP 47. */
    language: z.enum(['zh-CN', 'en']),
    /** Origin only: the path belongs to `base`. */
    origin: z.string().regex(/^https?:\/\/[^/\s]+$/, '应是不带路径的网址，例如 https://example.org'),
    base: z.string().regex(/^\/(?:[^/\s]+\/)*$/, '应以 / 开头并以 / 结尾，例如 / 或 /repository/'),
    repository: z.string().regex(/^https?:\/\/\S*[^/\s]$/, '应是结尾没有 / 的完整网址'),
    /** Relative to the project; the environment may name another. */
    contentRoot: line,
    /** Origins only, for the policy of pages. */
    imageOrigins: z.array(
      z.string().regex(/^https:\/\/[^/\s;,'"]+$/, '应是不带路径的 https 网址，例如 https://images.example.org'),
    ),
    severities: z.record(ruleId, z.enum(['error', 'warning', 'off'])),
    exceptions: z.array(
      z.strictObject({
        ruleId,
        /** Below the content root. */
        file: line,
        /** Part of the message that must occur. */
        message: line,
        /** Why the fault may stay. */
        reason: line,
      }),
    ),
  }) satisfies z.ZodType<SiteConfig>;
}
