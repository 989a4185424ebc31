import type { Element, Root } from 'hast';
import type { Translate } from '../i18n/translate.ts';
import { walk } from './hast.ts';
import { addPauses } from './pauses.ts';
import { wrapSections } from './sections.ts';
import { structureTables } from './tables.ts';

/** Tables, sections, pauses and the ids of footnotes: what needs the whole HTML tree. The same for `.md` and `.mdx`. */
export function structureTree(root: Root, t: Translate): Root {
  walk(root, decodeId);
  structureTables(root, t);
  addPauses(root);
  return wrapSections(root);
}

/** remark-rehype writes the id of a footnote as it stands in an address, where a browser looks for the decoded one. */
function decodeId({ properties }: Element): undefined {
  const { id } = properties;
  if (typeof id !== 'string' || !/^fn(?:ref)?-.*%/.test(id)) return undefined;
  try {
    properties.id = decodeURIComponent(id);
  } catch {
    // Typed by the author in raw HTML, and no address: it stays, and the check of the output judges its links.
  }
  return undefined;
}
