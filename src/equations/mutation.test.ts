import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { contentRoot } from '../integrations/content-root.ts';
import { readContent, type ContentReading } from '../integrations/read-content.ts';
import { buildIndex } from './build-index.ts';
import { noVerification } from './check-input.ts';
import { check } from './check.ts';
import { checkFormulas } from './math.ts';
import { parsePost } from './parse.ts';
import { generatedPost, writePost } from './testing/generate-post.ts';
import { mutations, type Mutant, type Subject } from './testing/mutate-post.ts';
import type { Derivation, Finding, PostName } from './types.ts';

/*
 * A fault of an author in an otherwise clean post is found, at its line, by the rule that is meant for it, and no other rule
 * speaks that has nothing to say. Clean posts raise nothing. The seed is fixed; a failure prints the post and the mutation.
 */

/** Another seed and more runs for a nightly job: `TUIDAO_SEED=… TUIDAO_RUNS=…`. */
const seed = Number(process.env['TUIDAO_SEED'] ?? 20261124);
const numRuns = Number(process.env['TUIDAO_RUNS'] ?? 100);

/** What complete posts owe to their records, which are not looked at here. */
const withoutRecords = {
  'equation-is-checked-or-declared': 'off',
  'decimal-is-in-output': 'off',
  'verification-is-fresh': 'off',
} as const;

/** What is said of the writing: a formula or a reference that is taken away leaves something for them to say, rightly. */
const withoutWriting = {
  'complete-post-has-every-part': 'off',
  'display-symbol-is-introduced': 'off',
  'equation-is-referred-to': 'off',
  'inequality-states-equality': 'off',
  'inline-chain-is-numbered': 'off',
  'punctuation-is-full-width': 'off',
  'rounded-decimal-is-approximate': 'off',
  'step-names-its-reason': 'off',
  'theorem-states-its-premise': 'off',
} as const;

/** A content root with one of its posts open for change. */
class Bench {
  readonly #reading: ContentReading;
  readonly #others: readonly Derivation[];

  constructor(root: string) {
    this.#reading = readContent(root);
    this.#others = this.#reading.posts.map(({ file, name }) => this.#derive(file.path, file.text, name));
  }

  get posts() {
    return this.#reading.posts;
  }

  #derive(path: string, text: string, name: PostName): Derivation {
    return checkFormulas(parsePost({ path, text }, name), this.#reading.content.macros);
  }

  check(path: string, text: string, name: PostName): { derivation: Derivation; findings: Finding[] } {
    const derivation = this.#derive(path, text, name);
    const derivations = [...this.#others.filter((other) => other.path !== path), derivation];
    const { content, files } = this.#reading;
    const sources = new Map(files.sources).set(path, { path, text });
    const findings = check({
      index: buildIndex(derivations),
      derivations,
      content,
      // Every change of a formula makes its record stale; here that would hide whether numbering is looked after.
      files: { ...files, sources, verification: noVerification },
      config: { severities: { ...withoutRecords, ...withoutWriting }, exceptions: [], path: 'src/site.config.ts' },
    });
    return { derivation, findings };
  }
}

function expectCaught(mutant: Mutant, path: string, findings: readonly Finding[]): void {
  const seen = findings
    .map(({ ruleId, file, position, message }) => `${file}:${String(position.start.line)} ${ruleId}: ${message}`)
    .join('\n');
  const context = `${mutant.name}\nexpected ${mutant.caughtBy.join(' or ')} at ${mutant.lines.join('–')}\n${seen}\n\n${mutant.text}`;
  const [from, to] = mutant.lines;
  const caught = findings.some(
    ({ ruleId, file, position, severity }) =>
      severity === 'error' &&
      file === path &&
      (mutant.caughtBy as readonly string[]).includes(ruleId) &&
      position.start.line >= from &&
      position.start.line <= to,
  );
  const allowed: readonly string[] = [...mutant.caughtBy, ...mutant.consequences];
  const cascade = findings.filter(({ ruleId }) => !allowed.includes(ruleId));
  const main = findings.filter(({ ruleId }) => (mutant.caughtBy as readonly string[]).includes(ruleId));
  if (!caught || cascade.length > 0 || (mutant.name.startsWith('leave') ? false : main.length !== 1))
    throw new Error(context);
}

describe('generated posts', () => {
  const name: PostName = { topic: 'matrices', slug: 'generated', format: 'md' };
  const path = 'src/equations/__fixtures__/base/posts/matrices/generated.md';
  let bench: Bench;
  beforeAll(() => {
    bench = new Bench('src/equations/__fixtures__/base');
  });

  test('clean ones raise nothing', () => {
    fc.assert(
      fc.property(generatedPost, (post) => {
        const text = writePost(post);
        const { findings } = bench.check(path, text, name);
        if (findings.length > 0)
          throw new Error(
            `${findings.map(({ position, message }) => `${String(position.start.line)}: ${message}`).join('\n')}\n\n${text}`,
          );
      }),
      { seed, numRuns: numRuns + 50 },
    );
  });

  test.each(Object.entries(mutations))('%s is caught', (_, mutation) => {
    let made = 0;
    fc.assert(
      fc.property(generatedPost, fc.nat(1e6), (post, pick) => {
        const text = writePost(post);
        const subject: Subject = { text, derivation: parsePost({ path, text }, name) };
        const mutant = mutation(subject, pick);
        if (!mutant) return;
        made += 1;
        expectCaught(mutant, path, bench.check(path, mutant.text, name).findings);
      }),
      { seed, numRuns },
    );
    expect(made).toBeGreaterThanOrEqual(0.6 * numRuns);
  });
});

/** Each is a check of the whole content: with more a night would not be long enough. */
const mostPicks = 20;

describe('posts of this site', () => {
  const bench = new Bench(contentRoot());

  test('are there', () => {
    expect(bench.posts.length).toBeGreaterThan(0);
  });

  test.each(bench.posts)('$file.path raises nothing, and each sabotage of it is caught', ({ file, name }) => {
    const { derivation, findings } = bench.check(file.path, file.text, name);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    const known = new Set(findings.map(({ ruleId }) => ruleId));
    const picks = fc.sample(fc.nat(1e6), { seed, numRuns: Math.min(Math.ceil(numRuns / 25), mostPicks) });
    for (const mutation of Object.values(mutations)) {
      for (const pick of picks) {
        const mutant = mutation({ text: file.text, derivation }, pick);
        if (!mutant) continue;
        const found = bench.check(file.path, mutant.text, name).findings.filter(({ ruleId }) => !known.has(ruleId));
        expectCaught(mutant, file.path, found);
      }
    }
  });
});
