import { existsSync, readdirSync, readFileSync } from 'node:fs';

export const isOnLinux = existsSync('/proc/self/stat');

/** Linux counts in clock ticks of 10 ms and in pages of 4 kB. */
const ticks = 100;
const page = 4096;

/** Places in `statFields`; proc(5) counts from 1, and pid and name are not among ours. */
const field = { parent: 1, user: 11, system: 12, usersOfChildren: 13, systemOfChildren: 14, start: 19, pages: 21 };

/** Seconds of user and system time of all children of this process that ended and were waited for; 0 outside Linux. */
export function childTime(): number {
  const fields = isOnLinux ? statFields('self') : [];
  return (Number(fields[field.usersOfChildren] ?? 0) + Number(fields[field.systemOfChildren] ?? 0)) / ticks;
}

/** A process and everything that it starts, also what outlives it. */
export class ProcessTree {
  readonly #root: number;
  /** Known members: id and start, since ids are used again. */
  readonly #members = new Map<number, string>();
  /** Seconds of members that live on without the root, as last seen. */
  readonly #orphans = new Map<number, number>();
  #peak = 0;

  constructor(root: number) {
    this.#root = root;
  }

  /** Largest sum of resident memory seen, in bytes. */
  get peakMemory(): number {
    return this.#peak;
  }

  /** Seconds of user and system time of the members that outlived the root. */
  get orphanTime(): number {
    return [...this.#orphans.values()].reduce((sum, seconds) => sum + seconds, 0);
  }

  /** Looks at all processes. @returns how many members live. */
  look(): number {
    const processes = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => ({ pid: Number(name), fields: statFields(name) }))
      .filter(({ fields }) => fields.length > field.pages);
    const root = processes.find(({ pid }) => pid === this.#root);
    if (root !== undefined) this.#members.set(this.#root, root.fields[field.start] ?? '');
    // A child has a higher id than its parent unless ids wrapped; twice over the list covers that, too.
    for (const { pid, fields } of [...processes, ...processes]) {
      if (this.#members.has(Number(fields[field.parent]))) this.#members.set(pid, fields[field.start] ?? '');
    }
    const living = processes.filter(({ pid, fields }) => this.#members.get(pid) === fields[field.start]);
    const pages = living.reduce((sum, { fields }) => sum + Number(fields[field.pages]), 0);
    this.#peak = Math.max(this.#peak, pages * page);
    if (root === undefined) {
      for (const { pid, fields } of living) {
        this.#orphans.set(pid, (Number(fields[field.user]) + Number(fields[field.system])) / ticks);
      }
    }
    return living.length;
  }
}

/** proc(5), the fields after the name of the program: the name may hold spaces. Empty for a process that just ended. */
function statFields(pid: string): string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    // It ended between the listing and the reading.
    return [];
  }
}
