import type { PreparedPost } from './prepare-post.ts';

const headingSignals = {
  heading_intuition: /直觉/,
  heading_geometry: /几何/,
  heading_numerics: /数值稳定/,
  heading_code: /代码|实现/,
  heading_hyperparameters: /超参/,
  heading_references: /参考文献/,
  heading_history: /历史/,
  heading_directions: /未来方向|展望/,
} as const;

const textSignals = {
  theorems: /\*\*定理|^#+ .*定理|^:*定理/gm,
  lemmas: /\*\*引理|^#+ .*引理/gm,
  definitions: /\*\*定义|^#+ .*定义/gm,
  proofs: /\*\*(?:证明|证)|^#+ .*证明/gm,
  proof_ends: /□|∎|\\square|\\blacksquare|证毕|得证/g,
  numeric_examples: /数值示例|数值例子|算例/g,
} as const;

/** What a post covers, as far as its words show it; for the overview, never a fault. */
export function coverageOf(post: PreparedPost, numbered: number): Record<string, number | boolean> {
  const { lines, head, code, displays, inlines, boilerplate, tableRows } = post;
  const body = lines.text.slice(head.body);
  const headings = lines.lines.filter((line) => /^#{1,6} /.test(line)).join('\n');
  const has = Object.entries(headingSignals).map(([name, pattern]) => [name, pattern.test(headings)] as const);
  const counts = Object.entries(textSignals).map(
    ([name, pattern]) => [name, body.match(pattern)?.length ?? 0] as const,
  );
  const fences = code.filter(({ kind }) => kind === 'fence');
  return {
    lines: lines.count,
    added_lines: boilerplate.border === 0 ? 0 : lines.count - lines.indexOf(boilerplate.border) - 1,
    stub: boilerplate.stub,
    displays: displays.length,
    numbered,
    inline_formulas: inlines.length,
    code_blocks: fences.length,
    python_blocks: fences.filter(({ lang }) => /^python\b/i.test(lang)).length,
    table_rows: tableRows.size,
    ...Object.fromEntries(has),
    ...Object.fromEntries(counts),
  };
}
