/** What decides a run's numbers, beside the strategy. */
import type { Params, Tier } from '../benchmarks/protocol/ids.ts';
import type { Engine } from '../benchmarks/protocol/record.ts';
import { getBenchmarkCard } from './cards.ts';

export interface RunSettings {
  readonly benchmark: string;
  readonly version: number;
  readonly tier: Tier;
  /** All parameters. */
  readonly params: Params;
  readonly generations: number;
  readonly seeds: readonly number[];
  readonly engine: Engine;
}

/** The parameters that aren't the tier's own, by name in order. */
export function settingsThatDiffer({ benchmark, tier, params }: RunSettings): Params {
  const card = getBenchmarkCard(benchmark);
  const standard = card?.params.safeParse({ ...card.tiers[tier].params }).data as Params | undefined;
  return Object.fromEntries(
    Object.entries(params)
      .filter(([name, value]) => value !== standard?.[name])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
