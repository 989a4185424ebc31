import type { StudyStorage } from '../study-store.ts';

/** A storage for tests, with a limit of characters and a way to fail. */
export class MemoryStorage implements StudyStorage {
  readonly texts = new Map<string, string>();
  limit = Number.POSITIVE_INFINITY;

  get length(): number {
    return this.texts.size;
  }

  key(place: number): string | null {
    return [...this.texts.keys()][place] ?? null;
  }

  getItem(key: string): string | null {
    return this.texts.get(key) ?? null;
  }

  setItem(key: string, text: string): void {
    const others = [...this.texts].reduce((sum, [name, value]) => (name === key ? sum : sum + value.length), 0);
    if (others + text.length > this.limit) throw new DOMException('no space', 'QuotaExceededError');
    this.texts.set(key, text);
  }

  removeItem(key: string): void {
    this.texts.delete(key);
  }
}
