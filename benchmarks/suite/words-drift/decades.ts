/** The real words of `words-drift`: how often each is used, decade by decade. */
import { loadCorpus } from '../../data/corpus.ts';
import { createVocabulary } from '../../data/vocabulary.ts';
import { loadWords } from '../word-frequencies/words.ts';

/** The 1790s to the 2010s; of the 2020s there are two addresses. */
export const FIRST_YEAR = 1790;
const DECADES = 23;
/** How far a generation goes: a decade. */
export const YEARS_A_GENERATION = 10;

/**
 * Relative frequencies of the corpus's most frequent words in each decade `[decade][vocabulary]`, the words by their rank in the
 * whole corpus.
 * @throws HeirloomError bad-parameter where the corpus has fewer words
 */
export function decadeFrequencies(vocabulary: number): readonly Float64Array[] {
  // Says it where there are too few.
  loadWords(vocabulary);
  const { words, all, addresses } = loadCorpus();
  const { rankOf } = createVocabulary(words, all.tokens, vocabulary);
  const counts = Array.from({ length: DECADES }, () => new Float64Array(vocabulary));
  for (const { id, from, to } of addresses) {
    const own = counts[Math.floor((Number.parseInt(id.slice(0, 4), 10) - FIRST_YEAR) / 10)];
    if (own === undefined) continue;
    for (let i = all.offsets[from] as number; i < (all.offsets[to] as number); i++) {
      const rank = rankOf[all.tokens[i] as number] as number;
      if (rank >= 0) own[rank] = (own[rank] as number) + 1;
    }
  }
  return counts.map((own) => {
    const total = own.reduce((sum, count) => sum + count, 0);
    return own.map((count) => count / total);
  });
}

/**
 * The frequencies of a generation's world: between two decades in proportion to the time; from the last decade on as there.
 * `[vocabulary]`
 */
export function frequenciesAt(decades: readonly Float64Array[], generation: number): Float64Array {
  const at = Math.min((YEARS_A_GENERATION * generation) / 10, decades.length - 1);
  const before = Math.min(Math.floor(at), decades.length - 2);
  const [earlier, later] = [decades[before], decades[before + 1]] as [Float64Array, Float64Array];
  const share = at - before;
  return earlier.map((frequency, word) => (1 - share) * frequency + share * (later[word] as number));
}
