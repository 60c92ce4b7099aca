import { loadCorpus } from '../../data/corpus.ts';
import { createVocabulary } from '../../data/vocabulary.ts';
import { drawCategories, type Multinomial, multinomialLearner } from '../../learners/multinomial.ts';
import { measureAll, valuesOf } from '../../metrics/metric.ts';
import { Stream } from '../../numerics/stream.ts';
import { PURE_ENGINE } from '../../protocol/engine.ts';
import { HeirloomError } from '../../protocol/errors.ts';
import { defineBenchmark, type MetricIdOf, type World } from '../shared/benchmark.ts';
import { card } from './card.ts';
import { acceptNotOverused } from './frequency-check.ts';
import { type RealWords, showReal } from './show-real.ts';

export default defineBenchmark(card, ({ sampleSize, vocabulary }) => {
  const real = loadWords(vocabulary);
  const truth = real.frequencies;
  const measure = ({ probabilities }: Multinomial, rng: Stream) =>
    measureAll(card.metrics, { probabilities, truth, sampleSize }, rng);
  const world: World<MetricIdOf<typeof card>> = {
    learner: multinomialLearner(truth.length),
    families: {},
    drawReal: (units, rng) => drawCategories(truth, units, rng),
    verify: (batch) => acceptNotOverused(batch, truth),
    evaluate: ({ model, rng }) => measure(model as Multinomial, rng),
  };
  return {
    size: sampleSize,
    engine: PURE_ENGINE,
    // One fit to real data attains a tail recall of 1 on average; the truth itself, which is no fit, would have more.
    truth: {
      ...valuesOf(measure({ probabilities: truth }, new Stream(`heirloom/${card.id}@${card.version}/truth`))),
      'tail-recall': 1,
    },
    keptUnits: 500,
    open: () => world,
    showReal: (batch) => showReal(batch, real),
  };
});

/** Relative frequencies p₀ of the corpus's most frequent words, descending `[vocabulary]`. @throws as loadWords */
export function wordFrequencies(vocabulary: number): Float64Array {
  return loadWords(vocabulary).frequencies;
}

/**
 * The corpus's most frequent words. The whole corpus: nothing is held out where the truth is known in closed form.
 * @throws HeirloomError bad-parameter where the corpus has fewer words
 */
function loadWords(vocabulary: number): RealWords {
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
