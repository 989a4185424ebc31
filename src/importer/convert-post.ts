import type { Macro } from './collect-macros.ts';
import { convertBoxes } from './convert-boxes.ts';
import { convertCode } from './convert-code.ts';
import { convertFences } from './convert-fences.ts';
import { convertInline, mentionOf, numberMentions, settleMacros, type FormulaSetting } from './convert-inline.ts';
import { convertLinks, findLinkTexts, type LinkTargets, type MissingFile } from './convert-links.ts';
import { applyEdits, type Edit } from './edits.ts';
import { displayEdit, displayLines } from './emit-display.ts';
import { findCodeReferences, findReferences, type FoundReference } from './find-references.ts';
import { findTags, isInBox } from './find-tags.ts';
import { numberDisplays, type NumberedDisplay, type Numbering, type Part, type Slot } from './number-displays.ts';
import { planDisplay } from './plan-display.ts';
import type { PreparedPost } from './prepare-post.ts';
import { convertTags, demoteUnderlined, escapeOtherMarkup, mendEmphasis } from './prose.ts';
import { countRepair, repairTex, type RepairCounts } from './repair-tex.ts';
import { OldNumbers, resolveReference, type Resolution } from './resolve-references.ts';
import type { MarkupFault } from './scan-math.ts';
import { inOrder, mask, type Place, type Span } from './text.ts';
import { alignTidied, tidy } from './tidy.ts';
import { bareFormula, type ExpectedFormulas } from './verify-post.ts';

export interface ConversionSetting {
  readonly mode: 'all' | 'tagged';
  /** Leave out derivations that repeat earlier lines word for word. */
  readonly dropCopies: boolean;
  readonly expand: readonly Macro[];
  readonly links: LinkTargets;
}

/** A mention of an equation that was rewritten: where its number stands in the new text. */
export interface PlacedReference {
  readonly reference: FoundReference;
  readonly resolution: Resolution;
  readonly start: number;
  readonly end: number;
}

export interface ConvertedPost {
  /** The body without front matter. */
  readonly body: string;
  readonly numbering: Numbering;
  readonly formulas: ExpectedFormulas;
  readonly references: readonly PlacedReference[];
  readonly unresolvedLabels: readonly (Place & { readonly label: string })[];
  readonly faults: readonly MarkupFault[];
  readonly unknownBoxes: readonly (Place & { readonly name: string })[];
  readonly missingFiles: readonly MissingFile[];
  /** Archive numbers that the post links to; how many of the links name a section. */
  readonly archives: readonly string[];
  /** Files beside the original that it links to and that may be posts. */
  readonly linkedFiles: readonly string[];
  readonly fragments: number;
  /** Files that the post shows, by their paths below the content root. */
  readonly assets: readonly string[];
  readonly repairs: RepairCounts;
  readonly droppedLines: number;
}

/** Writes a post anew: all changes are changes to the original, so that every message can name its line there. */
export function convertPost(post: PreparedPost, setting: ConversionSetting): ConvertedPost {
  return new PostConverter(post, setting).convert();
}

class PostConverter {
  readonly #post: PreparedPost;
  readonly #setting: ConversionSetting;
  readonly #counts: RepairCounts = new Map();
  readonly #edits: Edit[] = [];
  readonly #faults: MarkupFault[];
  readonly #unresolvedLabels: (Place & { label: string })[] = [];
  /** Stretches of the original that are left out. */
  readonly #cuts: readonly Span[];
  readonly #writtenDisplays: { edit: Edit; tex: string }[] = [];
  readonly #writtenInlines: { edit: Edit; tex: readonly string[] }[] = [];
  #droppedLines = 0;

  constructor(post: PreparedPost, setting: ConversionSetting) {
    this.#post = post;
    this.#setting = setting;
    this.#faults = [...post.scan.faults];
    this.#cuts = inOrder([...post.boilerplate.cuts, ...this.#copies()]);
  }

