/** Drawing from finite batches. */
import type { BatchData } from './batch-data.ts';
import type { Draws } from './draws.ts';

/** What is drawn from: a batch, or what stands for one in the sandbox of strategies. */
interface Drawable<Own> {
  readonly kind: BatchData['kind'];
  readonly count: number;
  unitsOf(i: number): number;
  take(indices: ArrayLike<number>): Own;
  head(units: number): Own;
}

/**
 * Draws exactly `units` from a batch, uniformly and without replacement; the last sequence is cut to fit.
 * Returns the whole batch, shuffled, where it has no more than that.
 */
export function drawWithoutReplacement<Own extends Drawable<Own>>(
  batch: Own,
  units: number,
  rng: Pick<Draws, 'choose'>,
): Own {
  if (batch.kind !== 'sequences') return batch.take(rng.choose(batch.count, Math.min(units, batch.count)));
  const order = rng.choose(batch.count, batch.count);
  let total = 0;
  let used = 0;
  while (used < order.length && total < units) total += batch.unitsOf(order[used++] as number);
  return batch.take(order.subarray(0, used)).head(units);
}

/**
 * A share of `units`, rounded down so that a share at a limit never goes over it; the rounding error of the product is
 * forgiven (0.29 · 100 gives 29).
 */
export function unitsOfShare(share: number, units: number): number {
  return Math.floor(share * units + 1e-9);
}

/** base^power for base ≥ 1: what grows or decays with the generation. */
export function powerOf(base: number, power: number): number {
  return Math.exp(power * Math.log(base));
}

/** M·tᵖ, rounded down: units of the t-th fit, t ≥ 1, where training sets grow. */
export function grownUnits(units: number, fit: number, power: number): number {
  return unitsOfShare(powerOf(fit, power), units);
}

/** share·g^(−decay) of `units`, rounded down: units of fresh data in generation g ≥ 1. */
export function decayedUnits(share: number, decay: number, generation: number, units: number): number {
  return unitsOfShare(share * powerOf(generation, -decay), units);
}
