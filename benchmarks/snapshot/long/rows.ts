/** Rows of the long table, of an entry as a snapshot or a board knows it. */
import { tableSubmission, tableSuite } from '../../protocol/table-ids.ts';
import { momentCell, statusOf } from '../csv.ts';
import type { Snapshot } from '../schema.ts';
import { LONG_METRICS, type LongColumn, type LongMetric } from './columns.ts';

export type LongRow = Readonly<Record<LongColumn, string | number | boolean | null>>;

/** A measure of one benchmark, or of all. */
export interface Measure {
  readonly metric: LongMetric | `difference_from_${string}`;
  readonly value: number | null;
  readonly low?: number | null;
  readonly high?: number | null;
  readonly state?: string;
  /** Missing where it is said of all benchmarks together. */
  readonly benchmark?: { readonly id: string; readonly version: number };
}

/** What every row of an entry says. */
export interface LongEntry {
  readonly suite: string;
  readonly tier: string;
  readonly submission: string;
  readonly spec: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly division: string;
  readonly role: string;
  readonly label: string;
  readonly verification: string;
  readonly official: boolean;
  readonly createdAt: string;
  readonly bundleDigest: string;
}

/** A row for each measure that has a value or says why it has none. */
export function longRows(entry: LongEntry, measures: readonly Measure[]): LongRow[] {
  const facts = {
    suite: tableSuite(entry.suite),
    tier: entry.tier,
    entry: tableSubmission(entry.submission),
    strategy: entry.spec,
    title: entry.title,
    authors: entry.authors.join('; '),
    division: entry.division,
    role: entry.role,
    label: entry.label,
    verification: statusOf(entry),
    official: entry.official,
    submitted_at: momentCell(entry.createdAt),
    bundle_digest: `sha256:${entry.bundleDigest}`,
  };
  return measures
    .filter(({ value, state }) => value !== null || state !== undefined)
    .map(({ metric, value, low = null, high = null, state = '', benchmark }) => ({
      ...facts,
      benchmark: benchmark?.id ?? 'all',
      protocol: benchmark === undefined ? '' : `${benchmark.id}@${benchmark.version}`,
      metric,
      unit: metric in LONG_METRICS ? LONG_METRICS[metric as LongMetric].unit : 'points',
      value,
      low,
      high,
      state,
    }));
}

interface Cost {
  readonly realShare: number;
  readonly realFresh: number;
  readonly training: number;
  readonly sampled: number;
  readonly verifierCalls: number;
  readonly counted?:
    | {
        readonly updates: number;
        readonly freshShown: number;
        readonly retainedShown: number;
        readonly densityCalls: number;
      }
    | undefined;
}

export function costMeasures({ counted, ...cost }: Cost): Measure[] {
  return [
    { metric: 'real_share', value: cost.realShare },
    { metric: 'real_fresh', value: cost.realFresh },
    { metric: 'trained', value: cost.training },
    { metric: 'sampled', value: cost.sampled },
    { metric: 'verifier_calls', value: cost.verifierCalls },
    { metric: 'updates', value: counted?.updates ?? null },
    { metric: 'fresh_shown', value: counted?.freshShown ?? null },
    { metric: 'retained_shown', value: counted?.retainedShown ?? null },
    { metric: 'density_calls', value: counted?.densityCalls ?? null },
  ];
}

interface Interval {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** What is said of an entry beside each idle baseline. */
export function idleMeasures(
  idle: readonly (Interval & { readonly baseline: string; readonly verdict: string })[],
): Measure[] {
  return idle.map(({ baseline, verdict, value, low, high }) => ({
    metric: `difference_from_${baseline}`,
    value,
    low,
    high,
    state: verdict,
  }));
}

export function rankMeasure(
  rank: { readonly position: number; readonly low: number; readonly high: number } | null,
): Measure {
  return { metric: 'rank', value: rank?.position ?? null, low: rank?.low ?? null, high: rank?.high ?? null };
}

/** A snapshot's boards, in their order. */
export function snapshotLongRows({ suite, benchmarks, boards }: Snapshot): LongRow[] {
  return boards.flatMap(({ tier, entries }) =>
    entries.flatMap((entry) => {
      const { overall, runs, rank, applicable, cost, idle = [] } = entry;
      const { value, low, high, state, interquartileMean } = overall;
      return longRows({ ...entry, suite, tier }, [
        { metric: 'score', value, low, high, state },
        ...benchmarks.map(({ id, version }): Measure => {
          const { state, ...score } = runs[id]?.score ?? { state: 'missing', value: null };
          return { metric: 'score', ...score, state, benchmark: { id, version } };
        }),
        { metric: 'interquartile_mean', value: interquartileMean },
        { metric: 'applicable_score', ...intervalOf(applicable) },
        rankMeasure(rank),
        ...idleMeasures(idle),
        ...costMeasures(cost),
      ]);
    }),
  );
}

/** Of what may be missing. */
export function intervalOf(score: Interval | null | undefined): Interval {
  return { value: score?.value ?? null, low: score?.low ?? null, high: score?.high ?? null };
}
