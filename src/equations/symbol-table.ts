/** Whether the first head cell of a table says that the table declares symbols. */
export function isSymbolHead(text: string): boolean {
  return /^(?:符号|记号|symbols?$|notation$)/i.test(text.trim());
}
