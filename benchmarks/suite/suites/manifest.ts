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
  /** In no overall score and on no board but that of their group: what not everybody can run. */
  readonly apart?: readonly SuiteEntry[];
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
  /** How the overall score weighs benchmarks; every one the same where it is left out, as in suites before 0.3. */
  readonly overall?: OverallRules;
  readonly ranked: RankRules;
  /** Boards beside the whole suite's and its groups': `networks` is over the benchmarks that train a network. They are no groups of the overall score. */
  readonly views?: readonly 'networks'[];
}

/**
 * The overall score is the weighted mean over groups of the means over their benchmarks, so that no family of benchmarks
 * decides by its number. On a group's own board its benchmarks weigh the same.
 */
export interface OverallRules {
  /** Of every group that the suite has benchmarks of; relative, above 0. */
  readonly weights: Readonly<Partial<Record<BenchmarkCard['group'], number>>>;
}

/** Who gets a rank (benchmarks/board). What a suite leaves out it does not ask: those before 0.3 leave out all that may be. */
export interface RankRules {
  /** 1 where it is left out. */
  readonly version?: number;
  /** Only official runs of these tiers in these divisions that have every benchmark get a rank. */
  readonly tiers: readonly Tier[];
  readonly divisions: readonly Division[];
  /** Whether what ran as a control or baseline does, bit for bit, has that role whatever its specification says. */
  readonly roles?: 'trajectories';
  /** The control that a rank has to be above: the 95% interval of the overall score lies above that control's score. */
  readonly above?: 'replace';
  /** Baselines that keep what they begin with: every entry says whether it beats them. Not all of them need exist. */
  readonly idle?: readonly string[];
  /** Version of the rules by which ranks exist within budgets and classes (benchmarks/board/place.ts); within divisions alone where it is left out. */
  readonly places?: 1;
}

/** `gaussian@1`. */
export function entryName({ id, protocol }: Pick<SuiteEntry, 'id' | 'protocol'>): string {
  return `${id}@${protocol}`;
}
