import { el, idOf, loadJson, t } from './page.ts';

export interface Target {
  /** 式(5), 定理 2, §4.2 …; with the title of the other post. */
  readonly label: string;
  readonly body: HTMLElement;
}

interface Fragments {
  /** Plain text. */
  readonly title: string;
  /** Of what is no post, printed as it is. */
  readonly name?: string;
  /** HTML. */
  readonly description: string;
  readonly aliases: Readonly<Record<string, string>>;
  readonly items: Readonly<Record<string, string>>;
}

/**
 * What a reference names, ready to be shown: from this page, else from the fragments of the other post.
 * @returns `undefined` where nothing can be shown
 */
export async function showTarget(link: HTMLAnchorElement): Promise<Target | undefined> {
  const id = idOf(link.hash);
  if (link.pathname === location.pathname) {
    const found = document.getElementById(id);
    return found === null ? undefined : present(copyOf(found));
  }
  const fragments = await loadJson<Fragments>(`${link.pathname}fragments.json`);
  const name = fragments.name ?? t('ref.title', { title: fragments.title });
  const html = id === '' ? `<p>${fragments.description}</p>` : fragments.items[fragments.aliases[id] ?? id];
  if (html === undefined) return undefined;
  const box = el('template');
  box.innerHTML = html;
  for (const inner of box.content.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')) {
    inner.setAttribute('href', link.pathname + inner.hash);
  }
  const target = present([...box.content.children]);
  return { ...target, label: name + (id === '' ? '' : target.label) };
}

/** The element and what it needs to be understood: the sentence before an equation, the paragraph after a heading. */
function copyOf(found: HTMLElement): Element[] {
  const equation = found.closest('.eq');
  const whole = equation ?? found;
  const before = equation?.previousElementSibling;
  const after = /^H[1-6]$/.test(found.tagName) ? found.nextElementSibling : null;
  const parts = [before?.tagName === 'P' ? before : null, whole, after?.tagName === 'P' ? after : null];
  return parts.filter((part) => part !== null).map((part) => part.cloneNode(true) as Element);
}

/** An equation with the sentence that leads to it, to be shown elsewhere; also of the page of another post. */
export function copyWithLead(equation: HTMLElement): Element[] {
  return [...present(copyOf(equation)).body.children].map((part) => document.importNode(part, true));
}

function present(parts: readonly Element[]): Target {
  const body = el('div', { class: 'peek__body' }, ...parts);
  for (const copy of body.querySelectorAll('[id]')) copy.removeAttribute('id');
  for (const part of body.querySelectorAll<HTMLElement>('[hidden]')) part.hidden = false;
  for (const tool of body.querySelectorAll('.eq__tools, .eq__drawer, .peek')) tool.remove();
  for (const box of body.querySelectorAll<HTMLElement>('.eq')) {
    delete box.dataset['open'];
    box.classList.remove('is-current');
  }
  const [first] = body.children;
  if (first?.tagName === 'P' && first.nextElementSibling?.matches('.eq')) keepLastSentence(first);
  return { label: labelOf(body), body };
}

/** The sentence that leads to an equation; what stands before it in the paragraph belongs to something else. */
function keepLastSentence(paragraph: Element): void {
  paragraph.classList.add('peek__lead');
  const nodes = [...paragraph.childNodes].reverse();
  const cut = nodes.findIndex((node, place) => ends(node, place === 0) !== undefined);
  const stop = nodes[cut];
  if (stop === undefined) return;
  for (const node of nodes.slice(cut + 1)) node.remove();
  const at = ends(stop, cut === 0) ?? 0;
  if (stop instanceof Text) stop.data = stop.data.slice(at).trimStart();
  else stop.remove();
}

/** Place behind the last full stop of a node that is not the end of the paragraph itself. */
function ends(node: Node, isLast: boolean): number | undefined {
  const text = node.textContent ?? '';
  if (!(node instanceof Text) && !(node instanceof Element && node.matches('.nb'))) return undefined;
  const searched = isLast ? text.trimEnd().slice(0, -1) : text;
  const at = Math.max(searched.lastIndexOf('。'), searched.lastIndexOf('；'), searched.lastIndexOf('？'));
  return at === -1 ? undefined : at + 1;
}

function labelOf(body: HTMLElement): string {
  const numbers = [...body.querySelectorAll(':scope > .eq .eq__no')].map(
    (number) => number.textContent?.replace(/[()]/g, '') ?? '',
  );
  if (numbers.length > 0) return t('equation', { n: numbers.join(t('comma')) });
  const result = body.querySelector(':scope > .env .env__label');
  if (result !== null) return result.firstChild?.textContent ?? '';
  const heading = body.querySelector(':scope > :is(h2, h3)');
  const number = heading?.querySelector('.h-no')?.textContent;
  return number == null ? '' : `§${number}`;
}
