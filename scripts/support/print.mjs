/**
 * The package scripts' way to the standard streams. What a server answered, npm printed or an environment variable holds may have
 * escape sequences; none gets through. Plain JavaScript, because it prints before anything is installed.
 */

/** As benchmarks/protocol/unprintable.ts has it for texts of several lines; a test holds the two together. */
const UNPRINTABLE = /(?!\n)[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}]/gu;

/** A text as it may be printed: each such character as JSON escapes it. @param {string} text */
export const printable = (text) =>
  text.replaceAll(UNPRINTABLE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

// Whoever read the output may have left (`npm start | head`), or its disk may be full: no reason to stop serving.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

/** Prints a text of one or more lines on standard output. @param {string} text */
export const say = (text) => beginLine(`${text}\n`);

/** Prints the beginning of a line on standard output. @param {string} text */
export function beginLine(text) {
  process.stdout.write(printable(text));
}

/** Prints a text of one or more lines on standard error. @param {string} text */
export function complain(text) {
  process.stderr.write(`${printable(text)}\n`);
}
