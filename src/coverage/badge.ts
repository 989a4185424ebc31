import type { Translate } from '../i18n/translate.ts';
import type { CoverageFigures } from './figures.ts';

/** `矩阵与低秩：完成 1 篇，草稿 2 篇，计划 24 篇`: the badge in words. */
export function badgeText(name: string, figures: CoverageFigures, t: Translate): string {
  return t('badge.text', { name, ...figures.posts });
}

const height = 20;
const padding = 6;
const fontSize = 11;

/**
 * A status badge: a picture that stands alone in any page, its words in `<title>`. The widths of the letters are set, so that it
 * looks the same with any font.
 */
export function badgeSvg(name: string, figures: CoverageFigures, t: Translate): string {
  const value = t('badge.value', { ...figures.posts });
  const left = textWidth(name) + 2 * padding;
  const right = textWidth(value) + 2 * padding;
  const width = left + right;
  const title = escapeXml(badgeText(name, figures, t));
  const { planned, complete, draft } = figures.posts;
  const share = (posts: number): number => (planned === 0 ? 0 : Math.round((width * posts) / planned));
  const word = (text: string, x: number, fill: string): string =>
    `<text x="${String(x)}" y="14" textLength="${String(textWidth(text))}" lengthAdjust="spacingAndGlyphs" fill="${fill}">${escapeXml(text)}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${String(width)}" height="${String(height)}" viewBox="0 0 ${String(width)} ${String(height)}" role="img" aria-label="${title}">
<title>${title}</title>
<clipPath id="r"><rect width="${String(width)}" height="${String(height)}" rx="3"/></clipPath>
<g clip-path="url(#r)">
<rect width="${String(width)}" height="${String(height)}" fill="#221d18"/>
<rect x="${String(left)}" width="${String(right)}" height="${String(height)}" fill="#f4f2ec"/>
<rect y="17" width="${String(share(complete + draft))}" height="3" fill="#97b4d3"/>
<rect y="17" width="${String(share(complete))}" height="3" fill="#1b558a"/>
<rect x="0.5" y="0.5" width="${String(width - 1)}" height="${String(height - 1)}" rx="2.5" fill="none" stroke="#221d18" stroke-opacity="0.35"/>
</g>
<g font-family="'PingFang SC', 'Noto Sans CJK SC', 'Noto Sans SC', 'Microsoft YaHei', system-ui, sans-serif" font-size="${String(fontSize)}">
${word(name, padding, '#ffffff')}
${word(value, left + padding, '#221d18')}
</g>
</svg>
`;
}

/** Whole pixels; a Chinese character is as wide as it is high, a letter a good half of that. */
function textWidth(text: string): number {
  const units = [...text].reduce(
    (sum, each) => sum + (/[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]/u.test(each) ? 1 : 0.58),
    0,
  );
  return Math.ceil(units * fontSize);
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
