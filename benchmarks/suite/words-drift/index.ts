import { drawCategories, type Multinomial, multinomialLearner } from '../../learners/multinomial.ts';
import { metric as effectiveWords } from '../../metrics/effective-words.ts';
import { metric as heterozygosity } from '../../metrics/heterozygosity.ts';
import { constantTruths, measureAll } from '../../metrics/metric.ts';
import { metric as support } from '../../metrics/support.ts';
import { Batch } from '../../numerics/batch.ts';
import { Stream } from '../../numerics/stream.ts';
import { PURE_ENGINE } from '../../protocol/engine.ts';
import { defineBenchmark, type Evaluation } from '../shared/benchmark.ts';
import { drawNames, framed } from '../shared/frame.ts';
import { acceptNotOverused } from '../word-frequencies/frequency-check.ts';
import { showReal } from '../word-frequencies/show-real.ts';
import { loadWords } from '../word-frequencies/words.ts';
import { card } from './card.ts';
import { decadeFrequencies, frequenciesAt } from './decades.ts';

export default defineBenchmark(card, ({ sampleSize, vocabulary }) => {
  const decades = decadeFrequencies(vocabulary);
  const states = new Map<number, State>();
  const stateAt = (generation: number): State => {
    const known = states.get(generation);
    if (known) return known;
    const state = stateOf(frequenciesAt(decades, generation));
    states.set(generation, state);
    return state;
  };
  const measure = (probabilities: Float64Array, generation: number, rng: Stream) => {
    const { order, truth } = stateAt(generation);
    return measureAll(card.metrics, { probabilities: pick(probabilities, order), truth, sampleSize }, rng);
  };
  return {
    size: sampleSize,
    engine: PURE_ENGINE,
    truth: {
      ...constantTruths(card.metrics),
      ...movingTruth((generation) => measureTruth(stateAt(generation), sampleSize)),
      'total-variation': 0,
      'tail-recall': 1,
    },
    keptUnits: 500,
    open: (rng) => {
      const world = {
        learner: multinomialLearner(vocabulary),
        families: {},
        drawReal: (units: number, stream: Stream, generation: number) =>
          drawCategories(stateAt(generation).frequencies, units, stream),
        verify: (batch: Batch, generation: number) => acceptNotOverused(batch, stateAt(generation).frequencies),
        evaluate: ({ model, rng: stream, generation }: Evaluation) =>
          measure((model as Multinomial).probabilities, generation, stream),
      };
      return framed(world, drawNames(vocabulary, rng.child('frame')));
    },
    showReal: (batch) => {
      const { order, truth } = stateAt(0);
      const { words } = loadWords(vocabulary);
      // Of the words that the decade has.
      const present = truth.findLastIndex((frequency) => frequency > 0) + 1;
      const rankOf = new Int32Array(vocabulary);
      for (let rank = 0; rank < vocabulary; rank++) rankOf[order[rank] as number] = rank;
      const ranked = Batch.rows(
        batch.rowData.values.map((word) => rankOf[word] as number),
        1,
      );
      return showReal(ranked, {
        words: Array.from(order.subarray(0, present), (word) => words[word] as string),
        frequencies: truth.subarray(0, present),
      });
    },
  };
});

/** The world of a generation. */
interface State {
  /** By the words' rank in the whole corpus. `[vocabulary]` */
  readonly frequencies: Float64Array;
  /** The words, the commonest of this world first, and their frequencies. `[vocabulary]` */
  readonly order: Int32Array;
  readonly truth: Float64Array;
}

/** Ties go to the word that is commoner in the whole corpus. */
function stateOf(frequencies: Float64Array): State {
  const order = Int32Array.from(frequencies, (_, word) => word).sort(
    (a, b) => (frequencies[b] as number) - (frequencies[a] as number) || a - b,
  );
  return { frequencies, order, truth: pick(frequencies, order) };
}

const pick = (values: Float64Array, order: Int32Array): Float64Array =>
  Float64Array.from(order, (word) => values[word] as number);

/** What the metrics of words alone say of a world itself. */
const OF_WORDS = [effectiveWords, support, heterozygosity];
type OfWords = (typeof OF_WORDS)[number]['id'];

function measureTruth({ truth }: State, sampleSize: number): Record<OfWords, number> {
  const seen = { probabilities: truth, truth, sampleSize };
  // None of them draws.
  return measureAll(OF_WORDS, seen, new Stream('heirloom/words-drift/truth')) as Record<OfWords, number>;
}

function movingTruth(
  valuesAt: (generation: number) => Record<OfWords, number>,
): Record<OfWords, (generation: number) => number> {
  const of = (id: OfWords) => [id, (generation: number) => valuesAt(generation)[id]] as const;
  return Object.fromEntries(OF_WORDS.map(({ id }) => of(id))) as Record<OfWords, (generation: number) => number>;
}
