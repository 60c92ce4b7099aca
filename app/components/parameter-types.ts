/** What a parameter takes, as the command line says it (benchmarks/protocol/parameters.ts), in a page's language. */

export interface TypeWords {
  readonly integer: string;
  readonly number: string;
  /** Between the parts of what is taken. */
  readonly comma: string;
  readonly range: (low: string, high: string) => string;
  /** Of at most so many characters. */
  readonly text: (length: string) => string;
}

/** @param takes `integer, 1 to 1000`, `number, > 0`, `sample | beam`: values that are written so themselves stay as they are */
export function typeText(takes: string, words: TypeWords): string {
  return takes
    .split(' | ')
    .map((one) => {
      const length = /^text, 1 to (\d+) characters$/.exec(one)?.[1];
      if (length !== undefined) return words.text(length);
      return one
        .replace(/^(integer|number)(?=,|$)/, (kind) => words[kind as 'integer' | 'number'])
        .replace(/(\S+) to (\S+)$/, (_, low: string, high: string) => words.range(low, high))
        .replaceAll(/, /g, words.comma);
    })
    .join(' | ');
}
