/** The multinomial learner: relative frequencies, the maximum-likelihood estimate. */
import { AliasTable } from '../numerics/alias-table.ts';
import { Batch } from '../numerics/batch.ts';
import type { Stream } from '../numerics/stream.ts';
import { stepAwayShares } from './extrapolate.ts';
import { Divergence, type Guide, type Learner } from './learner.ts';

export interface Multinomial {
  /** Probability of each category `[k]`. */
  readonly probabilities: Float64Array;
}

/** Learner of a distribution over `categories`; an example is a row of width 1 that holds the category's index. */
export function multinomialLearner(categories: number): Learner<Multinomial> {
  return {
    id: 'multinomial',
    fit: (training) => ({ model: fitMultinomial(training, categories), epochs: 1, updates: 1 }),
    extrapolate: (model, other, weight) => ({
      probabilities: stepAwayShares(model.probabilities, other.probabilities, weight),
    }),
    sample: (model, units, rng, options) =>
      drawCategories(temperedProbabilities(model.probabilities, options?.temperature ?? 1), units, rng),
    sampleAway: (model, guide, units, rng, options) =>
      drawCategories(temperedProbabilities(guidedProbabilities(model, guide), options?.temperature ?? 1), units, rng),
    logDensity: ({ probabilities }, batch) =>
      batch.rowData.values.map((category) => Math.log(probabilities[category] as number)),
  };
}

/**
 * Estimates p_i = (weight on category i) / (all weight).
 * @throws Divergence where there is no weight
 */
export function fitMultinomial(training: Batch, categories: number): Multinomial {
  const { values } = training.rowData;
  const { weights } = training;
  const probabilities = new Float64Array(categories);
  let total = 0;
  if (weights === null) {
    for (let i = 0; i < values.length; i++) (probabilities[values[i] as number] as number)++;
    total = values.length;
  } else {
    for (let i = 0; i < values.length; i++) {
      const weight = weights[i] as number;
      const category = values[i] as number;
      probabilities[category] = (probabilities[category] as number) + weight;
      total += weight;
    }
  }
  if (!(total > 0)) throw new Divergence("Frequencies can't be estimated from no data.");
  for (let i = 0; i < categories; i++) probabilities[i] = (probabilities[i] as number) / total;
  return { probabilities };
}

/** p^(1/T) normalised; a probability of 0 stays 0. Returns the same array for T = 1. */
export function temperedProbabilities(probabilities: Float64Array, temperature: number): Float64Array {
  if (temperature === 1) return probabilities;
  let largest = 0;
  for (let i = 0; i < probabilities.length; i++) largest = Math.max(largest, probabilities[i] as number);
  // Relative to the largest, so that a low temperature doesn't underflow everywhere.
  const powers = probabilities.map((p) => Math.exp(Math.log(p / largest) / temperature));
  let total = 0;
  for (let i = 0; i < powers.length; i++) total += powers[i] as number;
  return powers.map((power) => power / total);
}

/**
 * p·(p/m)^ω, normalised, where m is half the model and half the other: what a copy that goes on from the model has become half-way. The
 * other alone gives 0 to what it never saw, and there is no ratio to 0; so no ratio is above 2. A probability of 0 stays 0.
 */
export function guidedProbabilities(
  { probabilities }: Multinomial,
  { model, weight }: Guide<Multinomial>,
): Float64Array {
  const raised = probabilities.map((p, i) =>
    p === 0 ? 0 : p * awayFactor(p, model.probabilities[i] as number, weight),
  );
  let total = 0;
  for (let i = 0; i < raised.length; i++) total += raised[i] as number;
  return raised.map((p) => p / total);
}

/** (p/(p + q))^ω for p > 0: in proportion to (p/m)^ω with m = (p + q)/2, and at most 1. */
export function awayFactor(p: number, q: number, weight: number): number {
  return Math.exp(weight * Math.log(p / (p + q)));
}

/** Draws categories independently, rows of width 1. */
export function drawCategories(probabilities: Float64Array, units: number, rng: Stream): Batch {
  const table = new AliasTable(probabilities);
  const values = new Float64Array(units);
  for (let i = 0; i < units; i++) values[i] = table.draw(rng);
  return Batch.rows(values, 1);
}
