/** Repeated phrases in a set of sentences. */

/** Words that make a phrase. */
export const PHRASE = 4;

/** Characters of a sentence that are shown: most have under 300, one without its full stop has tens of thousands. */
export const MAX_SHOWN = 400;

export interface Repeats {
  /** The first sentences as pieces, `[text, whether it belongs to a repeated phrase]`; cut ones end in "…". */
  readonly marked: [string, boolean][][];
  /** Share of all phrases that occur more than once among the sentences, in [0, 1]. */
  readonly share: number;
}

export interface RepeatLimits {
  /** Sentences that are marked. */
  readonly sentences: number;
  /** Characters of all sentences that phrases are counted in. */
  readonly characters: number;
}

/** Marks every word that belongs to a phrase of four words which occurs at least twice among the sentences. */
export function repeatsOf(sentences: readonly string[], limits: RepeatLimits): Repeats {
  const counts = new Map<string, number>();
  for (const sentence of headOf(sentences, limits.characters))
    for (const phrase of phrasesOf(wordsOf(sentence))) counts.set(phrase, (counts.get(phrase) ?? 0) + 1);
  let all = 0;
  let repeated = 0;
  for (const count of counts.values()) {
    all += count;
    if (count > 1) repeated += count;
  }
  return {
    marked: sentences.slice(0, limits.sentences).map((sentence) => piecesOf(sentence, counts)),
    share: all === 0 ? 0 : repeated / all,
  };
}

const wordsOf = (sentence: string): string[] => sentence.split(/\s+/).filter((word) => word !== '');

/** The beginning of the sentences that phrases are counted in. */
function headOf(sentences: readonly string[], characters: number): string[] {
  const head: string[] = [];
  let left = characters;
  for (const sentence of sentences) {
    if (left <= 0) break;
    head.push(sentence.slice(0, left));
    left -= sentence.length;
  }
  return head;
}

function phrasesOf(words: readonly string[]): string[] {
  return words.slice(0, Math.max(0, words.length - PHRASE + 1)).map((_, at) => words.slice(at, at + PHRASE).join(' '));
}

function piecesOf(sentence: string, counts: ReadonlyMap<string, number>): [string, boolean][] {
  const isCut = sentence.length > MAX_SHOWN;
  // A pair of surrogates is not cut apart.
  const words = wordsOf(isCut ? sentence.slice(0, MAX_SHOWN).replace(/[\ud800-\udbff]$/, '') : sentence);
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
  if (isCut) pieces.push(['…', false]);
  return pieces;
}
