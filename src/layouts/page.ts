import { createTranslate } from '../i18n/translate.ts';
import { siteConfig } from '../site.config.ts';
import { createUrls } from '../site/urls.ts';

/** The strings and addresses of this build. */
export const t = createTranslate(siteConfig.language);
export const urls = createUrls(import.meta.env.BASE_URL, siteConfig.origin);

/** `1,204`; the same in every language of the site. */
export function figure(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}
