import type { APIRoute } from 'astro';
import { getGrowth, getSite } from 'virtual:tuidao/site';
import { coverageReport } from '../coverage/report.ts';
import { t, urls } from '../layouts/page.ts';

/** Every figure of the coverage pages; src/coverage/README.md describes the fields. */
export const GET: APIRoute = async () => Response.json(coverageReport(await getSite(), await getGrowth(), { t, urls }));
