import { prefixes, type Group } from '../../search/text/read-query.ts';
import { el, t } from '../page.ts';
import { urls, type Data } from './data.ts';
import type { Answer } from './session.ts';

/** What the palette shows where it has no rows. */

type Ask = (query: string) => void;

/** A formula that every site with softmax has somewhere. */
const formulaExample = '\\log\\sum e^{?x}';

/** Before anything is typed: how to ask. */
export function showIdle(place: HTMLElement, { places, say }: Data, set: Ask): void {
  const defined = places.concepts.filter(({ place: where }) => where !== '').map(({ name }) => name);
  const signs = Object.entries(prefixes).map(([sign, group]) => {
    const button = el('button', { type: 'button' }, el('kbd', {}, sign), say(`group.${group}`));
    button.addEventListener('click', () => set(sign));
    return button;
  });
  place.replaceChildren(
    el('p', {}, say('prefixes')),
    el('div', { class: 'palette__signs' }, ...signs),
    el(
      'p',
      { class: 'palette__tries' },
      say('tries'),
      ...[...defined.slice(0, 3), formulaExample].map((query) => button(query, set)),
    ),
    el('p', {}, say('formulaHelp')),
  );
}

interface Nothing {
  readonly query: string;
  readonly answer: Answer;
  readonly group: Group | undefined;
}

/** Nothing was found: what else could be meant, and where else to look. */
export function showNothing(place: HTMLElement, data: Data, { query, answer, group }: Nothing, set: Ask): void {
  const { engine, say } = data;
  const { problems, read } = answer;
  const bare = group === undefined ? query : query.replace(/^[^\p{L}\p{N}\\]\s*/u, '');
  const lines: Node[] = problems.map((problem) =>
    el('p', {}, say(problem === 'vague' ? 'vague' : problem === 'text' ? 'textFailed' : 'formulasFailed')),
  );
  if (!problems.includes('vague')) {
    lines.unshift(
      el(
        'p',
        {},
        group === undefined ? say('none', { query }) : say('noneOf', { query: bare, group: say(`group.${group}`) }),
      ),
    );
  }
  if (group !== undefined && bare !== '' && bare !== query) {
    const everywhere = el('button', { type: 'button' }, say('everywhere'));
    everywhere.addEventListener('click', () => set(bare));
    lines.push(everywhere);
  }
  const names = read.text === '' ? [] : engine.suggest(read.text);
  if (names.length > 0) {
    lines.push(el('p', { class: 'palette__tries' }, say('suggest'), ...names.map((name) => button(name, set))));
  }
  lines.push(el('p', {}, el('a', { href: urls.topics }, t('search.browse'))));
  place.replaceChildren(...lines);
}

function button(query: string, set: Ask): HTMLButtonElement {
  const made = el('button', { type: 'button' }, query);
  made.addEventListener('click', () => set(query));
  return made;
}
