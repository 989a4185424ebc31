import { expandMacro, takeMacros, type Macro } from './collect-macros.ts';
import type { Slot } from './number-displays.ts';
import { countRepair, repairTex, type RepairCounts } from './repair-tex.ts';
import { isBalanced, readArgument, replaceCommands } from './tex-walk.ts';
import { readPrefix, type Place } from './text.ts';

/** A mention by label. */
export interface LabelMention extends Place {
  readonly label: string;
  readonly slot: Slot | undefined;
}

export interface FormulaSetting {
  /** Macros of the post that have another meaning elsewhere, or a name that KaTeX knows: written out. */
  readonly expand: readonly Macro[];
  readonly labels: ReadonlyMap<string, Slot>;
  readonly counts: RepairCounts;
  /** Takes the TeX of every inline formula as it is written. */
  readonly written: string[];
  /** Told of every `\eqref`. */
  readonly mention: (label: string, slot: Slot | undefined) => void;
}

/** TeX without definitions, with the macros of this post alone written out. */
export function settleMacros(tex: string, { expand, counts }: FormulaSetting): string {
  const taken = takeMacros(tex);
  countRepair(counts, 'macro-definition', taken.macros.length);
  const expanded = expand.reduce((text, macro) => expandMacro(text, macro), taken.tex);
  if (expanded !== taken.tex) countRepair(counts, 'macro-written-out');
  return expanded;
}

/** How `\eqref{old}` is written in a post: by label where the equation has one, by number, or as it stood where there is none. */
export function mentionOf(old: string, slot: Slot | undefined): string {
  if (slot === undefined) return `\`\\eqref{${old}}\``;
  const number = String(slot.number);
  return slot.label === undefined ? `[(${number})](#eq-${number})` : `\\eqref{${slot.label}}`;
}

/** Numbers in place of `\eqref` inside a formula, where no link can be. */
export function numberMentions(tex: string, setting: FormulaSetting): string {
  if (!tex.includes('ref')) return tex;
  return replaceCommands(tex, ({ name, end }) => {
    if (name !== 'eqref' && name !== 'ref' && name !== 'autoref') return undefined;
    const argument = readArgument(tex, end);
    if (argument === undefined) return undefined;
    const label = tex.slice(argument.start, argument.end);
    const slot = setting.labels.get(label);
    setting.mention(label, slot);
    countRepair(setting.counts, 'reference-in-formula');
    const number = slot === undefined ? '?' : String(slot.number);
    return { text: name === 'eqref' ? `\\text{(${number})}` : `\\text{${number}}`, behind: argument.behind };
  });
}

/**
 * Inline math as it is written into a post.
 * @param raw between its delimiters
 * @returns `''` where nothing remains
 */
export function convertInline(raw: string, inTable: boolean, setting: FormulaSetting): string {
  const whole = /^\s*\\(?:eqref|autoref|ref)\s*\{([^{}]*)\}\s*$/.exec(raw);
  if (whole !== null) {
    const label = whole[1] ?? '';
    const slot = setting.labels.get(label);
    setting.mention(label, slot);
    return mentionOf(label, slot);
  }
  const tex = settleMacros(withoutQuotes(raw), setting);
  const pieces = splitAtMentions(tex);
  if (pieces !== undefined) {
    return pieces
      .map((piece) => {
        if (piece.label === undefined) return writeInline(piece.tex, inTable, setting);
        const slot = setting.labels.get(piece.label);
        setting.mention(piece.label, slot);
        return mentionOf(piece.label, slot);
      })
      .join('');
  }
  return writeInline(numberMentions(tex, setting), inTable, setting);
}

function writeInline(tex: string, inTable: boolean, { counts, written }: FormulaSetting): string {
  const mended = repairTex(tex, { display: false, inTable }, counts).trim();
  if (mended === '') return '';
  written.push(mended);
  return `$${mended}$`;
}

function withoutQuotes(raw: string): string {
  if (!raw.includes('\n')) return raw;
  return raw
    .split('\n')
    .map((line, index) => (index === 0 ? line : line.slice(readPrefix(line).afterQuotes)))
    .join('\n');
}

/** `a=\eqref{x}` → formula, mention; `undefined` where a formula would be torn apart. */
function splitAtMentions(tex: string): { tex: string; label?: string }[] | undefined {
  if (!tex.includes('\\eqref')) return undefined;
  const pieces: { tex: string; label?: string }[] = [];
  let done = 0;
  for (const match of tex.matchAll(/\\eqref\s*\{([^{}]*)\}/g)) {
    const before = tex.slice(done, match.index);
    if (before.trim() !== '') pieces.push({ tex: before });
    pieces.push({ tex: '', label: match[1] ?? '' });
    done = match.index + match[0].length;
  }
  if (done === 0) return undefined;
  if (tex.slice(done).trim() !== '') pieces.push({ tex: tex.slice(done) });
  const whole = pieces.every(
    (piece) => isBalanced(piece.tex) && !/\\(?:begin|end|left|right)(?![A-Za-z])|[_^]\s*$|\\$/.test(piece.tex),
  );
  return whole ? pieces : undefined;
}
