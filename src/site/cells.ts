import { hashTex, hashText } from '../equations/hash.ts';
import type { Derivation } from '../equations/types.ts';

/** A piece of Python that is executed, in its order. */
export interface Cell {
  readonly id: string;
  /** `run`: a block of the post that stands alone. `check`: a cell of the check file. */
  readonly kind: 'run' | 'check';
  readonly code: string;
  /** Where the code starts in its file, 1-based. */
  readonly line: number;
  /** Hash of this cell and all before it, since it may use what they define. */
  readonly hash: string;
}

/** Something wrong with the marks of a check file. */
export interface CellProblem {
  readonly line: number;
  readonly message: string;
}

export interface Cells {
  readonly cells: readonly Cell[];
  readonly problems: readonly CellProblem[];
}

/**
 * All cells of a post: its ```` ```python run ```` blocks, then those of its check file.
 * @param checkFile text of `<slug>.check.py`; `undefined` where there is none
 */
export function cellsOf(derivation: Derivation, checkFile: string | undefined): Cells {
  const blocks = derivation.codeBlocks.filter(isRunBlock).map((block, place) => ({
    id: `run-${String(place + 1)}`,
    kind: 'run' as const,
    code: block.value,
    line: block.position.start.line + 1,
  }));
  const { cells, problems } = readCheckFile(checkFile ?? '');
  let hash = '';
  const chained = [...blocks, ...cells].map((cell) => {
    hash = hashText([hash, cell.kind, cell.id, cell.code].join('\0'));
    return { ...cell, hash };
  });
  return { cells: chained, problems };
}

/** Whether a code block of a post is executed: ```` ```python run ````. */
export function isRunBlock({ lang, meta }: { readonly lang: string; readonly meta: string }): boolean {
  return lang === 'python' && /(?:^|\s)run(?:\s|$)/.test(meta);
}

const mark = /^# %%(.*)$/;
const identified = /^ id=([a-z][a-z0-9-]*)$/;

/** Splits a check file at its `# %% id=name` lines. What stands before the first may only be comments. */
export function readCheckFile(text: string): { cells: Omit<Cell, 'hash'>[]; problems: CellProblem[] } {
  const cells: Omit<Cell, 'hash'>[] = [];
  const problems: CellProblem[] = [];
  const ids = new Set<string>();
  let current: { id: string; line: number; code: string[] } | undefined;
  const end = (): void => {
    if (current === undefined) return;
    cells.push({ id: current.id, kind: 'check', code: `${current.code.join('\n').trimEnd()}\n`, line: current.line });
  };
  text.split(/\r?\n/).forEach((line, index) => {
    const found = mark.exec(line);
    if (found === null) {
      if (current !== undefined) current.code.push(line);
      else if (line.trim() !== '' && !line.startsWith('#')) {
        problems.push({ line: index + 1, message: '第一个 # %% id=… 之前只能写注释' });
      }
      return;
    }
    end();
    const id = identified.exec(found[1] ?? '')?.[1];
    if (id === undefined)
      problems.push({ line: index + 1, message: '单元的标记写成 # %% id=名字（小写字母、数字、连字符）' });
    else if (ids.has(id) || /^run-\d+$/.test(id)) problems.push({ line: index + 1, message: `单元名 ${id} 已经用过` });
    if (id !== undefined) ids.add(id);
    current = { id: id ?? `cell-${String(index + 1)}`, line: index + 2, code: [] };
  });
  end();
  return { cells, problems };
}

/** Hash of what an equation says: its LaTeX, and the macros that it uses. */
export function hashEquation(tex: string, macros: Readonly<Record<string, string>>): string {
  const used = new Set<string>();
  const visit = (text: string): void => {
    for (const name of text.match(/\\(?:[a-zA-Z]+|.)/gs) ?? []) {
      const expansion = Object.hasOwn(macros, name) ? macros[name] : undefined;
      if (expansion === undefined || used.has(name)) continue;
      used.add(name);
      visit(expansion);
    }
  };
  visit(tex);
  if (used.size === 0) return hashTex(tex);
  return hashTex([tex, ...[...used].sort().map((name) => `${name}=${macros[name] ?? ''}`)].join('\n'));
}
