/** Whether what somebody types is a formula rather than words. */
export function isFormulaQuery(query: string): boolean {
  const text = query.trim();
  if (/^[$=]/.test(text) || /\\[a-zA-Z]{2}|\\[{|,]|[\^_]\S/.test(text)) return true;
  if (/\p{Script=Han}/u.test(text)) return false;
  return /[A-Za-z0-9)\]'?]\s*[=+*/<>|]\s*[-A-Za-z0-9(\\?]|\([^)]*[+*/^][^)]*\)/.test(text);
}
