/**
 * Comment lines around what can be taken out of the document by itself: equations, boxes, proofs, exercises. The form is
 * that of docstrip; the name is the id on the page, with `proof:` or `solution:` before that of what it belongs to.
 */
export function framed(name: string, latex: string): string {
  return `%<*${name}>\n${latex.trim()}\n%</${name}>`;
}
