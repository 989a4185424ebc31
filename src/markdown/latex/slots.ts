/**
 * Places of a LaTeX template that depend on something outside the post. Made of characters for private use, which
 * `escapeLatex` and `verbatim` take out of what authors write.
 */
const open = '\ue000';
const middle = '\ue001';
const close = '\ue002';

/** What fills the places of a template; everything given back is LaTeX, but `asset` and `self`, which are addresses. */
export interface LatexFillers {
  /** A link to another post: `topic/slug#id`, and what it shows, `''` for what it names. */
  reference(target: string, shown: string): string;
  /** An image beside the post, as written: `./figures/x.svg`. */
  asset(path: string): string;
  /** What a code block printed, by its place in `Derivation.codeBlocks`. */
  output(codeBlock: number): string;
  /** An id of the page of the post itself. */
  self(id: string): string;
}

export function latexSlot(kind: keyof LatexFillers, value: string, shown = ''): string {
  return `${open}${kind}:${value}${middle}${shown}${close}`;
}

const slot = /\ue000([a-z]+):([^\ue000-\ue002]*)\ue001([^\ue000-\ue002]*)\ue002/g;

export function fillLatex(template: string, fillers: LatexFillers): string {
  const kinds: Readonly<Record<string, (value: string, shown: string) => string>> = {
    reference: (target, shown) => fillers.reference(target, shown),
    asset: (path) => fillers.asset(path),
    output: (place) => fillers.output(Number(place)),
    self: (id) => fillers.self(id),
  };
  let text = template;
  // A reference may hold another slot in what it shows: the inner ones are filled first.
  for (let before = ''; before !== text;) {
    before = text;
    text = text.replace(slot, (_, kind: string, value: string, shown: string) => kinds[kind]?.(value, shown) ?? shown);
  }
  return text;
}
