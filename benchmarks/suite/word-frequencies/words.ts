/** The real words of `word-frequencies`. */
import { loadCorpus } from '../../data/corpus.ts';
import { createVocabulary } from '../../data/vocabulary.ts';
import { HeirloomError } from '../../protocol/errors.ts';
import type { RealWords } from './show-real.ts';

/** Relative frequencies p₀ of the corpus's most frequent words, descending `[vocabulary]`. @throws as loadWords */
export function wordFrequencies(vocabulary: number): Float64Array {
  return loadWords(vocabulary).frequencies;
}

/**
 * The corpus's most frequent words. The whole corpus: nothing is held out where the truth is known in closed form.
 * @throws HeirloomError bad-parameter where the corpus has fewer words
 */
export function loadWords(vocabulary: number): RealWords {
  const { words: known, all } = loadCorpus();
  const { size, counts, words } = createVocabulary(known, all.tokens, vocabulary);
  if (size < vocabulary) {
    throw new HeirloomError(
      'bad-parameter',
      `vocabulary is ${vocabulary}, but the corpus has ${size} different words. Give fewer.`,
    );
  }
  const total = counts.reduce((sum, count) => sum + count, 0);
  return { words, frequencies: Float64Array.from(counts, (count) => count / total) };
}
