import { createTranslate } from '../i18n/translate.ts';
import { siteConfig } from '../site.config.ts';
import { createUrls } from '../site/urls.ts';

/** The strings and addresses of this build. */
export const t = createTranslate(siteConfig.language);
export const urls = createUrls(import.meta.env.BASE_URL, siteConfig.origin);

/** `约 33 分钟`, `约 2 小时 5 分钟`. */
export function duration(minutes: number): string {
  const [h, m] = [Math.floor(minutes / 60), minutes % 60];
  if (h === 0) return t('unit.minutes', { n: m });
  return m === 0 ? t('unit.wholeHours', { h }) : t('unit.hours', { h, m });
}

/** `1,204`; the same in every language of the site. */
export function figure(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}
