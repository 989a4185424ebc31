import { slugPattern } from '../schemas/fields.ts';

/** A topic as a content root names it. */
export interface NamedTopic {
  readonly id: string;
  readonly name: string;
  readonly english: string;
}

/**
 * Ids of topics that a list names in words: that of a known topic which is called so, or a new one.
 * 其他 and Others, `RNN/SSM` and 优化理论 find 其他, 循环网络与状态空间 (rnn-ssm) and 优化器.
 */
export class TopicIds {
  readonly #known: readonly NamedTopic[];
  readonly #made = new Map<string, string>();

  constructor(known: readonly NamedTopic[]) {
    this.#known = known;
  }

  /** New topics: id → name as it was written. */
  get made(): ReadonlyMap<string, string> {
    return new Map([...this.#made].map(([name, id]) => [id, name]));
  }

  idOf(written: string): string {
    const name = written.trim();
    const exact = this.#known.find((topic) => [topic.id, topic.name, topic.english].some((each) => same(each, name)));
    if (exact !== undefined) return exact.id;
    if (slugPattern.test(name)) return name;
    const near = this.#known.find((topic) => isNear(topic, name));
    if (near !== undefined) return near.id;
    const before = this.#made.get(name);
    if (before !== undefined) return before;
    const id = this.#newId(name);
    this.#made.set(name, id);
    return id;
  }

  #newId(name: string): string {
    const taken = new Set([...this.#known.map(({ id }) => id), ...this.#made.values()]);
    const latin = name
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '');
    const base = /^[a-z]/.test(latin) ? latin : 'topic';
    let id = base;
    for (let count = 2; taken.has(id) || !slugPattern.test(id); count += 1) id = `${base}-${String(count)}`;
    return id;
  }
}

const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
const same = (a: string, b: string): boolean => bare(a) === bare(b) && bare(a) !== '';

/** One of the words between strokes is in the name, or both begin with the same two Chinese characters. */
function isNear({ id, name, english }: NamedTopic, written: string): boolean {
  const words = written.split(/[/、,，|]/).map(bare);
  const inName = words.some(
    (word) => /^[a-z]{3,}$/.test(word) && [id, name, english].some((each) => bare(each).includes(word)),
  );
  const start = /^\p{Script=Han}{2}/u.exec(written)?.[0];
  return inName || (start !== undefined && name.startsWith(start));
}
