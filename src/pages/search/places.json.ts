import type { APIRoute } from 'astro';
import { getSite } from 'virtual:tuidao/site';
import { paletteStrings } from '../../i18n/translate.ts';
import { t } from '../../layouts/page.ts';
import { makePlaces } from '../../search/text/make-places.ts';

/** What the palette searches at once, and what it says. Loaded when it is first opened. */
export const GET: APIRoute = async () => {
  const site = await getSite();
  return Response.json({ ...makePlaces(site, t), strings: paletteStrings(site.config.language) });
};
