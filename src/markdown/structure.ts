import type { Root } from 'hast';
import { wrapSections } from './sections.ts';
import { structureTables } from './tables.ts';

/** Tables and sections: what needs the whole HTML tree. The same for `.md` and `.mdx`. */
export function structureTree(root: Root): Root {
  structureTables(root);
  return wrapSections(root);
}
