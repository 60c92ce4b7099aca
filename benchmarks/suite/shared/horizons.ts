/** G of every benchmark from suite 0.3 on, by tier: scores grow with the horizon, so that one tier has one. */
import type { Tier } from '../../protocol/ids.ts';

export const HORIZON = { smoke: 2, quick: 5, standard: 10, full: 50 } as const satisfies Readonly<Record<Tier, number>>;

interface TierSize {
  readonly seeds: number;
  readonly params?: Readonly<Record<string, string | number | boolean>>;
}

/** Tiers of these sizes at the common horizons. */
export function atHorizons<Sizes extends Readonly<Record<Tier, TierSize>>>(sizes: Sizes) {
  const { smoke, quick, standard, full } = sizes;
  return {
    smoke: { ...smoke, generations: HORIZON.smoke },
    quick: { ...quick, generations: HORIZON.quick },
    standard: { ...standard, generations: HORIZON.standard },
    full: { ...full, generations: HORIZON.full },
  };
}
