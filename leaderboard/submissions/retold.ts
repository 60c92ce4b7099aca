/** What generations tell of the same people, one after another, and what of it is no longer what the first one told. */

/** So many subjects are shown, with so many texts of each, of so many characters at most. */
const MAX_SUBJECTS = 10;
const MAX_TEXTS = 8;
const MAX_CHARACTERS = 200;

export interface Retold {
  /** Share of all texts that are not those of the first generation, in [0, 1]. */
  readonly changed: number;
  readonly subjects: readonly {
    readonly name: string;
    /** What is told of them, as pieces with whether the first generation told it otherwise. */
    readonly texts: readonly (readonly (readonly [text: string, isChanged: boolean])[])[];
  }[];
}

/**
 * Compares texts with those that stood at the same places in the first generation, word by word.
 * @param subjectWords words that each begins with and that name whom it is about
 */
export function retold(texts: readonly string[], first: readonly string[], subjectWords: number): Retold {
  const subjects: { name: string; texts: (readonly (readonly [string, boolean])[])[] }[] = [];
  let changed = 0;
  for (const [at, text] of texts.entries()) {
    const before = first[at] ?? text;
    if (text !== before) changed++;
    const words = wordsOf(text);
    const name = words.slice(0, subjectWords).join(' ').replace(/,$/, '');
    let own = subjects.at(-1);
    if (own?.name !== name) {
      own = { name, texts: [] };
      subjects.push(own);
    }
    if (own.texts.length < MAX_TEXTS)
      own.texts.push(piecesOf(words.slice(subjectWords), wordsOf(before).slice(subjectWords)));
  }
  return { changed: texts.length === 0 ? 0 : changed / texts.length, subjects: subjects.slice(0, MAX_SUBJECTS) };
}

/** A pair of surrogates is not cut apart. */
const wordsOf = (text: string): string[] =>
  text
    .slice(0, MAX_CHARACTERS)
    .replace(/[\ud800-\udbff]$/, '')
    .split(/\s+/);

/** Neighbours of one kind are one piece. */
function piecesOf(words: readonly string[], before: readonly string[]): readonly (readonly [string, boolean])[] {
  const pieces: [string, boolean][] = [];
  for (const [at, word] of words.entries()) {
    const isChanged = word !== before[at];
    const last = pieces.at(-1);
    if (last?.[1] === isChanged) last[0] += ` ${word}`;
    else pieces.push([word, isChanged]);
  }
  return pieces;
}
