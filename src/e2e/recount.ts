/**
 * A second count of the content, for tests: lines and patterns instead of the parser, records as they lie there instead of
 * the site. It shares nothing with what it checks.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface Recount {
  readonly slug: string;
  readonly topic: string;
  readonly status: string;
  readonly lines: number;
  readonly equations: number;
  readonly references: number;
  readonly definitions: number;
  readonly stated: number;
  readonly proved: number;
  readonly exercises: number;
  readonly solved: number;
  readonly blocks: number;
  readonly marked: number;
  readonly executedBlocks: number;
  readonly byStatus: Readonly<Record<string, number>>;
  /** Characters of prose and displays, from which the reading time follows. */
  readonly minutes: number;
}

/** Every post of a content root. */
export function recount(content: string): Recount[] {
  const posts = path.join(content, 'posts');
  return readdirSync(posts, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /^[a-z0-9-]+\/[a-z0-9-]+\.mdx?$/.test(file))
    .sort()
    .map((file) => recountPost(content, file));
}

export interface PlannedEntry {
  readonly slug: string;
  readonly topic: string;
  readonly priority: string;
}

/** The entries of `catalogue.yaml`, read line by line. */
export function planned(content: string): PlannedEntry[] {
  const text = readFileSync(path.join(content, 'catalogue.yaml'), 'utf8');
  return text
    .split(/^- /m)
    .slice(1)
    .map((entry) => {
      const value = (key: string): string =>
        new RegExp(`^\\s*${key}: *['"]?([\\w-]+)['"]? *$`, 'm').exec(entry)?.[1] ?? '';
      return { slug: value('slug'), topic: value('topic'), priority: value('priority') };
    });
}

function recountPost(content: string, file: string): Recount {
  const text = readFileSync(path.join(content, 'posts', file), 'utf8');
  const slug = path.basename(file).replace(/\.mdx?$/, '');
  const [, head = '', body = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(text) ?? [];
  const fences = [...body.matchAll(/^(`{3,})([^\n`]*)\n.*?^\1`*[ \t]*$/gms)].map((match) => match[2] ?? '');
  const prose = body.replace(/^(`{3,})[^\n`]*\n.*?^\1`*[ \t]*$/gms, '');
  const boxes = [...prose.matchAll(/^:{3,}([a-z]+)/gm)].map((match) => match[1] ?? '');
  const equations = [...prose.matchAll(/\\tag\{(\d+)\}/g)].map((match) => Number(match[1]));
  const recordFile = path.join(content, 'records', `${slug}.json`);
  const record = existsSync(recordFile) ? (JSON.parse(readFileSync(recordFile, 'utf8')) as RecordFile) : undefined;
  const theorems = ['theorem', 'lemma', 'proposition', 'corollary'];
  return {
    slug,
    topic: /^topic: *(\S+)/m.exec(head)?.[1] ?? '',
    status: /^status: *(\S+)/m.exec(head)?.[1] ?? '',
    lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
    equations: equations.length,
    references: referencesIn(prose),
    definitions: boxes.filter((box) => box === 'definition' || box === 'assumption').length,
    stated: boxes.filter((box) => theorems.includes(box)).length,
    proved: followed(boxes, theorems, 'proof'),
    exercises: boxes.filter((box) => box === 'exercise').length,
    solved: followed(boxes, ['exercise'], 'solution'),
    blocks: fences.length,
    marked: fences.filter((info) => /^python run\b/.test(info)).length,
    executedBlocks: record?.cells.filter(({ id }) => /^run-\d+$/.test(id)).length ?? 0,
    byStatus: statusesOf(equations, head, record),
    minutes: minutesOf(prose),
  };
}

interface RecordFile {
  readonly cells: readonly { readonly id: string }[];
  readonly equations: Readonly<
    Record<
      string,
      { readonly methods: readonly string[]; readonly kinds: readonly string[]; readonly failed?: boolean }
    >
  >;
}

/** How many boxes of some kinds have a box of another kind behind them, before the next of theirs. */
function followed(boxes: readonly string[], kinds: readonly string[], by: string): number {
  let open = false;
  let count = 0;
  for (const box of boxes) {
    if (kinds.includes(box)) open = true;
    else if (box === by && open) {
      count += 1;
      open = false;
    }
  }
  return count;
}

/** Links to places of this site, and numbers of equations in brackets: posts put no other number there. */
function referencesIn(prose: string): number {
  const text = prose.replace(/^\$\$.*?^\$\$[ \t]*$/gms, '').replace(/!\[[^\]]*\]\([^\s)]*(?: "[^"]*")?\)/g, '');
  const link = /\[[^\]\n]*\]\((?:#|[^)\s:]+\.mdx?)[^)]*\)/g;
  const links = text.match(link)?.length ?? 0;
  const words = text
    .replace(link, '')
    .replace(/(?<!\\)\$[^$\n]*\$/g, ' X ')
    .replace(/`[^`\n]*`/g, ' C ');
  return links + (words.match(/[（(]\s?\d{1,4}\s?[)）]|\\(?:eq)?ref\{/g)?.length ?? 0);
}

function statusesOf(
  equations: readonly number[],
  head: string,
  record: RecordFile | undefined,
): Record<string, number> {
  const declared = (kind: string): number[] => {
    const list = new RegExp(`^ +${kind}: *\\[([^\\]]*)\\]`, 'm').exec(head)?.[1] ?? '';
    return list.split(',').flatMap((number) => (number.trim() === '' ? [] : [Number(number)]));
  };
  const [definition, assumption, unchecked] = ['definition', 'assumption', 'unchecked'].map(declared);
  const counts: Record<string, number> = {};
  for (const number of equations) {
    const entry = record?.equations[String(number)];
    const kind = ((): string => {
      if (entry?.failed === true) return 'failed';
      if (definition?.includes(number) === true) return 'definition';
      if (assumption?.includes(number) === true) return 'assumption';
      if (unchecked?.includes(number) === true) return 'unchecked';
      if (entry === undefined) return 'none';
      if (entry.methods.includes('tex')) return 'verified';
      return entry.kinds.every((each) => each === 'montecarlo') ? 'montecarlo' : 'verified-by-code';
    })();
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

/** 380 characters or 4 displays a minute. */
function minutesOf(prose: string): number {
  const displays = prose.match(/^\$\$[ \t]*\n/gm)?.length ?? 0;
  const words = prose
    .replace(/^\$\$.*?^\$\$[ \t]*$/gms, '')
    .replace(/(?<!\\)\$[^$\n]*\$/g, '')
    .replace(/\]\([^)]*\)|^:{3,}.*$|^\|[ -|]*\|$|[#*|]/gm, '')
    .replace(/\s+/g, ' ');
  return words.length / 380 + displays / 2 / 4;
}
