/** Scores results against controls, wherever those are found. */
import { differencesFromTier } from '../../bundle/check-benchmark.ts';
import { HeirloomError } from '../../protocol/errors.ts';
import type { Tier } from '../../protocol/ids.ts';
import type { RunRecord } from '../../protocol/record.ts';
import { type Division, jointDivision, rightsOf } from '../../protocol/regime.ts';
import { printable } from '../../protocol/unprintable.ts';
import { notApplicableReason } from '../../runner/plan.ts';
import { type Board, type Comparison, compare, summariseRun, toScoredRun } from '../../scoring/index.ts';
import { STRATEGIES } from '../../strategies/catalog.ts';
import { BENCHMARKS, requireBenchmark } from '../../suite/catalog.ts';
import { type Candidate, type PairedRun, type ReportBar, scoreTogether } from './boards.ts';
import { ControlFinder, onCommonSeeds } from './controls.ts';
import type { Result } from './load.ts';

export interface ReportedStrategy {
  readonly result: Result;
  /** Unique among the results: the specification, with its path where two are alike. */
  readonly name: string;
  readonly role: 'control' | 'baseline' | 'entry';
  /** What keeps its runs from being official, by benchmark; empty where all of them are. */
  readonly unofficial: readonly { readonly benchmark: string; readonly differences: readonly string[] }[];
  /** The first that admits all of its runs together. */
  readonly division: Division;
  /** Mean over its benchmarks. */
  readonly realShare: number;
  /** By benchmark. */
  readonly runs: ReadonlyMap<string, PairedRun>;
}

export interface Report {
  readonly tier: Tier;
  /** Benchmark ids in the suite's order. */
  readonly benchmarks: readonly string[];
  /** Best first. */
  readonly strategies: readonly ReportedStrategy[];
  readonly board: Board;
  /** Why a strategy has no rank, by name; null where nothing keeps it from one. */
  readonly bars: ReadonlyMap<string, ReportBar | null>;
  /** Where exactly two results were given. */
  readonly comparison: NamedComparison | null;
}

export interface NamedComparison extends Comparison {
  readonly a: string;
  readonly b: string;
}

/**
 * Scores what was loaded. All results must be of one tier.
 * @throws plan-mismatch where results can't be compared, naming what differs
 */
export async function makeReport(results: readonly Result[]): Promise<Report> {
  const tier = requireOneTier(results);
  const benchmarks = BENCHMARKS.map(({ card }) => card.id).filter((id) =>
    results.some((result) => recordOf(result, id)),
  );
  const finder = new ControlFinder(results, tier);
  const strategies: ReportedStrategy[] = [];
  for (const result of results) strategies.push(await describe(result, results, finder));
  const { board, bars } = scoreTogether(
    benchmarks,
    strategies.map((strategy) => toCandidate(strategy, tier)),
  );
  const order = new Map(board.rows.map((row, index) => [row.id, index]));
  return {
    tier,
    benchmarks,
    strategies: [...strategies].sort((a, b) => (order.get(a.name) ?? 0) - (order.get(b.name) ?? 0)),
    board,
    bars,
    comparison: comparisonOf(strategies, benchmarks),
  };
}

export function recordOf(result: Result, benchmark: string): RunRecord | undefined {
  return result.records.find((record) => record.benchmark.id === benchmark);
}

function requireOneTier(results: readonly Result[]): Tier {
  const tiers = [...new Set(results.flatMap((result) => result.records.map((record) => record.benchmark.tier)))];
  if (tiers.length === 1) return tiers[0] as Tier;
  throw new HeirloomError(
    'plan-mismatch',
    `The results are of the tiers ${tiers.join(' and ')}, which can't be compared. Report each tier by itself.`,
  );
}

async function describe(result: Result, all: readonly Result[], finder: ControlFinder): Promise<ReportedStrategy> {
  const alike = all.filter(({ spec }) => spec === result.spec).length > 1;
  const [only, ...others] = result.records[0]?.strategy.parts ?? [];
  const group = others.length === 0 ? STRATEGIES.find(({ card }) => card.id === only?.id)?.card.group : undefined;
  const summaries = result.records.map((record) => summariseRun(record, requireBenchmark(record.benchmark.id).card));
  const runs = new Map<string, PairedRun>();
  for (const record of result.records) {
    const run = toScoredRun(record, requireBenchmark(record.benchmark.id).card);
    runs.set(record.benchmark.id, { run, controls: await finder.find(run.plan) });
  }
  return {
    result,
    name: printable(alike ? `${result.spec} (${result.path})` : result.spec, 1000),
    role: group === 'control' || group === 'baseline' ? group : 'entry',
    unofficial: result.records
      .filter(({ official }) => !official)
      .map(({ benchmark, seeds }) => ({
        benchmark: benchmark.id,
        differences: differencesFromTier(benchmark, seeds, requireBenchmark(benchmark.id).card),
      })),
    division: jointDivision(result.records.map(rightsOf)),
    realShare: summaries.reduce((sum, { realShare }) => sum + realShare, 0) / summaries.length,
    runs,
  };
}

function toCandidate({ name, role, unofficial, division, runs, result }: ReportedStrategy, tier: Tier): Candidate {
  const parts = result.records[0]?.strategy.parts ?? [];
  return {
    id: name,
    role,
    official: unofficial.length === 0,
    tier,
    division,
    runs,
    inapplicable: (benchmark) => notApplicableReason(parts, requireBenchmark(benchmark).card),
  };
}

function comparisonOf(strategies: readonly ReportedStrategy[], benchmarks: readonly string[]): NamedComparison | null {
  const [a, b, ...more] = strategies;
  if (!a || !b || more.length > 0) return null;
  const runsOf = ({ runs }: ReportedStrategy) => [...runs.values()].map(({ run }) => run);
  const comparison = compare({
    a: runsOf(a),
    b: runsOf(b),
    controls: benchmarks.flatMap((id) => {
      const found = (a.runs.get(id) ?? b.runs.get(id))?.controls;
      return found?.state === 'found' ? onCommonSeeds(found.controls) : [];
    }),
  });
  return { ...comparison, a: a.name, b: b.name };
}
