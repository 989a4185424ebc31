/** Colour of what KaTeX would set in red: nothing else on the site uses it, so the check of the output can look for it. */
export const errorColour = '#c0ffe1';
