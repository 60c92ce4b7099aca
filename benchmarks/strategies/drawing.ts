/** What strategies that choose among samples share: how many may be drawn, and how likely the model finds each. */
import type { Batch } from '../numerics/batch.ts';
import { MAX_SAMPLED_PER_SIZE } from '../protocol/division-limits.ts';
import type { HookContext, Which } from './strategy.ts';

/**
 * Units that a draw of `wanted` may have: no more than what is left of the 10·M samples of a generation (the limit of `closed` and
 * `anchored`), and never fewer than the `units` that the hook owes.
 */
export function roomToDraw({ totalSize, spent }: HookContext, units: number, wanted: number): number {
  return Math.max(units, Math.min(wanted, MAX_SAMPLED_PER_SIZE * totalSize - spent().sampled));
}

/** Log-likelihood of each example under a model of the main learner, nats per unit (per token for sequences) `[count]`. */
export async function densityPerUnit({ logDensity }: HookContext, which: Which, batch: Batch): Promise<Float64Array> {
  const values = await logDensity(which, batch);
  return values.map((value, i) => value / Math.max(1, batch.unitsOf(i)));
}

/** The examples of a batch that come first in an order of its indices and have at least `units` together, as they were drawn. */
export function firstInOrder(batch: Batch, order: readonly number[], units: number): Batch {
  const chosen: number[] = [];
  let total = 0;
  for (const i of order) {
    if (total >= units) break;
    chosen.push(i);
    total += batch.unitsOf(i);
  }
  return batch.take(chosen.sort((a, b) => a - b)).head(units);
}
