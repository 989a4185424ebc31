import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Hash of everything that decides what a formula means: the reader of formulas, the evaluator, the harness. */
export function toolHash(root: string): string {
  const hash = createHash('sha256');
  const files = ['src/formula/**/*.ts', 'src/verify/python/*.py'].flatMap((pattern) =>
    globSync(pattern, { cwd: root }),
  );
  for (const file of files.map((path) => path.replaceAll('\\', '/')).sort()) {
    if (!file.endsWith('.test.ts')) hash.update(`${file}\0${readFileSync(join(root, file), 'utf8')}\0`);
  }
  return hash.digest('hex').slice(0, 16);
}
