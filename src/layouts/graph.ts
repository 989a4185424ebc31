import type { DrawingWords } from '../site/prerequisites/draw.ts';
import { t } from './page.ts';

/** More posts than this are not drawn in one picture: nobody would find anything in it. */
const drawable = 120;

export function isLarge(posts: number): boolean {
  return posts > drawable;
}

export function drawingWords(label: string): DrawingWords {
  return {
    label,
    layer: (n) => (n === 0 ? t('graph.origin') : t('graph.layer', { n })),
    here: t('graph.here'),
  };
}
