import type { MiddlewareHandler } from 'astro';
import { fillFormulas } from 'virtual:tuidao/site';

/** In `dev` nobody passes over what is emitted, so each answer gets its formulas here. */
export const onRequest: MiddlewareHandler = async (_, next) => {
  const response = await next();
  if (!/html|json/.test(response.headers.get('content-type') ?? '')) return response;
  return new Response(await fillFormulas(await response.text()), response);
};
