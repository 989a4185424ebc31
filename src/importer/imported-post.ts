import type { Derivation, Finding, PostName } from '../equations/types.ts';
import { applyEdits } from './edits.ts';
import { convertPost, type ConvertedPost } from './convert-post.ts';
import { coverageOf } from './coverage.ts';
import { describe, unknownDay, writeFrontMatter } from './front-matter.ts';
import { judgePost, statusOf } from './judge-post.ts';
import type { Macro } from './collect-macros.ts';
import type { LinkTargets } from './convert-links.ts';
import { findMendings, type IntendedLink } from './mend.ts';
import type { PlaceNote, PostPlace } from './place-posts.ts';
import type { PreparedPost } from './prepare-post.ts';
import type { PostReport } from './report.ts';
import { bareFormula, readWritten, verifyPost, type FormulaTrial, type VerifyFault } from './verify-post.ts';

export interface PostSetting {
  readonly mode: 'all' | 'tagged';
  readonly dropCopies: boolean;
  readonly expand: readonly Macro[];
  readonly links: LinkTargets;
  readonly place: PostPlace;
  readonly tags: readonly string[];
  readonly notes: readonly PlaceNote[];
}

/** One written post with everything that is known of it. */
export interface WrittenPost {
  readonly post: PreparedPost;
  readonly converted: ConvertedPost;
  /** Path below the content root. */
  readonly path: string;
  readonly name: PostName;
  readonly text: string;
  readonly derivation: Derivation;
  readonly verify: readonly VerifyFault[];
  /** Numbers that the site would have linked, kept as text: offsets in the body before that. */
  readonly unlinked: readonly { readonly number: number; readonly line: number }[];
  readonly setting: PostSetting;
}

/** Readings after which what is still not as meant is a fault. */
const rounds = 3;

/** Converts a post, reads it as the site does, and mends until it is read as it was meant. */
export function writePost(post: PreparedPost, setting: PostSetting, trial: FormulaTrial): WrittenPost {
  const converted = convertPost(post, setting);
  const { place } = setting;
  const front = writeFrontMatter({
    head: post.head,
    place,
    description: describe(converted.body, post.head.title),
    tags: setting.tags,
    unnumbered: converted.numbering.unnumbered > 0,
  });
  const name: PostName = { topic: place.topic, slug: place.slug, format: 'md' };
  const path = `posts/${place.topic}/${place.slug}.md`;
  let text = front + converted.body;
  let links = intendedLinks(converted, front.length);
  let parsed = readWritten(path, text, name);
  const unlinked: { number: number; line: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const mending = findMendings(text, parsed.derivation, parsed.tree, links, converted.repairs);
    if (mending.edits.length === 0) break;
    for (const { number, offset } of mending.unlinked)
      unlinked.push({ number, line: originalLine(converted, offset - front.length) });
    const edited = applyEdits(text, mending.edits);
    links = links.map(({ number, start, end }) => ({
      number,
      start: edited.at(end) - (end - start),
      end: edited.at(end),
    }));
    text = edited.text;
    parsed = readWritten(path, text, name);
  }
  const derivation = trial.check(parsed.derivation);
  // Of a display that cannot be set nobody knows the rows; the report names it as what it is.
  const isBroken =
    converted.numbering.displays.some(({ plan }) => plan.isBroken) ||
    derivation.formulaProblems.some(({ formula }) => derivation.formulas[formula]?.display);
  return {
    post,
    converted,
    path,
    name,
    text,
    derivation,
    verify: verifyPost(parsed, converted.formulas).filter(({ kind }) => kind !== 'number-differs' || !isBroken),
    unlinked,
    setting,
  };
}

function intendedLinks({ references }: ConvertedPost, shift: number): IntendedLink[] {
  return references.flatMap(({ resolution, start, end }) =>
    resolution.kind === 'link' ? [{ number: resolution.slot.number, start: start + shift, end: end + shift }] : [],
  );
}

/** Line of the original that a place of the body came from, by the nearest mention before it. */
function originalLine({ references }: ConvertedPost, offset: number): number {
  return references.findLast(({ start }) => start <= offset)?.reference.line ?? 1;
}

/** The line of the original near a line of the written file, counted from the display before it. */
function nearOriginal({ derivation, converted, post }: WrittenPost, line: number): number {
  const found = converted.numbering.displays.filter((display) => !display.found.inLine);
  const index = derivation.displays.findLastIndex(({ position }) => position.start.line <= line);
  const before = found[index]?.found;
  const body = post.lines.indexOf(post.head.body) + 1;
  const next = { line: found[0]?.found.line ?? body, start: derivation.displays[0]?.position.start.line ?? line };
  if (before === undefined)
    return Math.min(Math.max(body, next.line - Math.max(0, next.start - line)), post.lines.count);
  const start = derivation.displays[index]?.position.start.line ?? line;
  return Math.min(before.line + line - start, found[index + 1]?.found.line ?? post.lines.count);
}

