/** Scores results against the controls among them. */
import { HeirloomError } from '../../protocol/errors.ts';
import type { RunRecord } from '../../protocol/record.ts';
import { type Division, jointDivision, rightsOf } from '../../protocol/regime.ts';
import {
  type Board,
  type BoardEntry,
  type Comparison,
  type Controls,
  compare,
  groundFrom,
  planDifferences,
  type ScoredRun,
  scoreBoard,
  summariseRun,
  toScoredRun,
} from '../../scoring/index.ts';
import { STRATEGIES } from '../../strategies/catalog.ts';
import { BENCHMARKS, requireBenchmark } from '../../suite/catalog.ts';
import { type Result, siblingControls } from './load.ts';

export interface ReportedStrategy {
  readonly result: Result;
  /** Unique among the results: the specification, with its path where two are alike. */
  readonly name: string;
  readonly role: 'control' | 'baseline' | 'entry';
  /** The first that admits all of its runs together. */
  readonly division: Division;
  /** Mean over its benchmarks. */
  readonly realShare: number;
}

export interface Report {
  readonly tier: string;
  /** Benchmark ids in the suite's order. */
  readonly benchmarks: readonly string[];
  /** Best first. */
  readonly strategies: readonly ReportedStrategy[];
  readonly board: Board;
  /** Where exactly two results were given. */
  readonly comparison: NamedComparison | null;
}

export interface NamedComparison extends Comparison {
  readonly a: string;
  readonly b: string;
}

/**
 * Scores what was loaded. All results must be of one tier; controls are taken from the results or from beside them.
 * @throws plan-mismatch where results can't be compared, naming what differs
 */
export function makeReport(results: readonly Result[]): Report {
  const tier = requireOneTier(results);
  const benchmarks = BENCHMARKS.map(({ card }) => card.id).filter((id) =>
    results.some((result) => recordOf(result, id)),
  );
  const controls = new Map(benchmarks.map((id) => [id, findControls(results, id)]));
  const strategies = results.map((result) => describe(result, results));
  const board = scoreBoard({
    grounds: benchmarks.map((id) =>
      groundFrom({ id, version: requireBenchmark(id).card.version }, controls.get(id) ?? null),
    ),
    entries: strategies.map((strategy) => toEntry(strategy, benchmarks, controls)),
  });
  const order = new Map(board.rows.map((row, index) => [row.id, index]));
  return {
    tier,
    benchmarks,
    strategies: [...strategies].sort((a, b) => (order.get(a.name) ?? 0) - (order.get(b.name) ?? 0)),
    board,
    comparison: comparisonOf(strategies, benchmarks, controls),
  };
}

export function recordOf(result: Result, benchmark: string): RunRecord | undefined {
  return result.records.find((record) => record.benchmark.id === benchmark);
}

function requireOneTier(results: readonly Result[]): string {
  const tiers = [...new Set(results.flatMap((result) => result.records.map((record) => record.benchmark.tier)))];
  if (tiers.length === 1) return tiers[0] as string;
  throw new HeirloomError(
    'plan-mismatch',
    `The results are of the tiers ${tiers.join(' and ')}, which can't be compared. Report each tier by itself.`,
  );
}

function scored(record: RunRecord): ScoredRun {
  return toScoredRun(record, requireBenchmark(record.benchmark.id).card);
}

/** The control runs with which the first result can be paired, from the results or from beside them. */
function findControls(results: readonly Result[], benchmark: string): Controls<ScoredRun> | null {
  const candidates = [...results, ...results.flatMap(siblingControls)];
  const find = (spec: string) => {
    const record = candidates
      .filter((result) => result.spec === spec)
      .map((result) => recordOf(result, benchmark))
      .find(Boolean);
    return record && scored(record);
  };
  const replace = find('replace');
  const oracle = find('oracle');
  if (!replace || !oracle || planDifferences(replace.plan, oracle.plan, true).length > 0) return null;
  return { replace, oracle };
}

function describe(result: Result, all: readonly Result[]): ReportedStrategy {
  const alike = all.filter(({ spec }) => spec === result.spec).length > 1;
  const [only, ...others] = result.records[0]?.strategy.parts ?? [];
  const group = others.length === 0 ? STRATEGIES.find(({ card }) => card.id === only?.id)?.card.group : undefined;
  const summaries = result.records.map((record) => summariseRun(record, requireBenchmark(record.benchmark.id).card));
  return {
    result,
    name: alike ? `${result.spec} (${result.path})` : result.spec,
    role: group === 'control' || group === 'baseline' ? group : 'entry',
    division: jointDivision(result.records.map(rightsOf)),
    realShare: summaries.reduce((sum, { realShare }) => sum + realShare, 0) / summaries.length,
  };
}

function toEntry(
  strategy: ReportedStrategy,
  benchmarks: readonly string[],
  controls: ReadonlyMap<string, Controls<ScoredRun> | null>,
): BoardEntry {
  const outcomes: Record<string, BoardEntry['outcomes'][string]> = {};
  for (const id of benchmarks) {
    const record = recordOf(strategy.result, id);
    if (!record) continue;
    const run = scored(record);
    const ground = controls.get(id);
    requirePaired(run, ground ?? null, strategy.name);
    outcomes[id] = run.outcome;
  }
  return { id: strategy.name, division: strategy.division, rankable: strategy.role === 'entry', outcomes };
}

function requirePaired(run: ScoredRun, controls: Controls<ScoredRun> | null, name: string): void {
  if (controls === null) return;
  const differences = planDifferences(run.plan, controls.replace.plan, true);
  if (differences.length === 0) return;
  const list = differences
    .map(({ field, run: own, other }) => `${field} (${own}, the controls have ${other})`)
    .join('; ');
  throw new HeirloomError(
    'plan-mismatch',
    `${name} on ${run.plan.benchmark.id} can't be scored against the controls given: they differ in ${list}. Run it with the controls' settings.`,
  );
}

function comparisonOf(
  strategies: readonly ReportedStrategy[],
  benchmarks: readonly string[],
  controls: ReadonlyMap<string, Controls<ScoredRun> | null>,
): NamedComparison | null {
  const [a, b, ...more] = strategies;
  if (!a || !b || more.length > 0) return null;
  const comparison = compare({
    a: a.result.records.map(scored),
    b: b.result.records.map(scored),
    controls: benchmarks.flatMap((id) => controls.get(id) ?? []),
  });
  return { ...comparison, a: a.name, b: b.name };
}
