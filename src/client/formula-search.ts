import type { FormulaAnswer, FormulaSearchOptions } from '../search/formula/answer.ts';
import type { FormulaQuestion, FormulaReply } from './formula-worker.ts';
import { urls } from './page.ts';

export type { FormulaAnswer, FormulaHit, FormulaPlace, FormulaSearchOptions } from '../search/formula/answer.ts';

const waiting = new Map<number, (answer: FormulaAnswer) => void>();
let worker: Worker | undefined;
let asked = 0;

/**
 * Formulas of the site that look like the query. The first question starts a worker, which loads the index; later ones
 * load only what is shown of posts that are new among the hits. Never rejects: `problem` says what failed.
 * @param query LaTeX, may be unfinished; `?` stands for anything, `?a` for the same thing each time
 */
export function searchFormulas(query: string, options: FormulaSearchOptions): Promise<FormulaAnswer> {
  const running = (worker ??= start());
  asked += 1;
  const question: FormulaQuestion = { id: asked, folder: urls.formulas, query, options };
  return new Promise((resolve) => {
    waiting.set(question.id, resolve);
    running.postMessage(question);
  });
}

function start(): Worker {
  const started = new Worker(new URL('./formula-worker.ts', import.meta.url), { type: 'module' });
  started.addEventListener('message', ({ data }: MessageEvent<FormulaReply>) => {
    waiting.get(data.id)?.(data.answer);
    waiting.delete(data.id);
  });
  // The script did not load, or it failed: the next question starts another one.
  started.addEventListener('error', () => {
    if (worker === started) worker = undefined;
    started.terminate();
    for (const resolve of waiting.values()) resolve({ hits: [], total: 0, problem: 'offline' });
    waiting.clear();
  });
  return started;
}

/** Whether what somebody types is a formula rather than words. */
export function isFormulaQuery(query: string): boolean {
  const text = query.trim();
  if (/^[$=]/.test(text) || /\\[a-zA-Z]{2}|\\[{|,]|[\^_]\S/.test(text)) return true;
  if (/\p{Script=Han}/u.test(text)) return false;
  return /[A-Za-z0-9)\]'?]\s*[=+*/<>|]\s*[-A-Za-z0-9(\\?]|\([^)]*[+*/^][^)]*\)/.test(text);
}
