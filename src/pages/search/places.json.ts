import type { APIRoute } from 'astro';
import { getSite } from 'virtual:tuidao/site';
import { t } from '../../layouts/page.ts';
import { makePlaces } from '../../search/text/make-places.ts';

/** What the palette searches at once: titles, headings, boxes and concepts. Loaded when it is first opened. */
export const GET: APIRoute = async () => Response.json(makePlaces(await getSite(), t));