  convert(): ConvertedPost {
    const post = this.#post;
    const numbering = this.#number();
    const formulas = this.#formulaSetting(numbering);
    this.#cutBoilerplate();
    this.#code();
    this.#displays(numbering.displays, formulas);
    this.#inlines(formulas);
    const words = this.#maskedWords();
    const found = this.#references(words, numbering.slots);
    this.#bareMentions(words, formulas);
    const markup = this.#maskedMarkup();
    const boxes = this.#boxes(markup);
    const links = convertLinks(post.lines, markup, post.head.body, this.#setting.links, this.#counts);
    this.#edits.push(
      ...links.edits,
      ...mendEmphasis(markup, post.head.body, this.#counts),
      ...demoteUnderlined(markup, post.head.body, this.#counts),
      ...escapeOtherMarkup(markup, post.head.body, this.#counts),
    );

    const front: Edit = { start: 0, end: post.head.body, text: '' };
    const edited = applyEdits(post.lines.text, [...(post.head.body > 0 ? [front] : []), ...this.#edits]);
    const inlines = this.#writtenInlines
      .filter(({ edit }) => edited.applied.has(edit))
      .sort((a, b) => a.edit.start - b.edit.start);
    return {
      ...this.#place(edited.text, found, (offset) => edited.at(offset)),
      numbering,
      formulas: {
        displays: this.#writtenDisplays
          .filter(({ edit }) => edited.applied.has(edit))
          .map(({ tex }) => bareFormula(tex)),
        inlines: inlines.flatMap(({ tex }) => tex.map((each) => bareFormula(each))),
        inlineLines: inlines.flatMap(({ edit, tex }) => tex.map(() => post.lines.place(edit.start).line)),
        numbers: numbering.slots.length,
      },
      unresolvedLabels: this.#unresolvedLabels,
      faults: this.#faults.sort((a, b) => a.line - b.line || a.column - b.column),
      unknownBoxes: boxes,
      missingFiles: links.missing,
      archives: links.archives,
      linkedFiles: links.linkedFiles,
      fragments: links.fragments,
      assets: links.assets,
      repairs: this.#counts,
      droppedLines: this.#droppedLines,
    };
  }

  get #text(): string {
    return this.#post.lines.text;
  }

  #copies(): Span[] {
    const { lines, copies } = this.#post;
    if (!this.#setting.dropCopies) return [];
    return copies.map(({ from, to }) => {
      this.#droppedLines += to - from + 1;
      return { start: lines.start(from - 1), end: lines.start(to) };
    });
  }

  #isCut(offset: number): boolean {
    return this.#cuts.some(({ start, end }) => offset >= start && offset < end);
  }

  #partAt(offset: number): Part {
    return offset < this.#post.boilerplate.border ? 'original' : 'added';
  }

  #number(): Numbering {
    const letters = new Set(
      [...this.#post.lines.text.matchAll(/(?<!\\)\\([A-Za-z])(?![A-Za-z])/g)].map((match) => match[1] ?? ''),
    );
    const planned = this.#post.displays
      .filter(({ source }) => !this.#isCut(source.start))
      .map((found) => {
        // Plans are made of repaired TeX; macros are settled first, so that no definition is taken for a row.
        const setting = {
          expand: this.#setting.expand,
          labels: new Map(),
          counts: this.#counts,
          written: [],
          mention: () => undefined,
        };
        const context = { display: true, inTable: found.inLine, letters };
        const tex = repairTex(settleMacros(found.tex, setting), context, this.#counts);
        const plan = planDisplay(tex);
        if (plan.isBroken) {
          const { line, column } = found;
          this.#faults.push({
            kind: 'unbalanced-braces',
            detail: tex.trim().replace(/\s+/g, ' ').slice(0, 60),
            line,
            column,
          });
        }
        return { found, plan, part: this.#partAt(found.source.start) };
      });
    const numbering = numberDisplays(planned, this.#setting.mode);
    for (const { label, line, column } of numbering.repeated)
      this.#faults.push({ kind: 'label-twice', detail: label, line, column });
    return numbering;
  }

  #formulaSetting(numbering: Numbering): FormulaSetting & { at: { offset: number } } {
    const at = { offset: 0 };
    return {
      at,
      expand: this.#setting.expand,
      labels: numbering.labels,
      counts: this.#counts,
      written: [],
      mention: (label, slot) => {
        if (slot === undefined) this.#unresolvedLabels.push({ label, ...this.#post.lines.place(at.offset) });
        else countRepair(this.#counts, 'label-reference');
      },
    };
  }

  #cutBoilerplate(): void {
    const { boilerplate, lines, accidentalIndents } = this.#post;
    for (const { start, end } of this.#cuts) this.#edits.push({ start, end, text: '' });
    for (const { what } of boilerplate.cuts) countRepair(this.#counts, `cut-${what}`);
    for (const { start } of boilerplate.demoted) this.#edits.push({ start, end: start, text: '#' });
    countRepair(this.#counts, 'heading-demoted', boilerplate.demoted.length);
    for (const { start, end } of boilerplate.tails) this.#edits.push({ start, end, text: '' });
    countRepair(this.#counts, 'heading-tail', boilerplate.tails.length);
    for (const line of accidentalIndents) {
      const indent = /^[ \t]*/.exec(lines.line(line))?.[0].length ?? 0;
      this.#edits.push({ start: lines.start(line), end: lines.start(line) + indent, text: '' });
    }
    countRepair(this.#counts, 'indent-removed', accidentalIndents.length);
  }

  #code(): void {
    const { edits, faults } = convertCode(this.#post, (offset) => this.#isCut(offset), this.#counts);
    this.#edits.push(...edits);
    this.#faults.push(...faults);
  }

  #displays(displays: readonly NumberedDisplay[], formulas: FormulaSetting & { at: { offset: number } }): void {
    let from = 0;
    for (const display of displays) {
      const { found, plan } = display;
      formulas.at.offset = found.source.start;
      const rows = plan.rows.map((row) => ({ ...row, tex: numberMentions(row.tex, formulas) }));
      const settled = { ...display, plan: { ...plan, rows } };
      if (found.inLine) {
        // No block can stand in a heading or a table cell.
        const tex = rows.map((row) => row.tex.replace(/\s*\n\s*/g, ' ')).join(' \\quad ');
        this.#faults.push({
          kind: 'display-in-line',
          detail: found.raw.trim().slice(0, 60),
          line: found.line,
          column: found.column,
        });
        const edit = { start: found.source.start, end: found.source.end, text: `$\\displaystyle ${tex}$` };
        this.#edits.push(edit);
        this.#writtenInlines.push({ edit, tex: [`\\displaystyle ${tex}`] });
      } else if (
        rows.every((row) => row.tex.trim() === '') &&
        display.slots.every((slot) => slot === undefined || slot.olds.length === 0)
      ) {
        this.#edits.push({ start: found.source.start, end: found.source.end, text: '' });
      } else {
        const edit = displayEdit(settled, this.#post.lines, from, this.#counts);
        this.#edits.push(edit);
        this.#writtenDisplays.push({ edit, tex: writtenTex(settled) });
        from = edit.end;
      }
      if (found.source.form !== 'dollars') countRepair(this.#counts, `display-${found.source.form}`);
      else if (found.endLine === found.line) countRepair(this.#counts, 'display-one-line');
      else if (!/^\s*\n/.test(found.raw) || !/\n\s*>*\s*$/.test(found.raw))
        countRepair(this.#counts, 'display-text-on-fence');
    }
  }

  #inlines(formulas: FormulaSetting & { at: { offset: number } }): void {
    const [post, text] = [this.#post, this.#text];
    let before = -1;
    for (const { start, end, inner } of post.inlines) {
      if (this.#isCut(start)) continue;
      formulas.at.offset = start;
      const inTable = post.tableRows.has(post.lines.indexOf(start));
      formulas.written.length = 0;
      const written = convertInline(text.slice(inner.start, inner.end), inTable, formulas);
      // `$a$$b$` would be one formula.
      const space = before === start && written.startsWith('$') ? ' ' : '';
      const edit = { start, end, text: space + written };
      this.#edits.push(edit);
      this.#writtenInlines.push({ edit, tex: [...formulas.written] });
      before = end;
    }
    for (const { start, end } of post.scan.strays) {
      const written = text.slice(start, end);
      this.#edits.push({ start, end, text: written === '$' ? '\\$' : `\`${written}\`` });
    }
  }

  /** Words alone: formulas, code, link texts and what is cut are masked; a formula that is only a number is kept. */
  #maskedWords(): string {
    const [post, text] = [this.#post, this.#text];
    const numbersInDollars: number[] = [];
    const formulas = inOrder<Span>([...post.displays.map(({ source }) => source), ...post.inlines]).filter(
      ({ start, end }) => {
        const isNumber = end - start < 12 && /^\$\s*[(（]\s*\d{1,3}\s*[)）]\s*\$$/.test(text.slice(start, end));
        if (isNumber) numbersInDollars.push(start, end - 1);
        return !isNumber;
      },
    );
    const masked = mask(text, inOrder<Span>([...this.#fixed(), ...formulas]));
    const linkTexts = findLinkTexts(masked, post.head.body);
    let words = mask(masked, linkTexts);
    if (numbersInDollars.length > 0) {
      const characters = words.split('');
      for (const offset of numbersInDollars) characters[offset] = '\u0001';
      words = characters.join('');
    }
    return words;
  }

  #maskedMarkup(): string {
    const [post, text] = [this.#post, this.#text];
    return mask(text, inOrder<Span>([...this.#fixed(), ...post.displays.map(({ source }) => source), ...post.inlines]));
  }

  #fixed(): Span[] {
    const { head, code } = this.#post;
    return [...(head.body > 0 ? [{ start: 0, end: head.body }] : []), ...code, ...this.#cuts];
  }

  #references(words: string, slots: readonly Slot[]): { reference: FoundReference; resolution: Resolution }[] {
    const numbers = new OldNumbers(slots);
    const { lines, head, code } = this.#post;
    const fences = code.filter(({ kind, start }) => kind === 'fence' && !this.#isCut(start));
    const mentions = [...findReferences(lines, words, head.body), ...findCodeReferences(lines, fences)];
    return mentions
      .sort((a, b) => a.number.start - b.number.start)
      .map((reference) => {
        const resolution = resolveReference(reference, numbers, this.#partAt(reference.number.start));
        if (resolution.kind === 'link') {
          countRepair(this.#counts, 'reference-renumbered');
          const text = String(resolution.slot.number);
          if (text !== reference.target) this.#edits.push({ ...reference.number, text });
        }
        return { reference, resolution };
      });
  }

  /** `\eqref` without dollars around it. */
  #bareMentions(words: string, formulas: FormulaSetting): void {
    for (const match of words.matchAll(/\\(?:eqref|autoref|ref)\{([^{}\n]{1,200})\}/g)) {
      const label = match[1] ?? '';
      const slot = formulas.labels.get(label);
      if (slot === undefined) this.#unresolvedLabels.push({ label, ...this.#post.lines.place(match.index) });
      this.#edits.push({ start: match.index, end: match.index + match[0].length, text: mentionOf(label, slot) });
    }
  }

  #boxes(markup: string): ConvertedPost['unknownBoxes'] {
    const post = this.#post;
    const tags = findTags(post.lines, markup, post.head.body);
    const boxTags = tags.filter(({ role }) => role === 'box' || role === 'fold');
    const boxes = convertBoxes(boxTags, post.lines, markup, post.containers, this.#counts);
    const others = convertTags(tags, this.#counts);
    const isFree = (offset: number): boolean => {
      const { line, column } = post.lines.place(offset);
      const { quotes, indent } = post.containers.at(line - 1, column - 1);
      return quotes === 0 && indent === 0 && !isInBox(boxTags, offset);
    };
    const fences = convertFences(post.lines, markup, post.head.body, isFree, this.#counts);
    this.#edits.push(...boxes.edits, ...others.edits, ...fences);
    this.#faults.push(...boxes.faults, ...others.faults);
    return boxes.unknown;
  }

  /** Finds the places of the mentions again after white space has been tidied. */
  #place(
    text: string,
    found: readonly { reference: FoundReference; resolution: Resolution }[],
    at: (offset: number) => number,
  ): Pick<ConvertedPost, 'body' | 'references'> {
    const body = tidy(text);
    const aligned = alignTidied(text, body);
    const references = found
      .filter(({ reference }) => !this.#isCut(reference.number.start))
      .map(({ reference, resolution }) => {
        const written = resolution.kind === 'link' ? String(resolution.slot.number) : reference.target;
        const end = aligned(at(reference.number.end));
        return { reference, resolution, start: end - written.length, end };
      });
    return { body, references };
  }
}

/** What the site reads between the fences, or as the whole environment. */
function writtenTex(display: NumberedDisplay): string {
  const content = displayLines(display);
  return (content[0] === '$$' ? content.slice(1, -1) : content).join('\n');
}
