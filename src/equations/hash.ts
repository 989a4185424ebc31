/**
 * 53-bit hash of a text as 14 hexadecimal digits (cyrb53, public domain). Not cryptographic: it tells whether a text
 * changed. Pure, so that the core needs no module of Node.
 */
export function hashText(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(16).padStart(14, '0');
}

/** Hash of a formula: a run of white space counts as one blank. */
export function hashTex(tex: string): string {
  return hashText(tex.replace(/\s+/g, ' ').trim());
}
