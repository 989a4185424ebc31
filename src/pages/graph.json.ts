import type { APIRoute } from 'astro';
import { getSite } from 'virtual:tuidao/site';
import { graphData } from '../site/prerequisites/graph.ts';

/** Which post is read before which. For the graph and the plan. */
export const GET: APIRoute = async () => Response.json(graphData(await getSite()));
