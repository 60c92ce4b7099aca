/** Repeated phrases in a set of sentences. */

/** Words that make a phrase. */
export const PHRASE = 4;

export interface Repeats {
  /** Each sentence as pieces, `[text, whether it belongs to a repeated phrase]`. */
  readonly marked: [string, boolean][][];
  /** Share of all phrases that occur more than once among the sentences, in [0, 1]. */
  readonly share: number;
}

/** Marks every word that belongs to a phrase of four words which occurs at least twice among the sentences. */
export function repeatsOf(sentences: readonly string[]): Repeats {
  const words = sentences.map((sentence) => sentence.split(/\s+/).filter((word) => word !== ''));
  const counts = new Map<string, number>();
  for (const sentence of words)
    for (const phrase of phrasesOf(sentence)) counts.set(phrase, (counts.get(phrase) ?? 0) + 1);
  let all = 0;
  let repeated = 0;
  for (const count of counts.values()) {
    all += count;
    if (count > 1) repeated += count;
  }
  return {
    marked: words.map((sentence) => piecesOf(sentence, counts)),
    share: all === 0 ? 0 : repeated / all,
  };
}

function phrasesOf(words: readonly string[]): string[] {
  return words.slice(0, Math.max(0, words.length - PHRASE + 1)).map((_, at) => words.slice(at, at + PHRASE).join(' '));
}

function piecesOf(words: readonly string[], counts: ReadonlyMap<string, number>): [string, boolean][] {
  const isRepeated = words.map(() => false);
  phrasesOf(words).forEach((phrase, at) => {
    if ((counts.get(phrase) ?? 0) > 1) isRepeated.fill(true, at, at + PHRASE);
  });
  const pieces: [string, boolean][] = [];
  words.forEach((word, at) => {
    const last = pieces.at(-1);
    const mark = isRepeated[at] ?? false;
    if (last && last[1] === mark) last[0] += ` ${word}`;
    else pieces.push([word, mark]);
  });
  return pieces;
}
