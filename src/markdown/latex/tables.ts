import { plainText, type TreeNode } from '../tree.ts';

interface TableNode extends TreeNode {
  align?: readonly ('left' | 'right' | 'center' | null)[];
}

const alignments = { left: '\\raggedright', center: '\\centering', right: '\\raggedleft' } as const;

/** A table over the whole width of the text, which goes on over pages. Columns are as wide as what stands in them asks for. */
export function latexTable(node: TreeNode, inline: (nodes: readonly TreeNode[]) => string): string {
  const { align = [], children: rows = [] } = node as TableNode;
  const columns = Math.max(1, ...rows.map(({ children = [] }) => children.length));
  const widths = Array.from({ length: columns }, (_, column) => {
    const longest = Math.max(0, ...rows.map(({ children = [] }) => widthOf(children[column])));
    return Math.min(Math.max(longest, 4), 30);
  });
  const sum = widths.reduce((total, width) => total + width, 0);
  const format = widths.map((width, column) => {
    const share = ((width / sum) * columns).toFixed(3);
    return `>{\\hsize=${share}\\hsize${alignments[align[column] ?? 'left']}\\arraybackslash}X`;
  });
  const [head, ...body] = rows.map(({ children = [] }) => {
    const cells = Array.from({ length: columns }, (_, column) => inline(children[column]?.children ?? []));
    return `${cells.join(' & ')} \\\\`;
  });
  return [
    `\\begin{xltabular}{\\linewidth}{@{}${format.join('')}@{}}`,
    '\\toprule',
    `${head ?? ''} \\midrule \\endhead`,
    ...body,
    '\\bottomrule',
    '\\end{xltabular}',
  ].join('\n');
}

/** Han characters are twice as wide as letters; commands of formulas are no letters. */
function widthOf(cell: TreeNode | undefined): number {
  if (cell === undefined) return 0;
  const shown = plainText(cell)
    .replace(/\\[A-Za-z]+/g, 'x')
    .replace(/[{}^_$\\]/g, '');
  return [...shown].reduce((sum, character) => sum + (character > '\u2e80' ? 2 : 1), 0);
}
