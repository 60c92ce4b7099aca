/** What a suite is: an explicit list, which nothing derives from the benchmarks that a checkout happens to have. */
import type { BenchmarkCard, TierPlan } from '../../protocol/card.ts';
import type { Tier } from '../../protocol/ids.ts';
import type { Division } from '../../protocol/regime.ts';

export interface SuiteManifest {
  /** `major.minor`. */
  readonly id: string;
  /** Whether it is frozen: a test holds its digest. An open one may still change, and so may what stands on its board. */
  readonly released: boolean;
  /** In table order. */
  readonly benchmarks: readonly SuiteEntry[];
  readonly rules: SuiteRules;
}

/** A benchmark as a suite lists it. */
export interface SuiteEntry {
  readonly id: string;
  /** Which of its protocols: records call it `version`. */
  readonly protocol: number;
  /** The group whose board it belongs to. */
  readonly group: BenchmarkCard['group'];
  /** What an official run of each tier is. */
  readonly tiers: Readonly<Record<Tier, TierPlan>>;
}

/** How a suite's boards score and rank (docs/scoring.md). */
export interface SuiteRules {
  /** As snapshots state it: two-sided confidence, bootstrap resamples, the range that a benchmark's score is limited to. */
  readonly scoring: {
    readonly version: number;
    readonly confidence: number;
    readonly resamples: number;
    readonly clip: readonly [number, number];
  };
  /** Only official runs of these tiers in these divisions that have every benchmark get a rank. */
  readonly ranked: { readonly tiers: readonly Tier[]; readonly divisions: readonly Division[] };
}

/** `gaussian@1`. */
export function entryName({ id, protocol }: Pick<SuiteEntry, 'id' | 'protocol'>): string {
  return `${id}@${protocol}`;
}
