/** What can be read of an equation on the page. */

/** Its numbers: one, or one for each row. */
export function numbersOf(equation: Element): string[] {
  return [...equation.querySelectorAll('.eq__no')].map((number) => (number.textContent ?? '').replace(/[()]/g, ''));
}

/** The id that stays when equations are numbered anew; the present one where the equation was not published yet. */
export function permanentIdOf(equation: Element): string {
  return equation.querySelector(':scope > .eq__alias[id^="q-"]')?.id ?? equation.id;
}

/** As the author wrote it, without number and name. */
export function latexOf(equation: Element): string {
  return equation.querySelector('annotation[encoding="application/x-tex"]')?.textContent?.trim() ?? '';
}

export function markdownOf(equation: Element): string {
  const numbers = numbersOf(equation);
  const tag = numbers.length === 1 ? ` \\tag{${numbers[0] ?? ''}}` : '';
  return `$$\n${latexOf(equation)}${tag}\n$$\n`;
}

export function mathmlOf(equation: Element): string {
  const math = equation.querySelector('math')?.cloneNode(true);
  if (!(math instanceof Element)) return '';
  for (const annotation of math.querySelectorAll('annotation')) annotation.remove();
  return math.outerHTML;
}

/** The formula alone, to be shown elsewhere. */
export function formulaOf(equation: Element): Node {
  return equation.querySelector('.katex-display')?.cloneNode(true) ?? document.createTextNode('');
}

/** A sentence of this page, given as text with its formulas between dollars; the formulas are taken from the page. */
export function withFormulas(text: string): Node[] {
  return text.split(/\$([^$]+)\$/).map((part, place) => {
    if (place % 2 === 0) return document.createTextNode(part);
    return formulaWith(part)?.cloneNode(true) ?? document.createTextNode(part);
  });
}

function formulaWith(tex: string): Element | null | undefined {
  for (const annotation of document.querySelectorAll('.prose annotation')) {
    if (annotation.textContent === tex) return annotation.closest('.katex');
  }
  return undefined;
}
