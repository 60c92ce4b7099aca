import { Batch } from '../../numerics/batch.ts';
import { drawWithoutReplacement, unitsOfShare } from '../../numerics/draw.ts';
import { defineStrategy } from '../strategy.ts';
import { card } from './card.ts';

export default defineStrategy(card, (params) => ({
  async compose({ size, real, base, rng }) {
    const realUnits = unitsOfShare(params.share, size);
    if (realUnits === 0) return base(size);
    const mixedIn =
      params.real === 'fresh' ? await real.fresh(realUnits) : drawWithoutReplacement(real.original(), realUnits, rng);
    return Batch.concat([mixedIn, await base(size - mixedIn.units)]);
  },
  fit: ({ training, labels }) => weightByOrigin(training, labels()),
}));

/**
 * Gives the total weight of real examples that minimises the long-run error at k = real / synthetic units:
 * w = (√(k² + 4k) − k)/2, the root of w²/k + w − 1 = 0; 1/φ at k = 1. He, Xu & Cheng (2025); derived in the README.
 */
export function goldenWeight(k: number): number {
  return (Math.sqrt(k * k + 4 * k) - k) / 2;
}

/**
 * Scales weights so that real examples together carry `goldenWeight` of the total, which stays what it was.
 * @param isReal 1 for real, 0 for synthetic `[count]`
 */
export function weightByOrigin(training: Batch, isReal: Uint8Array): Batch {
  const units = [0, 0];
  const weight = [0, 0];
  const weightOf = (i: number) => training.weights?.[i] ?? 1;
  for (let i = 0; i < training.count; i++) {
    const kind = isReal[i] as number;
    units[kind] = (units[kind] as number) + training.unitsOf(i);
    weight[kind] = (weight[kind] as number) + weightOf(i) * training.unitsOf(i);
  }
  const [syntheticUnits = 0, realUnits = 0] = units;
  const [syntheticWeight = 0, realWeight = 0] = weight;
  if (!(syntheticWeight > 0 && realWeight > 0)) return training;
  const golden = goldenWeight(realUnits / syntheticUnits);
  const total = syntheticWeight + realWeight;
  const factors = [((1 - golden) * total) / syntheticWeight, (golden * total) / realWeight];
  return training.withWeights(
    Float64Array.from({ length: training.count }, (_, i) => weightOf(i) * (factors[isReal[i] as number] as number)),
  );
}
