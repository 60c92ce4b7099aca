/** The scores of the reference results: gap closed by strategy and benchmark, from the light files. */
import type { ReferenceSet } from '#benchmarks/bundle/reference-sets.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { type BenchmarkScore, benchmarkWeights, scoreRun } from '#benchmarks/scoring/index.ts';
import { benchmarksOf, requireBenchmark } from '#benchmarks/suite/catalog.ts';
import { overallRuleOf } from '#benchmarks/suite/manifests.ts';
import { keptSpecs, plannedRuns, readRecords } from '../reference/results.ts';
import { settingsOf } from '../reference/specs.ts';

const CONTROLS = ['replace', 'oracle'];

type Scored = Extract<BenchmarkScore, { readonly state: 'scored' }>;

export interface ScoreTable {
  readonly suite: string;
  /** Of which there are scores, in the suite's order. */
  readonly benchmarks: readonly string[];
  /** Of which every strategy that runs on it, and has results at all, has its result. */
  readonly complete: readonly string[];
  /** Without the controls, whose scores are 0 and 100 by definition; in the catalog's order. */
  readonly strategies: readonly string[];
  /** Null where there is no score: not applicable, not run, diverged. */
  readonly scoreOf: (strategy: string, benchmark: string) => Scored | null;
}

/** The strategies that have results of a suite with their default parameters. */
export const keptStrategies = (set: ReferenceSet): string[] => keptSpecs(set).filter((spec) => settingsOf(spec) === '');

/** Scores what is kept of a suite, of some strategies or of all. @throws plan-mismatch where a result can't be paired with the controls */
export async function readScores(set: ReferenceSet, ids: readonly string[] = keptStrategies(set)): Promise<ScoreTable> {
  const records = new Map<string, RunRecord>();
  for (const id of ids)
    for (const record of await readRecords(id, set)) records.set(`${id} ${record.benchmark.id}`, record);
  const scores = new Map<string, Scored>();
  for (const [key, record] of records) {
    const { id } = record.benchmark;
    const [replace, oracle] = CONTROLS.map((control) => records.get(`${control} ${id}`));
    if (replace === undefined || oracle === undefined) continue;
    const score = scoreRun(record, { replace, oracle }, requireBenchmark(record.benchmark).card);
    if (score.state === 'scored') scores.set(key, score);
  }
  const lacking = new Set(
    ids.flatMap((id) =>
      plannedRuns(id, set).flatMap(({ benchmark }) => (records.has(`${id} ${benchmark.id}`) ? [] : [benchmark.id])),
    ),
  );
  const strategies = ids.filter((id) => !CONTROLS.includes(id));
  const benchmarks = benchmarksOf(set.suite)
    .map(({ id }) => id)
    .filter((id) => strategies.some((strategy) => scores.has(`${strategy} ${id}`)));
  return {
    suite: set.suite,
    benchmarks,
    complete: benchmarks.filter((id) => !lacking.has(id)),
    strategies,
    scoreOf: (strategy, benchmark) => scores.get(`${strategy} ${benchmark}`) ?? null,
  };
}

/** The strategies that have a score on each of these benchmarks. */
export const strategiesOn = ({ strategies, scoreOf }: ScoreTable, benchmarks: readonly string[]): string[] =>
  strategies.filter((strategy) => benchmarks.every((benchmark) => scoreOf(strategy, benchmark) !== null));

/** A strategy's scores on benchmarks as they enter an overall score, within −100…110. @throws RangeError where one is lacking */
export function clippedScores({ scoreOf }: ScoreTable, strategy: string, benchmarks: readonly string[]): number[] {
  return benchmarks.map((benchmark) => {
    const score = scoreOf(strategy, benchmark);
    if (score === null) throw new RangeError(`${strategy} has no score on ${benchmark}.`);
    return score.clipped;
  });
}

/** The overall score over some of a suite's benchmarks, by the suite's rule. @throws RangeError where a score is lacking */
export function overallOn(table: ScoreTable, strategy: string, benchmarks: readonly string[]): number {
  const weights = benchmarkWeights(benchmarks, overallRuleOf(table.suite));
  const scores = clippedScores(table, strategy, benchmarks);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return scores.reduce((sum, score, index) => sum + score * (weights[index] as number), 0) / total;
}
