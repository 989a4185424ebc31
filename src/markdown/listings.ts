import type { Element, ElementContent } from 'hast';
import type { RenderContext } from './context.ts';
import { el } from './hast.ts';
import { highlight, languageName } from './highlight.ts';
import { startOffset, type TreeNode } from './tree.ts';

/**
 * A code block with its caption. A block that is executed gets a slot for its recorded output, which is filled when
 * the page is made: a new record must not make the cached post stale.
 */
export function listing(node: TreeNode, context: RenderContext): TreeNode {
  const lang = node.lang ?? '';
  const meta = node.meta ?? '';
  const title = /\btitle=(?:"([^"]*)"|'([^']*)'|(\S+))/.exec(meta);
  const caption = title?.[1] ?? title?.[2] ?? title?.[3] ?? languageName(lang);
  const index = context.codeBlocks.get(startOffset(node));
  const runs = /(?:^|\s)run(?:\s|$)/.test(meta) && index !== undefined;
  const children: Element[] = [
    ...(caption === '' ? [] : [el('figcaption', {}, [el('span', {}, [caption])])]),
    el(
      'pre',
      {
        className: ['code'],
        tabIndex: 0,
        role: 'group',
        ariaLabel: caption === '' ? context.t('code.plain') : context.t('code.name', { caption }),
      },
      [el('code', {}, codeLines(node.value ?? '', lang))],
    ),
    ...(runs ? [el('div', { className: ['listing__out'], dataOutput: String(index) })] : []),
  ];
  const properties = { className: ['listing'], ...(lang === '' ? {} : { dataLang: lang }) };
  return {
    type: 'listing',
    position: node.position,
    data: { hName: 'figure', hProperties: properties, hChildren: children },
    children: [],
  };
}

function codeLines(code: string, lang: string): ElementContent[] {
  return highlight(code, lang).flatMap((tokens, place): ElementContent[] => {
    const line = el(
      'span',
      { className: ['ln'] },
      tokens.map(({ kind, text }) => (kind === '' ? text : el('span', { className: [kind] }, [text]))),
    );
    return place === 0 ? [line] : [{ type: 'text', value: '\n' }, line];
  });
}
