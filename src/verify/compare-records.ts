import { isDeepStrictEqual } from 'node:util';
import type { EquationRecord, VerificationRecord } from '../site/record.ts';

/**
 * What a fresh run shows differently from the committed record, in Chinese; empty where they agree.
 * @param mutated whether the fresh run tried mutants; without them their counts are not compared
 */
export function compareRecords(
  old: VerificationRecord | undefined,
  fresh: VerificationRecord,
  mutated: boolean,
): string[] {
  if (old === undefined) return ['还没有记录'];
  const differences: string[] = [];
  if (old.tool !== fresh.tool) differences.push('执行工具改过');
  if (old.seeds !== fresh.seeds) differences.push(`数据组数是 ${String(fresh.seeds)}，记录里是 ${String(old.seeds)}`);
  const cells = new Map(old.cells.map((cell) => [cell.id, cell]));
  for (const { id, hash, output } of fresh.cells) {
    const before = cells.get(id);
    if (before === undefined) differences.push(`单元 ${id} 没有记录`);
    else if (before.hash !== hash) differences.push(`单元 ${id} 或它前面的代码改过`);
    else if (before.output !== output) differences.push(`单元 ${id} 的输出不同`);
    cells.delete(id);
  }
  for (const id of cells.keys()) differences.push(`单元 ${id} 已经没有了`);
  const numbers = [...new Set([...Object.keys(old.equations), ...Object.keys(fresh.equations)])];
  for (const number of numbers.sort((a, b) => Number(a) - Number(b))) {
    const [before, after] = [old.equations[number], fresh.equations[number]];
    if (before === undefined) differences.push(`式(${number}) 没有记录`);
    else if (after === undefined) differences.push(`式(${number}) 已经不再检查`);
    else differences.push(...fieldsThatDiffer(before, after, mutated).map((field) => `式(${number}) 的 ${field} 不同`));
  }
  return differences;
}

function fieldsThatDiffer(before: EquationRecord, after: EquationRecord, mutated: boolean): string[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof EquationRecord)[];
  return fields.filter((field) => {
    return (mutated || field !== 'mutants') && !isDeepStrictEqual(before[field], after[field]);
  });
}
