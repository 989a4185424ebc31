import type { APIRoute, GetStaticPaths } from 'astro';
import { getSite, renderCells } from 'virtual:tuidao/site';
import { t, urls } from '../../../layouts/page.ts';
import { statusMarks, verificationFacts } from '../../../site/verification-facts.ts';
import { isVerified } from '../../../site/verify-site.ts';

export const getStaticPaths = (async () => {
  const { posts } = await getSite();
  return posts.filter(isVerified).map(({ slug }) => ({ params: { slug } }));
}) satisfies GetStaticPaths;

/** What the drawer of an equation tells of its execution, in the words of the site. Loaded when a reader asks. */
export const GET: APIRoute = async ({ params }) => {
  const slug = params['slug'] ?? '';
  const statuses = (await getSite()).bySlug.get(slug)?.verification.statuses ?? [];
  const equations = statuses.flatMap((status) => {
    const facts = verificationFacts(status, t);
    if (facts === undefined) return [];
    const { number, kind, title, meaning, rows, symbols, cells } = facts;
    const told = { kind, mark: statusMarks[kind], title, meaning, rows, symbols, cells };
    return [[`eq-${String(number)}`, told] as const];
  });
  const cells = [...(await renderCells(slug))].map(([id, { codeHtml, output }]) => {
    return [id, { title: t('verification.cell', { id }), codeHtml, output }] as const;
  });
  return Response.json({
    page: urls.verification(slug),
    caveat: t('verification.caveat'),
    labels: { symbols: t('verification.symbols'), cells: t('verification.cells'), output: t('verification.output') },
    equations: Object.fromEntries(equations),
    cells: Object.fromEntries(cells),
  });
};
