import { startOfFile, type CheckInput, type Rule, type RuleFinding } from '../check-input.ts';
import { checkFileOf } from '../verification.ts';

/** What executing posts left and needs can be read, and belongs to a post: else a badge would vanish in silence. */
export const verificationFileIsValid = {
  id: 'verification-file-is-valid',
  description: '执行记录、检查文件、等价改动的登记写法正确，各有对应的文章',
  defaultSeverity: 'error',
  run(input) {
    return [...wrongRecords(input), ...orphanedCheckFiles(input), ...wrongAllowances(input)];
  },
} as const satisfies Rule;

function wrongRecords({ index, files }: CheckInput): RuleFinding[] {
  return [...files.verification.records].flatMap(([slug, { path, record, reason }]) => {
    const at = { file: path, position: startOfFile };
    if (record === undefined) {
      const hint = `重新执行并记录：npm run verify -- ${slug} --update。`;
      return [{ ...at, message: `这份执行记录读不懂：${reason ?? ''}。`, hint }];
    }
    if (!index.derivations.has(slug))
      return [
        { ...at, message: `没有叫 ${slug} 的文章，这份执行记录没有用。`, hint: '文章改了名就给记录改名；否则删掉它。' },
      ];
    if (record.post !== slug)
      return [
        {
          ...at,
          message: `这份执行记录是 ${record.post} 的，不是 ${slug} 的。`,
          hint: '改回原来的文件名，或者重新执行。',
        },
      ];
    return [];
  });
}

function orphanedCheckFiles({ derivations, files }: CheckInput): RuleFinding[] {
  const expected = new Set(derivations.map(({ path }) => checkFileOf(path)));
  return [...files.paths]
    .filter((path) => path.endsWith('.check.py') && files.sources.has(path) && !expected.has(path))
    .map((file) => ({
      file,
      position: startOfFile,
      message: '这个检查文件旁边没有同名的文章。',
      hint: '改成与文章相同的名字，或者删掉它。',
    }));
}

function wrongAllowances({ index, files }: CheckInput): RuleFinding[] {
  const { path: file, problems, places, entries } = files.verification.allowances;
  if (problems.length > 0) return problems.map((problem) => ({ ...problem, file }));
  return Object.entries(entries).flatMap(([slug, declared]) => {
    const derivation = index.derivations.get(slug);
    if (derivation === undefined) {
      const position = places[slug] ?? startOfFile;
      return [{ file, position, message: `没有叫 ${slug} 的文章。`, hint: '改正文章的名字，或者删掉这一段。' }];
    }
    const numbers = new Set(derivation.equations.map(({ number }) => number));
    return declared.flatMap(({ equation }, place) => {
      if (numbers.has(equation)) return [];
      const position = places[`${slug}.${String(place)}.equation`] ?? startOfFile;
      return [
        { file, position, message: `${slug} 里没有式(${String(equation)})。`, hint: '改正编号，或者删掉这一条。' },
      ];
    });
  });
}