/** The report of a written post. @param findings of the check in it */
export function reportPost(written: WrittenPost, findings: readonly Finding[], isWritten: boolean): PostReport {
  const { post, converted, setting, derivation, verify } = written;
  const { numbering, references } = converted;
  const ofKind = (kind: string) =>
    references.filter(({ resolution }) => resolution.kind === kind).map(({ reference }) => reference);
  const facts = {
    defects: post.defects,
    placement: numbering.displays.flatMap(({ found, plan }) =>
      plan.placement === undefined
        ? []
        : [{ ...plan.placement, tags: found.tags.map(({ value }) => value), line: found.line, column: found.column }],
    ),
    renamed_tags: numbering.renamed,
    copies: post.copies,
    unresolved_refs: [
      ...converted.unresolvedLabels.map(({ label, line, column }) => ({ target: label, line, column, form: 'label' })),
      ...ofKind('unresolved').map(({ target, line, column, form }) => ({ target, line, column, form })),
    ].sort((a, b) => a.line - b.line || a.column - b.column),
    markup: converted.faults.map(({ kind, detail, line, column, endLine }) => ({
      kind,
      detail,
      line,
      column,
      ...(endLine === undefined ? {} : { end_line: endLine }),
    })),
    katex_errors: katexErrors(written),
    check: findings
      .filter(({ severity, ruleId }) => severity === 'error' && ruleId !== 'math-renders')
      .map(({ ruleId, position: { start }, message }) => ({
        rule: ruleId,
        line: start.line,
        source_line: nearOriginal(written, start.line),
        message,
      })),
    verify: verify.map(({ kind, line, detail }) => ({
      kind,
      line,
      source_line: nearOriginal(written, line),
      detail,
    })),
  };
  const { decisions, settled } = judgePost(post, converted, facts);
  const places = ({ target, line, column }: { target: string; line: number; column: number }) => ({
    target,
    line,
    column,
  });
  return {
    status: statusOf(decisions, facts),
    title: post.head.title,
    slug: setting.place.slug,
    topic: setting.place.topic,
    written: isWritten ? written.path : '',
    decisions,
    settled,
    display: post.displays.map(({ raw, tags, line, source }) => ({
      tex: raw,
      tags: tags.map(({ value }) => value),
      line,
      form: source.form,
    })),
    source_tags: post.sourceTags,
    ...facts,
    external_refs: ofKind('external').map(places),
    unsure_refs: references.flatMap(({ reference, resolution }) =>
      resolution.kind === 'unsure' ? [{ ...places(reference), number: resolution.slot.number }] : [],
    ),
    repairs: Object.fromEntries([...converted.repairs].sort(([a], [b]) => (a < b ? -1 : 1))),
    map: numbering.slots.flatMap(({ olds, number, line }) =>
      olds.map(({ part, value, how }) => ({
        part: post.boilerplate.border === 0 ? 'whole' : part,
        old: value,
        how,
        new: number,
        line,
      })),
    ),
    notes: notesOf(written),
    coverage: coverageOf(post, derivation.equations.length),
  };
}

/** Formulas that KaTeX refuses, at their lines of the original. */
function katexErrors(written: WrittenPost): PostReport['katex_errors'] {
  const { derivation, converted } = written;
  const displays = converted.numbering.displays.filter(({ found }) => !found.inLine);
  return derivation.formulaProblems.map(({ formula, message }) => {
    const found = derivation.formulas[formula];
    const tex = found?.tex ?? '';
    const near = nearOriginal(written, found?.position.start.line ?? 1);
    if (found?.display === true) {
      const index = derivation.displays.findIndex((display) => display.formula === formula);
      return { tex, message, line: displays[index]?.found.line ?? near };
    }
    const bare = bareFormula(tex);
    const index = converted.formulas.inlines.indexOf(bare);
    return { tex, message, line: converted.formulas.inlineLines[index] ?? near };
  });
}

function notesOf({ post, converted, setting, unlinked }: WrittenPost): PostReport['notes'] {
  const { head, boilerplate } = post;
  const inFormula = converted.repairs.get('reference-in-formula') ?? 0;
  return [
    ...head.notes.map(({ kind, detail, line }) => ({ kind, detail, line })),
    ...(head.date === undefined ? [{ kind: 'date-missing', detail: unknownDay }] : []),
    ...setting.notes,
    ...converted.unknownBoxes.map(({ name, line }) => ({
      kind: 'unknown-box',
      detail: `${name}（第 ${String(line)} 行）`,
      line,
    })),
    ...boilerplate.unknown.map(({ text, line }) => ({ kind: 'footer-text', detail: text.slice(0, 80), line })),
    ...unlinked.map(({ number, line }) => ({ kind: 'kept-as-text', detail: `(${String(number)})`, line })),
    ...(inFormula > 0 ? [{ kind: 'number-in-formula', detail: String(inFormula) }] : []),
    ...(converted.droppedLines > 0 ? [{ kind: 'copy-dropped', detail: `${String(converted.droppedLines)} 行` }] : []),
  ];
}
