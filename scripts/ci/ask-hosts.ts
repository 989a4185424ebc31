import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  archiveSuggestion,
  externalLinks,
  judgeLink,
  type ExternalLink,
  type LinkVerdict,
} from '../../src/ci/external-links.ts';
import {
  readMemory,
  rememberLinks,
  weekOf,
  writeMemory,
  patience as patienceInWeeks,
  type LinkMemory,
} from '../../src/ci/link-memory.ts';
import { root } from '../project.ts';

const parallel = 6;
const patience = 15_000;

export interface JudgedLink extends ExternalLink, LinkVerdict {}

/** Asks the hosts that these files link to, a few at a time. */
export async function judgeExternalLinks(files: readonly string[]): Promise<JudgedLink[]> {
  const links = files.flatMap((file) => externalLinks(file, readFileSync(path.join(root, file), 'utf8')));
  const verdicts = new Map<string, LinkVerdict>();
  const queue = [...new Set(links.map(({ url }) => url))].sort();
  const work = async (): Promise<void> => {
    for (let url = queue.shift(); url !== undefined; url = queue.shift())
      verdicts.set(url, await judgeLink(url, { fetchStatus, wait: (milliseconds) => sleep(milliseconds) }));
  };
  await Promise.all(Array.from({ length: parallel }, work));
  return links.flatMap((link) => {
    const verdict = verdicts.get(link.url);
    return verdict === undefined ? [] : [{ ...link, ...verdict }];
  });
}

async function fetchStatus(url: string, method: string): Promise<number> {
  const response = await fetch(url, {
    method,
    redirect: 'follow',
    headers: { 'user-agent': 'tuidao-link-check' },
    signal: AbortSignal.timeout(patience),
  });
  await response.body?.cancel();
  return response.status;
}

/**
 * Adds this week to the memory that lies in a file, which need not exist yet.
 * @returns the addresses that have failed in enough weeks
 */
export function keepMemory(file: string, links: readonly JudgedLink[]): readonly LinkMemory[] {
  const before = existsSync(file) ? readMemory(readFileSync(file, 'utf8')) : [];
  const { memory, broken } = rememberLinks(before, links, weekOf(new Date()));
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(`${file}.tmp`, writeMemory(memory));
  renameSync(`${file}.tmp`, file);
  return broken;
}

/** What the weekly run tells whoever looks after the site: only what stayed broken, with where it stands. */
export function formatBroken(broken: readonly LinkMemory[], links: readonly JudgedLink[]): string {
  const items = broken.map(({ url, weeks, reason }) => {
    const places = links.filter((link) => link.url === url).map(({ file, line }) => `${file}:${String(line)}`);
    return `- ${url}（${reason}；${weeks.join('、')}）：${places.join('、')} → ${archiveSuggestion(url)}`;
  });
  return items.length === 0
    ? '没有连续打不开的外部链接。\n'
    : `### 连续 ${String(patienceInWeeks)} 周打不开的外部链接\n\n${items.join('\n')}\n`;
}

/** One warning a dead link, as an annotation of GitHub or a line. Never an error: the fault may be the host's. */
export function formatLinks(links: readonly JudgedLink[], github: boolean): string {
  const lines = links
    .filter(({ state }) => state !== 'alive')
    .map(({ url, file, line, state, reason }) => {
      const text =
        state === 'dead'
          ? `外部链接打不开了（${reason}）：${url}。可以换成存档：${archiveSuggestion(url)}`
          : `外部链接没有确认（${reason}）：${url}`;
      if (!github) return `${file}:${String(line)}  ${text}`;
      return `::${state === 'dead' ? 'warning' : 'notice'} file=${file},line=${String(line)},title=external-link::${text}`;
    });
  const count = (state: string): number => links.filter((link) => link.state === state).length;
  return [
    ...lines,
    `${String(links.length)} external links: ${String(count('alive'))} answer, ${String(count('dead'))} are dead, ${String(count('unknown'))} unknown.`,
    '',
  ].join('\n');
}
