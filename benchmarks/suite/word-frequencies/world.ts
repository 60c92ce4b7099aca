/** The world of `word-frequencies`: words by rank, and what metrics look at. */
import { drawCategories, type Multinomial, multinomialLearner } from '../../learners/multinomial.ts';
import { measureAll, valuesOf } from '../../metrics/metric.ts';
import { Stream } from '../../numerics/stream.ts';
import type { MetricIdOf, World } from '../shared/benchmark.ts';
import { card } from './card.ts';
import { acceptNotOverused } from './frequency-check.ts';

export interface WordWorld extends World<MetricIdOf<typeof card>> {
  /** Value of each metric for the truth itself. One fit to real data attains a tail recall of 1 on average; the truth, which is no fit, would have more. */
  readonly truth: Readonly<Partial<Record<MetricIdOf<typeof card>, number>>>;
}

/** `frequencies`: of the words, descending `[vocabulary]`; `root`: of the stream that the truth is measured with */
export function wordWorld(frequencies: Float64Array, sampleSize: number, root: string): WordWorld {
  const measure = ({ probabilities }: Multinomial, rng: Stream) =>
    measureAll(card.metrics, { probabilities, truth: frequencies, sampleSize }, rng);
  return {
    learner: multinomialLearner(frequencies.length),
    families: {},
    drawReal: (units, rng) => drawCategories(frequencies, units, rng),
    verify: (batch) => acceptNotOverused(batch, frequencies),
    evaluate: ({ model, rng }) => measure(model as Multinomial, rng),
    truth: {
      ...valuesOf(measure({ probabilities: frequencies }, new Stream(`heirloom/${root}/truth`))),
      'tail-recall': 1,
    },
  };
}
