/** What of two entries can be paired, and what a page shows of the pair. Pure. */
import { placeName } from '#benchmarks/board/place.ts';
import {
  type BenchmarkDifference,
  type Comparison,
  type ComparisonInput,
  type Controls,
  conclude,
  type Lacking,
  type MeanDifference,
  notRun,
  type OverallRule,
  planDifferences,
  type ScoredRun,
} from '#benchmarks/scoring/index.ts';
import type {
  BenchmarkPairView,
  ComparedEntry,
  DifferenceView,
  MeanDifferenceView,
  MismatchView,
  PairView,
} from '../views/index.ts';

/** Why a benchmark can't be compared. */
interface Refusal extends Lacking {
  readonly mismatches: readonly MismatchView[];
}

export interface PairPlan {
  readonly input: ComparisonInput;
  /** What can't be compared, by benchmark. */
  readonly refused: ReadonlyMap<string, Refusal>;
  /** Every benchmark of the suite, in order. */
  readonly order: readonly string[];
}

/** An entry's runs. */
type RunsByBenchmark = ReadonlyMap<string, ScoredRun>;
/** The controls of the first entry's runs, where there are both. */
type ControlsByBenchmark = ReadonlyMap<string, Controls<ScoredRun>>;

/** Sorts out what can be paired, so that one benchmark's mismatch doesn't spoil the others. `overall`: the suite's. */
export function planPair(
  cards: readonly { readonly id: string }[],
  first: RunsByBenchmark,
  second: RunsByBenchmark,
  controls: ControlsByBenchmark,
  overall: OverallRule | undefined,
): PairPlan {
  const refused = new Map<string, Refusal>();
  const a: ScoredRun[] = [];
  const b: ScoredRun[] = [];
  const pairs: Controls<ScoredRun>[] = [];
  for (const { id } of cards) {
    const [x, y] = [first.get(id), second.get(id)];
    if (!x || !y) {
      const [why, reason] = notRun(x !== undefined, y !== undefined);
      refused.set(id, { mismatches: [], why, reason });
      continue;
    }
    const mismatches = planDifferences(x.plan, y.plan, false).map(({ field, run, other }) => ({
      field,
      first: run,
      second: other,
    }));
    if (mismatches.length > 0) {
      refused.set(id, { mismatches, why: 'settings', reason: '' });
      continue;
    }
    a.push(x);
    b.push(y);
    const pair = controls.get(id);
    if (pair) pairs.push(pair);
  }
  return { input: { a, b, controls: pairs, ...(overall && { overall }) }, refused, order: cards.map(({ id }) => id) };
}

/** What is shown of a pair. `entries`: of the comparison, at whose places `first` and `second` are. */
export function pairView(
  [first, second]: readonly [number, number],
  entries: readonly Pick<ComparedEntry, 'division' | 'classes'>[],
  { refused, order }: PairPlan,
  { benchmarks, common, overall }: Comparison,
): PairView {
  const found = new Map(benchmarks.map((difference) => [difference.benchmark, difference]));
  const all = order.flatMap((benchmark): BenchmarkDifference[] => {
    const refusal = refused.get(benchmark);
    if (refusal) return [{ state: 'not-compared', benchmark, why: refusal.why, reason: refusal.reason }];
    const difference = found.get(benchmark);
    return difference ? [difference] : [];
  });
  // An overall difference is one over all benchmarks, or none.
  const complete = refused.size === 0 ? overall : null;
  return {
    first,
    second,
    benchmarks: all.map((difference) => benchmarkView(difference, refused.get(difference.benchmark)?.mismatches ?? [])),
    overall: complete && meanView(complete),
    common: common && meanView(common),
    conclusions: conclude({ benchmarks: all, common, overall: complete }),
    sameRights: rightsOf(entries[first]) === rightsOf(entries[second]),
  };
}

const rightsOf = (entry: Pick<ComparedEntry, 'division' | 'classes'> | undefined): string | undefined =>
  entry && placeName(entry);

function benchmarkView(difference: BenchmarkDifference, mismatches: readonly MismatchView[]): BenchmarkPairView {
  const { benchmark } = difference;
  if (difference.state !== 'compared') {
    return {
      benchmark,
      seeds: 0,
      score: null,
      metric: null,
      probability: null,
      mismatches,
      why: difference.why,
      reason: difference.reason,
    };
  }
  return {
    benchmark,
    seeds: difference.seeds.length,
    score: difference.score && view(difference.score),
    metric: view(difference.metric),
    probability: difference.probabilityOfImprovement,
    mismatches: [],
    why: difference.scoreLacks?.why ?? null,
    reason: difference.scoreLacks?.reason ?? '',
  };
}

const view = ({ value, interval }: Pick<MeanDifference, 'value' | 'interval'>): DifferenceView => ({
  value,
  low: interval?.[0] ?? null,
  high: interval?.[1] ?? null,
});

const meanView = (difference: MeanDifference): MeanDifferenceView => ({
  ...view(difference),
  benchmarks: difference.benchmarks.length,
  probability: difference.probabilityOfImprovement,
});
