import { buildIndex } from '../equations/build-index.ts';
import { check } from '../equations/check.ts';
import { dataFileNames, noVerification, type DataFileKind } from '../equations/check-input.ts';
import { resolvePath } from '../equations/relative-path.ts';
import type { Finding, SourceFile } from '../equations/types.ts';
import { readData, type DataTexts } from '../schemas/read-data.ts';
import { bareTitle } from './boilerplate.ts';
import type { KeptFile } from './convert-links.ts';
import { reportPost, writePost, type PostSetting, type WrittenPost } from './imported-post.ts';
import { placePosts, type Places } from './place-posts.ts';
import { preparePost, type PreparedPost } from './prepare-post.ts';
import type { TopicList } from './read-topics.ts';
import { failedReport, type PostReport } from './report.ts';
import { missingMacros, settleMacros } from './settle-macros.ts';
import { FormulaTrial } from './verify-post.ts';
import { writeData } from './write-data.ts';

export interface CorpusSetting {
  readonly mode: 'all' | 'tagged';
  readonly dropCopies: boolean;
  readonly topics: TopicList | undefined;
  /** Names of topics that are new, by id. */
  readonly topicNames?: ReadonlyMap<string, string>;
  /** Data files that the content root has already. */
  readonly existing: DataTexts;
  /** Data of the project: names of topics, and macros that posts use without a definition. */
  readonly presets: DataTexts;
  /** Where a file beside the originals is kept; `undefined` where there is none. */
  readonly assetOf: (file: string, path: string, place: { topic: string; slug: string }) => KeptFile | undefined;
  readonly onProgress: (done: number, total: number, file: string) => void;
}

export interface CorpusResult {
  readonly reports: ReadonlyMap<string, PostReport>;
  /** Posts by their paths below the content root. */
  readonly posts: ReadonlyMap<string, string>;
  /** What was made of posts that cannot be published yet, by slug. */
  readonly undecided: ReadonlyMap<string, string>;
  /** Data files that are new or changed, by name. */
  readonly data: ReadonlyMap<string, string>;
}

/** Rounds of links: a post that cannot be published takes the links to it away from others. */
const rounds = 6;

/** Imports a folder of posts; reads and writes no files. @param files by path below the folder */
export function importCorpus(files: ReadonlyMap<string, string>, setting: CorpusSetting): CorpusResult {
  return new CorpusImporter(files, setting).run();
}

class CorpusImporter {
  readonly #files: ReadonlyMap<string, string>;
  readonly #setting: CorpusSetting;
  readonly #prepared = new Map<string, PreparedPost>();
  readonly #failures = new Map<string, string>();
  readonly #written = new Map<string, WrittenPost>();
  /** Posts that others may not link to. */
  readonly #unpublished = new Set<string>();

  constructor(files: ReadonlyMap<string, string>, setting: CorpusSetting) {
    this.#files = files;
    this.#setting = setting;
  }

