import '../../styles/palette.css';
import { groups, type Group } from '../../search/text/read-query.ts';
import type { Narrowing } from '../../search/text/types.ts';
import { el } from '../page.ts';
import type { Data } from './data.ts';
import { createPanel } from './panel.ts';

/** The search as a page: its address holds the query and what it is narrowed to. */
const place = document.querySelector<HTMLElement>('[data-search-page]');
if (place !== null) start(place);

function start(place: HTMLElement): void {
  const address = new URL(location.href).searchParams;
  const idle = document.querySelector<HTMLElement>('[data-search-idle]');
  const panel = createPanel({
    form: 'page',
    query: address.get('q') ?? '',
    onAsk(query) {
      remember('q', query);
      if (idle !== null) idle.hidden = query !== '';
    },
  });
  place.replaceChildren(panel.element);
  if (panel.input.value === '') panel.input.focus();
  void panel.ready.then((data) => {
    if (data === undefined) return;
    const filters = createFilters(data, address, (narrowing, group) => panel.narrow(narrowing, group));
    panel.element.querySelector('.palette__q')?.after(filters);
  });
}

const names = ['topic', 'difficulty', 'status', 'group'] as const;
type Name = (typeof names)[number];

function createFilters(
  { places, say }: Data,
  address: URLSearchParams,
  narrow: (narrowing: Narrowing, group: Group | undefined) => void,
): HTMLElement {
  const levels = [...new Set(places.posts.map(({ difficulty }) => difficulty))].sort((a, b) => a - b);
  const used = new Set(places.posts.map(({ topic }) => topic));
  const choices: Record<Name, readonly (readonly [string, string])[]> = {
    topic: places.topics.filter((_, topic) => used.has(topic)).map(({ id, name }) => [id, name]),
    difficulty: levels.map((level) => [String(level), say(`difficulty.${String(level)}`)]),
    status: (['complete', 'draft'] as const).map((status) => [status, say(`status.${status}`)]),
    group: groups.map((group) => [group, say(`group.${group}`)]),
  };
  const selects = names.map((name) => {
    const options = choices[name].map(([value, text]) => el('option', { value }, text));
    const select = el('select', { name }, el('option', { value: '' }, say('filter.all')), ...options);
    const asked = address.get(name) ?? '';
    if (choices[name].some(([value]) => value === asked)) select.value = asked;
    select.addEventListener('change', () => {
      remember(name, select.value);
      apply();
    });
    return { name, select };
  });
  const valueOf = (name: Name): string | undefined => {
    const value = selects.find((each) => each.name === name)?.select.value ?? '';
    return value === '' ? undefined : value;
  };
  function apply(): void {
    const [topic, difficulty, status] = [valueOf('topic'), valueOf('difficulty'), valueOf('status')];
    const narrowing: Narrowing = {
      ...(topic === undefined ? {} : { topic }),
      ...(difficulty === undefined ? {} : { difficulty: Number(difficulty) }),
      ...(status === undefined ? {} : { status: status === 'draft' ? 'draft' : 'complete' }),
    };
    narrow(
      narrowing,
      groups.find((group) => group === valueOf('group')),
    );
  }
  if (selects.some(({ select }) => select.value !== '')) apply();
  return el(
    'div',
    { class: 'palette__filters' },
    ...selects.map(({ name, select }) => el('label', {}, el('span', {}, say(`filter.${name}`)), select)),
  );
}

function remember(name: string, value: string): void {
  const url = new URL(location.href);
  if (value === '') url.searchParams.delete(name);
  else url.searchParams.set(name, value);
  if (url.href !== location.href) history.replaceState(history.state, '', url);
}
