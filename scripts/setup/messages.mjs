// @ts-check
/** What stops the set-up, told in one sentence for whoever typed the command. */
export class SetupError extends Error {}

/**
 * Prints one line to standard error, so that what a script prints stays clean.
 *
 * @param {string} text
 */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/**
 * Shows how far something is: rewritten in place on a terminal, at most every ten seconds elsewhere.
 *
 * @param {() => string} text
 * @returns {() => void} ends it
 */
export function showProgress(text) {
  const terminal = process.stderr.isTTY;
  const timer = setInterval(
    () => process.stderr.write(terminal ? `\r  ${text()}\u001b[K` : `  ${text()}\n`),
    terminal ? 500 : 10_000,
  );
  return () => {
    clearInterval(timer);
    if (terminal) process.stderr.write('\r\u001b[K');
  };
}
