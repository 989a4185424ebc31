import { mergeRows, type GroupRows } from '../../search/text/merge-rows.ts';
import type { Group } from '../../search/text/read-query.ts';
import type { Narrowing } from '../../search/text/types.ts';
import { el, icon, store, t } from '../page.ts';
import { loadData, loadPagefind, type Data } from './data.ts';
import { showIdle, showNothing } from './empty.ts';
import { createList, type List } from './list.ts';
import type { Row } from './rows.ts';
import { ask, type Answer } from './session.ts';

export interface PanelOptions {
  /** In a page rows are not boxed in, and there may be more of them. */
  readonly form: 'dialog' | 'page';
  readonly query: string;
  /** After every question. */
  readonly onAsk?: (query: string) => void;
  /** Before the page of a row is opened. */
  readonly onLeave?: () => void;
}

export interface Panel {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  /** Puts a query into the field and asks it. */
  set(query: string): void;
  narrow(narrowing: Narrowing, group: Group | undefined): void;
  /** Resolves when the data has loaded; the panel says by itself when it has not. */
  readonly ready: Promise<Data | undefined>;
}

const limits = {
  dialog: { several: 4, alone: 20 },
  page: { several: 8, alone: 30 },
} as const;
/** Counts are told after a pause, so that a screen reader is not talked over at every key. */
const announceAfter = 700;

