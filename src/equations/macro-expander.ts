/** Macros without arguments, written out: `\R` in the text is the `\mathbb{R}` of the table. */
export function macroExpander(macros: Readonly<Record<string, string>>): (tex: string) => string {
  const plain = Object.entries(macros).filter(([name, body]) => /^\\[A-Za-z]+$/.test(name) && !body.includes('#'));
  if (plain.length === 0) return (tex) => tex;
  const bodies = new Map(plain);
  return (tex) => tex.replace(/\\[A-Za-z]+/g, (name) => bodies.get(name) ?? name);
}
