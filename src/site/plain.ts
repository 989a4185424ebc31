/** A title or a description without the dollars of its formulas, for places that hold no HTML: `<title>`, feeds, lists. */
export function plain(text: string): string {
  return text.replace(/\$([^$]+)\$/g, (_, tex: string) =>
    tex
      .replace(/\\(?:mathrm|mathbf|mathcal|mathbb|boldsymbol|text|operatorname)\{([^{}]*)\}/g, '$1')
      .replace(/[{}]/g, ''),
  );
}
