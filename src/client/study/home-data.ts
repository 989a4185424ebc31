import { ankiHeader, joinAnki } from '../../study/anki-text.ts';
import type { Deck } from '../../study/types.ts';
import { el, loadJson, t, urls } from '../page.ts';
import { download, exportRecord, today } from './download.ts';
import { countImport, readImport } from './import-record.ts';
import { readRead } from './marks.ts';
import { s } from './page-strings.ts';
import { countItems } from './record.ts';
import { writeRecord } from './serialise.ts';
import { study } from './store.ts';

const box = document.querySelector<HTMLElement>('[data-study-data]');
const said = box?.querySelector('[data-said]');

/** What is kept, and the ways to take it along, bring it back and delete it. */
export function startData(): void {
  if (box === null) return;
  showState();
  study.subscribe(showState);
  on('export', () => exportRecord());
  on('anki', () => void exportAnki());
  on('import', () => box.querySelector<HTMLInputElement>('input[type="file"]')?.click());
  on('delete', () => document.querySelector<HTMLDialogElement>('[data-study-delete]')?.showModal());
  box.querySelector<HTMLInputElement>('input[type="file"]')?.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement) void importFile(target);
  });
  const dialog = document.querySelector<HTMLDialogElement>('[data-study-delete]');
  dialog?.addEventListener('close', () => {
    if (dialog.returnValue !== 'delete') return;
    dialog.returnValue = '';
    study.clear();
    say(s('data.deleted'));
  });
}

function on(name: string, answer: () => void): void {
  box?.querySelector(`[data-do="${name}"]`)?.addEventListener('click', answer);
}

function say(...text: readonly string[]): void {
  said?.replaceChildren(text.filter((part) => part !== '').join(' '));
}

function showState(): void {
  const record = study.read();
  const { trouble, unsaved, setAside } = study.state();
  const items = countItems(record);
  const size = Math.ceil((2 * writeRecord(record).length) / 1000);
  const lines = [el('p', {}, items === 0 ? s('data.empty') : s('data.size', { items, size }))];
  if (trouble !== undefined) lines.push(el('p', { class: 'warn' }, t(`study.trouble.${trouble}`)));
  if (unsaved > 0) lines.push(el('p', { class: 'warn' }, s('data.unsaved', { n: unsaved })));
  const list = setAside.map((key, place) => {
    const name = `tuidao-study-damaged-${String(place + 1)}.txt`;
    const get = el('button', { type: 'button', class: 'act' }, s('data.download'));
    get.addEventListener('click', () => download(name, study.setAside(key) ?? '', 'text/plain'));
    const drop = el('button', { type: 'button', class: 'act' }, s('data.drop'));
    drop.addEventListener('click', () => study.dropSetAside(key));
    return el('li', {}, el('span', {}, name), get, drop);
  });
  const aside =
    list.length === 0 ? [] : [el('p', { class: 'warn' }, s('data.setAside')), el('ul', { class: 'aside' }, ...list)];
  box?.querySelector('[data-state]')?.replaceChildren(...lines, ...aside);
}

async function importFile(field: HTMLInputElement): Promise<void> {
  const [file] = field.files ?? [];
  if (file === undefined) return;
  const read = readImport(await file.text().catch(() => ''));
  // The same file can be chosen again.
  field.value = '';
  if (read.kind === 'damaged') say(s('data.broken'));
  else if (read.kind === 'newer') say(s('data.newer', { version: read.version }));
  else {
    const counts = countImport(study.read(), read.record);
    const trouble = study.add(read.record);
    say(
      s('data.imported', { ...counts }),
      read.refused > 0 ? s('data.refused', { n: read.refused }) : '',
      trouble === undefined ? '' : t(`study.trouble.${trouble}`),
    );
  }
}

/** As many files are asked for at once. */
const atOnce = 6;

async function exportAnki(): Promise<void> {
  try {
    const deck = await loadJson<Deck>(`${urls.study}deck.json`);
    const read = readRead();
    const chosen = deck.posts.filter(({ slug }) => read.size === 0 || read.has(slug));
    const texts: string[] = [];
    for (let from = 0; from < chosen.length; from += atOnce) {
      texts.push(...(await Promise.all(chosen.slice(from, from + atOnce).map(({ slug }) => ankiOf(slug)))));
    }
    const joined = joinAnki(texts);
    download(`tuidao-anki-${today()}.txt`, joined, 'text/plain');
    say(s('data.ankiDone', { n: joined.split('\n').length - 1 - ankiHeader.length }));
  } catch {
    say(s('data.ankiFailed'));
  }
}

async function ankiOf(slug: string): Promise<string> {
  const response = await fetch(`${urls.study}anki/${slug}.txt`);
  if (!response.ok) throw new Error(`${slug}: ${String(response.status)}`);
  return response.text();
}
