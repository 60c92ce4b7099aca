/** What one model thinks of sentences that another one wrote. */
import type { Batch } from '../../numerics/batch.ts';

/** A text is improbable below, and of low perplexity above, these quantiles of real text's log-probability per token. */
export const IMPROBABLE = 0.05;
export const LOW_PERPLEXITY = 0.1;

/** Mean log-probability per token of each sentence, nats `[count]`. */
export function perToken(logProbabilities: Float64Array, batch: Batch): Float64Array {
  return logProbabilities.map((value, i) => value / batch.unitsOf(i));
}

/** Cross-entropy −Σ log p / tokens of a batch of sentences, nats per token. */
export function crossEntropy(logProbabilities: Float64Array, batch: Batch): number {
  let sum = 0;
  for (let i = 0; i < logProbabilities.length; i++) sum += logProbabilities[i] as number;
  return -sum / batch.units;
}

/** Share of values below a threshold; range [0, 1]. */
export function shareBelow(values: Float64Array, threshold: number): number {
  return values.filter((value) => value < threshold).length / values.length;
}

/** Share of values above a threshold; range [0, 1]. */
export function shareAbove(values: Float64Array, threshold: number): number {
  return values.filter((value) => value > threshold).length / values.length;
}
