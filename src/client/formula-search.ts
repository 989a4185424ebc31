import type { FormulaAnswer, FormulaSearchOptions } from '../search/formula/answer.ts';
import type { FormulaQuestion, FormulaReply, SettingQuestion, SettingReply } from './formula-worker.ts';
import { urls } from './page.ts';

export { isFormulaQuery } from '../search/formula/is-formula-query.ts';
export type { FormulaAnswer, FormulaHit, FormulaPlace, FormulaSearchOptions } from '../search/formula/answer.ts';

type Reply = FormulaReply | SettingReply;

/** What waits for a reply; without one the worker has failed. */
const waiting = new Map<number, (reply: Reply | undefined) => void>();
let worker: Worker | undefined;
let asked = 0;

/**
 * Formulas of the site that look like the query. The first question starts a worker, which loads the index; later ones
 * load only what is shown of posts that are new among the hits. Never rejects: `problem` says what failed.
 * @param query LaTeX, may be unfinished; `?` stands for anything, `?a` for the same thing each time
 */
export async function searchFormulas(query: string, options: FormulaSearchOptions): Promise<FormulaAnswer> {
  const reply = await ask((id) => ({ id, folder: urls.formulas, query, options }) satisfies FormulaQuestion);
  return reply !== undefined && 'answer' in reply ? reply.answer : { hits: [], total: 0, problem: 'offline' };
}

/** Formulas of the site as HTML, set off the page's thread; `undefined` for one that cannot be set. Never rejects. */
export async function setFormulas(texs: readonly string[]): Promise<readonly (string | undefined)[]> {
  const macros = JSON.parse(document.getElementById('page-macros')?.textContent ?? '{}') as Record<string, string>;
  const reply = await ask((id) => ({ id, set: texs, macros }) satisfies SettingQuestion);
  return reply !== undefined && 'set' in reply ? reply.set : texs.map(() => undefined);
}

function ask(question: (id: number) => FormulaQuestion | SettingQuestion): Promise<Reply | undefined> {
  const running = (worker ??= start());
  asked += 1;
  const id = asked;
  return new Promise((resolve) => {
    waiting.set(id, resolve);
    running.postMessage(question(id));
  });
}

function start(): Worker {
  const started = new Worker(new URL('./formula-worker.ts', import.meta.url), { type: 'module' });
  started.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
    waiting.get(data.id)?.(data);
    waiting.delete(data.id);
  });
  // The script did not load, or it failed: the next question starts another one.
  started.addEventListener('error', () => {
    if (worker === started) worker = undefined;
    started.terminate();
    for (const resolve of waiting.values()) resolve(undefined);
    waiting.clear();
  });
  return started;
}
