import type { Root } from 'hast';
import type { Translate } from '../i18n/translate.ts';
import { wrapSections } from './sections.ts';
import { structureTables } from './tables.ts';

/** Tables and sections: what needs the whole HTML tree. The same for `.md` and `.mdx`. */
export function structureTree(root: Root, t: Translate): Root {
  structureTables(root, t);
  return wrapSections(root);
}
