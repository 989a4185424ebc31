import type { VerificationRecord } from '../site/record.ts';
import type { ContentData } from '../site/types.ts';
import type { SiteConfig } from '../site.config.ts';
import type { Published } from './ledger/published.ts';
import type { Derivation, EquationIndex, Finding, Position, Severity, SourceFile } from './types.ts';

/** The files that authors write beside the posts, by the field of `ContentData` that they fill. */
export const dataFileNames = {
  topics: 'topics.yaml',
  catalogue: 'catalogue.yaml',
  concepts: 'concepts.yaml',
  paths: 'paths.yaml',
  macros: 'macros.yaml',
  bibliography: 'references.bib',
} as const satisfies Record<keyof ContentData, string>;

export type DataFileKind = keyof typeof dataFileNames;

/** One of these files as it was found. */
export interface DataFile {
  /** As messages print it, also where there is no such file. */
  readonly path: string;
  /** `unusable`: it has faults, so nothing is concluded from what is missing in it. */
  readonly state: 'absent' | 'unusable' | 'read';
  /** Path of a value (`3.slug`; for the bibliography: the key) → where it stands. */
  readonly places: Readonly<Record<string, Position>>;
  readonly problems: readonly { readonly message: string; readonly hint: string; readonly position: Position }[];
}

/** A file that is not published although someone may believe that it is. */
export interface FileFault {
  /** `unreadable`: it should be read and cannot be. `stray`: it looks like a post and is none. */
  readonly kind: 'unreadable' | 'stray';
  readonly path: string;
  readonly position: Position;
  readonly message: string;
  readonly hint: string;
}

/** `records/<slug>.json` as it was found. */
export interface RecordFile {
  readonly path: string;
  /** `undefined` where the file is no record; `reason` says why, in Chinese. */
  readonly record: VerificationRecord | undefined;
  readonly reason?: string;
}

/** An alteration of an equation that no data can tell from the original. */
export interface Allowance {
  readonly equation: number;
  /** As `npm run verify` prints it. */
  readonly mutation: string;
  readonly reason: string;
}

/** What `npm run verify` left behind, and what it was told. Check files are among the sources. */
export interface VerificationFiles {
  /** By the slug in the name of the file. */
  readonly records: ReadonlyMap<string, RecordFile>;
  /** `records/allow.yaml`, by slug. */
  readonly allowances: Pick<DataFile, 'path' | 'places' | 'problems'> & {
    readonly entries: Readonly<Record<string, readonly Allowance[]>>;
  };
}

/** Where nothing was executed. */
export const noVerification: VerificationFiles = {
  records: new Map(),
  allowances: { path: 'records/allow.yaml', places: {}, problems: [], entries: {} },
};

/** What lies in the content root, besides what it says. */
export interface ContentFiles {
  /** The content root as messages print it: `content`. */
  readonly root: string;
  /** Every file below the root, by its printed path. */
  readonly paths: ReadonlySet<string>;
  /** Texts that findings point into: posts, data files, the site config; by printed path. */
  readonly sources: ReadonlyMap<string, SourceFile>;
  readonly data: Readonly<Record<DataFileKind, DataFile>>;
  readonly verification: VerificationFiles;
  readonly faults: readonly FileFault[];
}

export interface CheckConfig extends Pick<SiteConfig, 'severities' | 'exceptions'> {
  /** Printed path of the file that holds the severities and exceptions. */
  readonly path: string;
}

/** Everything that rules may look at. */
export interface CheckInput {
  readonly index: EquationIndex;
  /** All posts of the content root, also those whose slug another one has; formulas already tried. */
  readonly derivations: readonly Derivation[];
  readonly content: ContentData;
  readonly files: ContentFiles;
  readonly config: CheckConfig;
  /** Absent where nothing was published yet. */
  readonly published?: Published;
}

/** A fault as a rule sees it; `check` adds the id and the severity. */
export interface RuleFinding extends Omit<Finding, 'ruleId' | 'severity'> {
  /** `warning` where this one is never more than that, such as in a post that is still being written. */
  readonly severity?: 'warning';
}

/** A statement that should hold of all content. */
export interface Rule {
  /** The statement: `number-is-consecutive`. Also the name of the file. */
  readonly id: string;
  /** The statement in Chinese, one sentence. */
  readonly description: string;
  readonly defaultSeverity: Severity;
  /**
   * All places where it does not hold. One fault of the author gives one finding.
   * @param found what the rules before this one found, exceptions included.
   */
  run(input: CheckInput, found: readonly Finding[]): RuleFinding[];
}

/** The first character of a file, for faults of the file as a whole. */
export const startOfFile: Position = {
  start: { line: 1, column: 1, offset: 0 },
  end: { line: 1, column: 1, offset: 0 },
};