  run(): CorpusResult {
    for (const [file, text] of [...this.#files].sort(([a], [b]) => (a < b ? -1 : 1))) {
      this.#try(file, () => this.#prepared.set(file, preparePost(file, text)));
    }
    const posts = [...this.#prepared.values()];
    const places = placePosts(posts, this.#setting.topics);
    const existingMacros = readData(this.#setting.existing, (name) => name).content.macros;
    const macros = settleMacros(posts, existingMacros);
    const tags = foldTags(posts);
    for (const { file, copies } of posts) {
      if (copies.length > 0 && !this.#setting.dropCopies) this.#unpublished.add(file);
    }
    const settingOf = (post: PreparedPost): PostSetting => ({
      mode: this.#setting.mode,
      dropCopies: this.#setting.dropCopies,
      expand: macros.expandIn(post.file),
      links: this.#links(post, places),
      place: places.places.get(post.file) ?? { topic: '', slug: '', entry: undefined },
      tags: post.head.tags.map((tag) => tags.get(tag.toLowerCase()) ?? tag),
      notes: places.notes.get(post.file) ?? [],
    });

    const shared = { ...existingMacros, ...macros.shared };
    const presets = readData(this.#setting.presets, (name) => name).content.macros;
    const all = { ...shared, ...missingMacros([...this.#files.values()], shared, presets) };
    const trial = new FormulaTrial(all);
    let done = 0;
    for (const post of posts) {
      this.#try(post.file, () => this.#written.set(post.file, writePost(post, settingOf(post), trial)));
      done += 1;
      this.#setting.onProgress(done, posts.length, post.file);
    }
    const data = writeData({
      written: [...this.#written.values()],
      macros: all,
      topicNames: this.#setting.topicNames ?? new Map(),
      existing: this.#setting.existing,
      presets: this.#setting.presets,
    });
    const findings = this.#settle(data, settingOf, trial);
    return this.#result(data, findings);
  }

  /** One bad post never stops the others: what it throws becomes its report. */
  #try(file: string, work: () => unknown): void {
    try {
      work();
    } catch (error) {
      this.#failures.set(file, error instanceof Error ? error.message : String(error));
      this.#unpublished.add(file);
    }
  }

  /** Checks all posts together until no post links to one that is not published. */
  #settle(
    data: ReadonlyMap<string, string>,
    settingOf: (post: PreparedPost) => PostSetting,
    trial: FormulaTrial,
  ): ReadonlyMap<string, readonly Finding[]> {
    let known = new Set<string>();
    let findings = new Map<string, Finding[]>();
    for (let round = 0; round < rounds; round += 1) {
      for (const [file, { verify }] of this.#written) if (verify.length > 0) this.#unpublished.add(file);
      this.#relink(known, round === 0, settingOf, trial);
      findings = new Map([...findings, ...this.#check(data)]);
      known = new Set(this.#unpublished);
      for (const [file, { path }] of this.#written) {
        const errors = (findings.get(path) ?? []).filter(({ severity }) => severity === 'error');
        if (errors.length > 0) this.#unpublished.add(file);
      }
      if (this.#unpublished.size === known.size && round > 0) break;
    }
    return findings;
  }

  /** Writes the posts again whose links lead to posts that turned out not to be published, or to a section that is now known. */
  #relink(
    known: ReadonlySet<string>,
    isFirst: boolean,
    settingOf: (post: PreparedPost) => PostSetting,
    trial: FormulaTrial,
  ): void {
    const lost = new Set([...this.#unpublished].filter((file) => !known.has(file)));
    const lostArchives = new Set([...lost].flatMap((file) => this.#prepared.get(file)?.head.archive ?? []));
    for (const [file, written] of this.#written) {
      const { archives, linkedFiles, fragments } = written.converted;
      const leadsToLost =
        archives.some((archive) => lostArchives.has(archive)) ||
        linkedFiles.some((path) => lost.has(this.#fileBeside(file, path) ?? ''));
      if (leadsToLost || (isFirst && fragments > 0))
        this.#try(file, () => this.#written.set(file, writePost(written.post, settingOf(written.post), trial)));
    }
  }

  #check(data: ReadonlyMap<string, string>): Map<string, Finding[]> {
    const published = [...this.#written.values()].filter(({ post }) => !this.#unpublished.has(post.file));
    const texts: Partial<Record<DataFileKind, string>> = {};
    for (const [kind, name] of Object.entries(dataFileNames) as [DataFileKind, string][]) {
      const text = data.get(name) ?? this.#setting.existing[kind];
      if (text !== undefined) texts[kind] = text;
    }
    const { content, files } = readData(texts, (name) => name);
    const derivations = published.map(({ derivation }) => derivation);
    const sources = new Map<string, SourceFile>(published.map(({ path, text }) => [path, { path, text }]));
    const assets = published.flatMap(({ converted }) => converted.assets);
    const found = check({
      index: buildIndex(derivations),
      derivations,
      content,
      files: {
        root: '.',
        paths: new Set([...sources.keys(), ...Object.values(dataFileNames), ...assets]),
        sources,
        data: files,
        verification: noVerification,
        faults: [],
      },
      config: { severities: {}, exceptions: [], path: 'site.config.ts' },
    });
    const byFile = new Map<string, Finding[]>();
    for (const finding of found) byFile.set(finding.file, [...(byFile.get(finding.file) ?? []), finding]);
    return byFile;
  }

  #links({ file, head }: PreparedPost, { places, archives }: Places): PostSetting['links'] {
    const own = places.get(file);
    const linkTo = (target: string | undefined, fragment: string): string | undefined => {
      const place = target === undefined ? undefined : places.get(target);
      if (target === undefined || place === undefined || target === file || this.#unpublished.has(target))
        return undefined;
      const folder = place.topic === own?.topic ? '.' : `../${place.topic}`;
      return `${folder}/${place.slug}.md${this.#sectionOf(target, fragment)}`;
    };
    return {
      origin: originOf(head.url),
      postOf: (archive, fragment) => linkTo(archives.get(archive), fragment),
      postOfFile: (path) => linkTo(this.#fileBeside(file, path), ''),
      fileOf: (path) => (own === undefined ? undefined : this.#setting.assetOf(file, path, own)),
    };
  }

  /** The imported file that a relative link names, with any ending. */
  #fileBeside(file: string, link: string): string | undefined {
    const stem = resolvePath(file, link).replace(/\.\w+$/, '');
    return ['.md', '.markdown'].map((ending) => stem + ending).find((name) => this.#files.has(name));
  }

  /** `#` and the id of the section that a fragment of the original names; `''` where it names none. */
  #sectionOf(file: string, fragment: string): string {
    if (fragment === '') return '';
    const wanted = bareTitle(decode(fragment));
    const heading = this.#written.get(file)?.derivation.headings.find(({ text }) => bareTitle(text) === wanted);
    return heading === undefined || wanted === '' ? '' : `#${encodeURIComponent(heading.id)}`;
  }

  #result(data: ReadonlyMap<string, string>, findings: ReadonlyMap<string, readonly Finding[]>): CorpusResult {
    const reports = new Map<string, PostReport>();
    const posts = new Map<string, string>();
    const undecided = new Map<string, string>();
    for (const file of [...this.#files.keys()].sort()) {
      const failure = this.#failures.get(file);
      const written = this.#written.get(file);
      if (failure !== undefined || written === undefined) {
        reports.set(file, failedReport(file, failure ?? '没有写出来'));
        continue;
      }
      const isPublished = !this.#unpublished.has(file);
      reports.set(file, reportPost(written, findings.get(written.path) ?? [], isPublished));
      if (isPublished) posts.set(written.path, written.text);
      else undecided.set(written.name.slug, written.text);
    }
    return { reports, posts, undecided, data };
  }
}

function originOf(url: string | undefined): string | undefined {
  return url === undefined || !URL.canParse(url) ? undefined : new URL(url).origin;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

/** Of spellings that differ in case the most frequent one. */
function foldTags(posts: readonly PreparedPost[]): Map<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const { head } of posts) {
    for (const tag of head.tags) {
      const spellings = counts.get(tag.toLowerCase()) ?? new Map<string, number>();
      counts.set(tag.toLowerCase(), spellings.set(tag, (spellings.get(tag) ?? 0) + 1));
    }
  }
  return new Map(
    [...counts].map(([key, spellings]) => [
      key,
      [...spellings].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]?.[0] ?? key,
    ]),
  );
}
