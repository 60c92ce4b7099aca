/** The text of the byte-pair benchmarks: white space made plain. */

/** One space between words, one line feed between paragraphs, none at the ends. */
export function plainParagraphs(text: string): string {
  return text
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/ ?\n[ \n]*/g, '\n')
    .trim();
}
