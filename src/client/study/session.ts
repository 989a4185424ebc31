import type { Card, CardFile, Deck } from '../../study/types.ts';
import { makeQueue, type Queue } from './queue.ts';
import type { CardItem, Time } from './record.ts';
import { gradeCard, type CardGrade } from './schedule.ts';
import type { StudyStore, Trouble } from './study-store.ts';

/** A card that is asked now. */
export interface Asked {
  readonly card: Card;
  readonly file: CardFile;
  /** `undefined` for a new card. */
  readonly item: CardItem | undefined;
}

export interface SessionOptions {
  readonly store: StudyStore;
  readonly deck: Deck;
  /** @throws where the cards cannot be fetched */
  readonly load: (slug: string) => Promise<CardFile>;
  readonly now: () => Time;
  /** Only the cards of this post. */
  readonly only?: string | undefined;
}

/** A sitting: which card comes next, what a grade does to it, and the way back. All state that lasts is in the store. */
export class Session {
  readonly #options: SessionOptions;
  readonly #gone = new Set<string>();
  readonly #exhausted = new Set<string>();
  readonly #done: { readonly id: string; readonly slug: string; readonly before: CardItem | undefined }[] = [];
  /** A card that was taken back comes up again at once. */
  #again: { readonly id: string; readonly slug: string } | undefined;

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  queue(): Queue {
    const { store, deck, now, only } = this.#options;
    return makeQueue(store.read(), deck, now(), { only, gone: this.#gone, exhausted: this.#exhausted });
  }

  /** The next card; `undefined` where nothing is left for now. @throws where its cards cannot be fetched */
  async next(): Promise<Asked | undefined> {
    for (;;) {
      const { due, fresh, soon } = this.queue();
      const [known] = [...(this.#again === undefined ? [] : [this.#again]), ...due];
      const [open] = fresh;
      const asked =
        known !== undefined
          ? await this.#find(known)
          : open !== undefined
            ? await this.#findNew(open.slug)
            : soon[0] === undefined
              ? undefined
              : await this.#find(soon[0]);
      if (asked !== undefined) return asked;
      if (known === undefined && open === undefined && soon.length === 0) return undefined;
    }
  }

  /** Keeps how well a card was known. Says why it was not kept, if it was not. */
  grade({ card, file, item }: Asked, grade: CardGrade): Trouble | undefined {
    const { store, now } = this.#options;
    this.#again = undefined;
    this.#done.push({ id: card.id, slug: file.slug, before: item });
    return store.put('cards', card.id, { slug: file.slug, schedule: gradeCard(item?.schedule, grade, now()) });
  }

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  /** Takes the last grade back; that card is the next one. */
  undo(): Trouble | undefined {
    const last = this.#done.pop();
    if (last === undefined) return undefined;
    this.#again = { id: last.id, slug: last.slug };
    return this.#options.store.put('cards', last.id, { slug: last.slug, schedule: last.before?.schedule });
  }

  /** A card that is no longer in its post is left out from now on. */
  async #find({ id, slug }: { readonly id: string; readonly slug: string }): Promise<Asked | undefined> {
    const file = await this.#options.load(slug);
    const card = file.cards.find((each) => each.id === id);
    if (card === undefined) {
      this.#gone.add(id);
      if (this.#again?.id === id) this.#again = undefined;
      return undefined;
    }
    return { card, file, item: this.#options.store.read().cards.get(id) };
  }

  async #findNew(slug: string): Promise<Asked | undefined> {
    const file = await this.#options.load(slug);
    const { cards } = this.#options.store.read();
    const card = file.cards.find(({ id }) => cards.get(id)?.schedule === undefined);
    if (card === undefined) {
      this.#exhausted.add(slug);
      return undefined;
    }
    return { card, file, item: cards.get(card.id) };
  }
}
