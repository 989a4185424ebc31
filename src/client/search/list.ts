import type { GroupRows } from '../../search/text/merge-rows.ts';
import { el } from '../page.ts';
import type { Data } from './data.ts';
import type { Row } from './rows.ts';

/** The rows of an answer as a listbox, with one of them chosen. Focus stays in the field. */
export interface List {
  readonly element: HTMLElement;
  show(groups: readonly GroupRows<Row>[], data: Data): void;
  move(step: 1 | -1): void;
  /** To the first row of the next group, or of this one or the one before. */
  jump(step: 1 | -1): void;
  /** Key of the row that the reader moved to; `undefined` while the first is only proposed. */
  moved(): string | undefined;
  /** A new question: the first row is proposed again. */
  forget(): void;
  selected(): HTMLAnchorElement | undefined;
}

export function createList(id: string, input: HTMLInputElement): List {
  const element = el('div', {
    class: 'palette__list',
    id,
    role: 'listbox',
    'aria-label': input.getAttribute('aria-label') ?? '',
  });
  element.hidden = true;
  /** Rows that are shown, in their order. */
  let rows: { readonly key: string; readonly link: HTMLAnchorElement; readonly group: number }[] = [];
  let chosen: string | undefined;
  let moved = false;

  function choose(key: string | undefined): void {
    chosen = key;
    for (const row of rows) row.link.setAttribute('aria-selected', String(row.key === key));
    const link = selected();
    if (link === undefined) input.removeAttribute('aria-activedescendant');
    else input.setAttribute('aria-activedescendant', link.id);
  }

  function selected(): HTMLAnchorElement | undefined {
    return rows.find(({ key }) => key === chosen)?.link;
  }

  function go(place: number): void {
    const row = rows[place];
    if (row === undefined) return;
    moved = true;
    choose(row.key);
    // With its heading, where it is the first of its group.
    const heading = rows[place - 1]?.group === row.group ? row.link : (row.link.closest('[role="group"]') ?? row.link);
    heading.scrollIntoView({ block: 'nearest' });
    row.link.scrollIntoView({ block: 'nearest' });
  }

  const place = (): number => rows.findIndex(({ key }) => key === chosen);

  return {
    element,
    selected,
    show(groups, { say }) {
      const known = new Map(rows.map((row) => [row.key, row]));
      rows = [];
      const sections = groups.map(({ group, rows: own }, at) => {
        // A group of options holds options; its heading names it and is read with it.
        const heading = el('h2', { id: `${id}-${group}`, role: 'presentation' }, say(`group.${group}`));
        const links = own.map((row) => {
          // A row that is shown keeps its element, unless more is known of it now.
          const link = el('a', {
            class: `hit hit--${group}`,
            role: 'option',
            id: `${id}-${encodeURIComponent(row.key)}`,
            href: row.href,
            tabindex: '-1',
            'aria-selected': 'false',
            'data-topic': row.topic,
          });
          const before = known.get(row.key)?.link;
          const content = row.content();
          link.append(...content);
          const same = before !== undefined && before.isConnected && before.textContent === link.textContent;
          const used = same && before.getAttribute('href') === row.href ? before : link;
          rows.push({ key: row.key, link: used, group: at });
          return used;
        });
        return el(
          'div',
          { class: 'grp', role: 'group', 'aria-labelledby': heading.id },
          heading,
          el('div', { role: 'presentation' }, ...links),
        );
      });
      element.replaceChildren(...sections);
      element.hidden = rows.length === 0;
      input.setAttribute('aria-expanded', String(rows.length > 0));
      choose(moved && known.has(chosen ?? '') && place() !== -1 ? chosen : rows[0]?.key);
    },
    move(step) {
      if (rows.length === 0) return;
      // The first row is proposed already: a first step down goes to the second.
      go((place() + step + rows.length) % rows.length);
    },
    jump(step) {
      const current = rows[place()]?.group ?? 0;
      const last = rows.at(-1)?.group ?? 0;
      const first = (group: number): number => rows.findIndex((row) => row.group === group);
      if (step === 1) go(first(current === last ? 0 : current + 1));
      else go(first(place() === first(current) ? (current === 0 ? last : current - 1) : current));
    },
    moved: () => (moved ? chosen : undefined),
    forget() {
      moved = false;
      chosen = undefined;
      element.scrollTop = 0;
    },
  };
}
