/** n-gram learners of sentences, by order and smoothing. */
import type { Batch } from '../../numerics/batch.ts';
import { Divergence, type Learner } from '../learner.ts';
import { countNgrams, type NgramCounts } from './counts.ts';
import { editSentences } from './edit.ts';
import { sampleSentencesAway } from './guided.ts';
import { kneserNey } from './kneser-ney.ts';
import { logProbabilities, type NgramModel } from './model.ts';
import { sampleSentences } from './sampler.ts';
import { wittenBell } from './witten-bell.ts';

const SMOOTHINGS: Readonly<Record<Smoothing, (ngrams: NgramCounts) => NgramModel>> = {
  'kneser-ney': kneserNey,
  'witten-bell': wittenBell,
};
export type Smoothing = 'kneser-ney' | 'witten-bell';

export interface NgramOptions {
  /** Words in an n-gram, at least 2. */
  readonly order: number;
  readonly smoothing: Smoothing;
  /** Tokens that a sentence can contain, 0…outcomes−1. */
  readonly outcomes: number;
  /** The token that ends a sentence; sequences without it at the end are cut ones. */
  readonly end: number;
}

export function ngramLearner(id: string, { order, smoothing, outcomes, end }: NgramOptions): Learner<NgramModel> {
  return {
    id,
    fit: (training) => ({ model: fitNgrams(training, order, smoothing, outcomes), epochs: 1, updates: 1 }),
    sample: (model, units, rng, options) => sampleSentences(model, end, units, rng, options?.temperature ?? 1),
    sampleAway: (model, guide, units, rng, options) =>
      sampleSentencesAway(model, guide, end, units, rng, options?.temperature ?? 1),
    logDensity: logProbabilities,
    editTokens: (model, batch, rng, options) => editSentences(model, end, batch, rng, options),
  };
}

/**
 * Fits an n-gram model to sentences.
 * @throws Divergence where there is no token of positive weight
 */
export function fitNgrams(training: Batch, order: number, smoothing: Smoothing, outcomes: number): NgramModel {
  const ngrams = countNgrams(training, order, outcomes);
  if (!ngrams.unigramWeights.some((weight) => weight > 0))
    throw new Divergence("An n-gram model can't be fitted to no text.");
  return SMOOTHINGS[smoothing](ngrams);
}
