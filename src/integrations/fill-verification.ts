import type { Translate } from '../i18n/translate.ts';
import { highlight } from '../markdown/highlight.ts';
import { escapeAttribute, escapeHtml, fillMarks, fillOutputs } from '../markdown/slots.ts';
import type { Post } from '../site/types.ts';
import type { Urls } from '../site/urls.ts';
import { statusMarks } from '../site/verification-facts.ts';

/**
 * Puts what executing a post showed into its body: a mark behind every number, the output below every block that was
 * executed. A mark is a link to the page that tells the same as its drawer, for readers without JavaScript.
 */
export function fillVerification(html: string, { slug, verification }: Post, urls: Urls, t: Translate): string {
  const statuses = new Map(verification.statuses.map((status) => [status.number, status]));
  const marked = fillMarks(html, (number) => {
    const status = statuses.get(number);
    if (status === undefined || status.kind === 'none') return '';
    const { kind, groundsVerified } = status;
    const grounds = groundsVerified ? `${t('verification.semicolon')}${t('verification.groundsVerified')}` : '';
    const label = escapeAttribute(t(`equationStatus.${kind}`) + grounds);
    const href = escapeAttribute(urls.verification(slug, `eq-${String(number)}`));
    const mark = `<svg class="mark" data-status="${kind}" aria-hidden="true"><use href="#${statusMarks[kind]}"/></svg>`;
    return `<a class="eq__status" href="${href}" title="${label}" aria-label="${label}">${mark}</a>`;
  });
  return fillOutputs(marked, (block) => {
    const output = verification.outputs.get(block);
    if (output === undefined) return undefined;
    const name = t('verification.output');
    const code = `<code>${escapeHtml(output.replace(/\n$/, ''))}</code>`;
    return `<p>${name}</p><pre class="code" tabindex="0" role="group" aria-label="${name}">${code}</pre>`;
  });
}

/** A cell of a check file, for readers. */
export interface RenderedCell {
  readonly codeHtml: string;
  readonly output: string;
}

/** The cells that check the equations of a post and are what they were when they were executed, by id, in that order. */
export function renderCells({ verification }: Pick<Post, 'verification'>): ReadonlyMap<string, RenderedCell> {
  const cells = new Map<string, RenderedCell>();
  for (const { id, code, output } of verification.statuses.flatMap(({ evidence }) => evidence?.shown ?? [])) {
    if (!cells.has(id)) cells.set(id, { codeHtml: highlighted(code.trimEnd()), output: output.trimEnd() });
  }
  return cells;
}

function highlighted(code: string): string {
  return highlight(code, 'python')
    .map((tokens) => {
      const line = tokens.map(({ kind, text }) => {
        return kind === '' ? escapeHtml(text) : `<span class="${kind}">${escapeHtml(text)}</span>`;
      });
      return `<span class="ln">${line.join('')}</span>`;
    })
    .join('\n');
}
