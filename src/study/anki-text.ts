/**
 * Cards as a text that Anki imports ("Notes in plain text"): lines of fields behind lines that say how to read them. The
 * first field identifies a note for ever, so that importing a later file updates notes and keeps their schedules.
 */
export const ankiHeader: readonly string[] = [
  '#separator:tab',
  '#html:true',
  '#guid column:1',
  '#tags column:4',
  '#columns:GUID\tFront\tBack\tTags',
];

/** One note: GUID, front, back, tags (with spaces between). */
export type AnkiNote = readonly [guid: string, front: string, back: string, tags: string];

/** @param notes HTML without line ends */
export function ankiText(notes: readonly AnkiNote[]): string {
  return [...ankiHeader, ...notes.map((note) => note.map(field).join('\t')), ''].join('\n');
}

/** A field with a quote or a separator stands in quotes. */
function field(text: string): string {
  const flat = text.replace(/[\r\n]+/g, ' ');
  return /["\t]/.test(flat) ? `"${flat.replaceAll('"', '""')}"` : flat;
}

/** The notes of several texts of ours under one header, each note once. */
export function joinAnki(texts: readonly string[]): string {
  const lines = texts.flatMap((text) => text.split('\n').filter((line) => line !== '' && !ankiHeader.includes(line)));
  return [...ankiHeader, ...new Set(lines), ''].join('\n');
}