/** The field, what it was understood as, and the answer: a combobox with a listbox. */
export function createPanel(options: PanelOptions): Panel {
  const id = `search-${options.form}`;
  const input = el('input', {
    type: 'text',
    name: 'q',
    role: 'combobox',
    'aria-label': t('search.title'),
    'aria-autocomplete': 'list',
    'aria-haspopup': 'listbox',
    'aria-expanded': 'false',
    'aria-controls': `${id}-list`,
    placeholder: t('search.placeholder'),
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    enterkeyhint: 'go',
    maxlength: '400',
  });
  input.value = options.query;
  const field = el('div', { class: 'palette__q' }, icon('i-search'), input);
  const read = el('div', { class: 'palette__read' });
  read.hidden = true;
  const list: List = createList(`${id}-list`, input);
  const note = el('div', { class: 'palette__note' }, el('p', {}, t('search.loading')));
  const live = el('p', { class: 'sr', role: 'status' });
  const keys = el('div', { class: 'palette__keys' });
  const element = el(
    'div',
    { class: `palette__panel palette__panel--${options.form}` },
    field,
    read,
    note,
    list.element,
    live,
    keys,
  );

  let data: Data | undefined;
  let narrowing: Narrowing = {};
  let group: Group | undefined;
  let stop = (): void => undefined;
  let shown: readonly GroupRows<Row>[] = [];
  let started = 0;
  let telling: ReturnType<typeof setTimeout> | undefined;
  let ignoreNames = store.get('search:names') === 'ignored';

  const ready = start();

  async function start(): Promise<Data | undefined> {
    note.replaceChildren(el('p', {}, t('search.loading')));
    note.hidden = false;
    try {
      data = await loadData();
    } catch {
      sayOffline();
      return undefined;
    }
    question();
    // Before anything is typed: the first full-text answer then waits only for its own part of the index.
    void loadPagefind().catch(() => undefined);
    return data;
  }

  function sayOffline(): void {
    const retry = el('button', { type: 'button' }, t('search.retry'));
    retry.addEventListener('click', () => {
      input.focus();
      void start();
    });
    note.replaceChildren(el('p', { role: 'alert' }, t('search.offline')), retry);
  }

  function question(): void {
    stop();
    clearTimeout(telling);
    const query = input.value.trim();
    options.onAsk?.(query);
    if (data === undefined) return;
    shown = [];
    started = performance.now();
    list.forget();
    if (query === '') {
      list.show([], data);
      showIdle(note, data, set);
      note.hidden = false;
      read.hidden = true;
      keys.replaceChildren();
      live.textContent = '';
      return;
    }
    const current = data;
    stop = ask(current, { query, ignoreNames, narrowing, group, limits: limits[options.form] }, (answer) =>
      receive(current, answer, query),
    );
  }

  function receive(current: Data, answer: Answer, query: string): void {
    shown = mergeRows(shown, answer.groups, list.moved());
    const count = shown.reduce((sum, { rows }) => sum + rows.length, 0);
    list.show(shown, current);
    showRead(current, answer);
    note.hidden = count > 0 && answer.problems.length === 0;
    if (count === 0 && !answer.pending) {
      showNothing(note, current, { query, answer, group: answer.read.group }, set);
    } else {
      const lines = answer.problems.map((problem) => el('p', {}, current.say(problemNames[problem])));
      note.replaceChildren(...(count === 0 && lines.length === 0 ? [el('p', {}, current.say('pending'))] : lines));
    }
    showKeys(current, count, answer.pending);
    clearTimeout(telling);
    telling = setTimeout(() => tell(current, count), answer.pending ? 3 * announceAfter : announceAfter);
  }

  function tell({ say }: Data, n: number): void {
    const parts = shown.map((each) => say('groupCount', { group: say(`group.${each.group}`), n: each.rows.length }));
    live.textContent = n === 0 ? say('noneAnnounce') : say('announce', { n, groups: parts.join(t('comma')) });
  }

  function showRead({ say }: Data, { read: understood, preview }: Answer): void {
    const { group: only, text, formula } = understood;
    const parts: Node[] = [];
    if (only !== undefined) parts.push(el('span', {}, `${say('read.only')}　${say(`group.${only}`)}`));
    if (text !== '' && formula !== '' && text !== formula) parts.push(el('span', {}, `${say('read.text')}　${text}`));
    if (formula !== '' && formula !== text) {
      const set = el('span', { class: 'palette__formula' });
      // KaTeX made it, with `trust` for nothing but our own class.
      if (preview === undefined) set.append(el('code', {}, formula));
      else set.innerHTML = preview;
      parts.push(el('span', {}, `${say('read.formula')}　`, set));
    }
    if (formula !== '' && (only ?? 'formula') === 'formula') parts.push(toggle(say('ignoreNames')));
    // The control that a reader is on is not taken from under the hand.
    if (!read.contains(document.activeElement)) read.replaceChildren(...parts);
    read.hidden = parts.length === 0;
  }

  function toggle(label: string): HTMLElement {
    const box = el('input', { type: 'checkbox' });
    box.checked = ignoreNames;
    box.addEventListener('change', () => {
      ignoreNames = box.checked;
      store.set('search:names', ignoreNames ? 'ignored' : 'kept');
      question();
    });
    return el('label', {}, box, label);
  }

  function showKeys({ say }: Data, n: number, pending: boolean): void {
    const hint = (names: readonly string[], what: string): Node =>
      el('span', {}, ...names.flatMap((name) => [el('kbd', {}, name), ' ']), say(`key.${what}`));
    const ms = Math.round(performance.now() - started);
    keys.replaceChildren(
      hint(['↑', '↓'], 'move'),
      hint(['PgUp', 'PgDn'], 'group'),
      hint(['↵'], 'open'),
      hint(['Ctrl ↵'], 'tab'),
      el('span', { class: 'num' }, pending ? say('count', { n }) : say('time', { n, ms })),
    );
  }

  function set(query: string): void {
    input.value = query;
    input.focus();
    input.setSelectionRange(query.length, query.length);
    question();
  }

  input.addEventListener('input', (event) => {
    // An input method is still at work: what stands in the field is not yet what is meant.
    if (!(event instanceof InputEvent && event.isComposing)) question();
  });
  input.addEventListener('compositionend', question);
  input.addEventListener('keydown', (event) => {
    if (event.isComposing || event.keyCode === composing) return;
    const moves = { ArrowDown: 1, ArrowUp: -1 } as const;
    const jumps = { PageDown: 1, PageUp: -1 } as const;
    if (event.altKey) return;
    if (Object.hasOwn(moves, event.key)) list.move(moves[event.key as keyof typeof moves]);
    else if (Object.hasOwn(jumps, event.key)) list.jump(jumps[event.key as keyof typeof jumps]);
    else if (event.key === 'Enter') {
      const link = list.selected();
      if (link === undefined) return event.preventDefault();
      if (event.ctrlKey || event.metaKey) open(link.href, '_blank', 'noopener');
      else {
        options.onLeave?.();
        location.assign(link.href);
      }
    } else return;
    event.preventDefault();
  });
  list.element.addEventListener('click', (event) => {
    const plain =
      event instanceof MouseEvent && event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (plain && event.target instanceof Element && event.target.closest('a') !== null) options.onLeave?.();
  });

  return {
    element,
    input,
    set,
    narrow(next, only) {
      narrowing = next;
      group = only;
      question();
    },
    ready,
  };
}

/** What browsers report for a key that an input method takes, also where they forget `isComposing`. */
const composing = 229;

const problemNames = { text: 'textFailed', formulas: 'formulasFailed', vague: 'vague' } as const;
