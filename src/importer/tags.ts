/** What `\tag{…}` prints: dollars, `\text` and outer white space gone. */
export function bareTag(value: string): string {
  return value
    .trim()
    .replace(/^\$(.*)\$$/, '$1')
    .replace(/^\\text\{(.*)\}$/, '$1')
    .trim();
}

export function isInteger(value: string): boolean {
  return /^[1-9]\d{0,5}$/.test(value.trim());
}
