import type { Derivation } from '../equations/types.ts';
import type { CompiledPage, CompiledPost } from '../markdown/types.ts';
import { readChecked, writeChecked } from './checked-file.ts';

/**
 * Reads an entry of the cache.
 * @returns `undefined` for one that is missing, cut short or edited: whoever asks makes it anew
 */
export async function readEntry<T>(path: string): Promise<T | undefined> {
  const body = await readChecked(path);
  return body === undefined ? undefined : (JSON.parse(body.toString('utf8')) as T);
}

/** KaTeX's HTML of the formulas of a post as UTF-8: megabytes that go from file to file and never become a string. */
export interface FormulaBytes {
  readonly all: Buffer;
  readonly count: number;
  /** Of one formula, by the number in its slot. */
  readonly of: (formula: number) => Buffer;
}

/** `undefined` as of `readEntry`. */
export async function readFormulas(path: string): Promise<FormulaBytes | undefined> {
  const body = await readChecked(path);
  if (body === undefined) return undefined;
  const end = body.indexOf('\n');
  return cutFormulas(body.subarray(end + 1), JSON.parse(body.toString('latin1', 0, end)) as number[]);
}

export function toFormulaBytes(formulas: readonly string[]): FormulaBytes {
  return cutFormulas(
    Buffer.from(formulas.join('')),
    formulas.map((html) => Buffer.byteLength(html)),
  );
}

function cutFormulas(all: Buffer, lengths: readonly number[]): FormulaBytes {
  const starts = [0];
  for (const length of lengths) starts.push((starts.at(-1) ?? 0) + length);
  return {
    all,
    count: lengths.length,
    of(formula) {
      if (!(formula in lengths)) throw new Error(`公式 ${String(formula)} 不存在，一共 ${String(lengths.length)} 条`);
      return all.subarray(starts[formula], starts[formula + 1]);
    },
  };
}

export interface EntryPaths {
  readonly key: string;
  readonly derivation: string;
  readonly page: string;
  readonly formulas: string;
  readonly latex: string;
}

/** Writes the parts of a compiled post, the derivation last: where it is, the others are. */
export async function writeCompiled(
  paths: EntryPaths,
  { derivation, formulas, latex, ...page }: CompiledPost,
): Promise<void> {
  const lengths = formulas.map((html) => Buffer.byteLength(html));
  await writeChecked(paths.formulas, `${JSON.stringify(lengths)}\n`, formulas.join(''));
  await writeChecked(paths.latex, JSON.stringify(latex));
  await writeChecked(paths.page, JSON.stringify(page satisfies CompiledPage));
  await writeChecked(paths.derivation, JSON.stringify(derivation satisfies Derivation));
}
