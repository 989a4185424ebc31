import type { APIRoute } from 'astro';
import { getSite } from 'virtual:tuidao/site';
import { makeDeck } from '../../study/deck.ts';

/** Posts, topics and paths for the study pages, and for the marks on other pages once there are any. */
export const GET: APIRoute = async () => Response.json(makeDeck(await getSite()));
