/** The runs that a comparison is made of, with their outcomes and their controls'. */
import type { Params } from '#benchmarks/protocol/ids.ts';
import type { Timings } from '#benchmarks/protocol/record.ts';
import type { Controls, ScoredRun } from '#benchmarks/scoring/index.ts';
import { findSuite } from '#benchmarks/suite/manifests.ts';
import type { Queryable } from '../db/data-version.ts';
import type { BenchmarkScoreRow } from '../db/save-scores.ts';
import { loadOutcomes } from '../scores/read-results.ts';
import { BENCHMARK_SCORE_COLUMNS, toBenchmarkScore } from '../scores/read-scores.ts';

/** A run as it is compared. */
export interface OwnRun extends ScoredRun {
  readonly durationMs: number;
  readonly controls: BenchmarkScoreRow['controls'];
  readonly source: BenchmarkScoreRow['source'];
}

/** By submission and benchmark. */
export type Runs = ReadonlyMap<string, ReadonlyMap<string, OwnRun>>;

/** The runs of submissions with their outcomes, by submission and benchmark. */
export async function loadRuns(client: Queryable, ids: readonly string[]): Promise<Runs> {
  const rows = await client.run.findMany({
    where: { submissionId: { in: [...ids] } },
    select: {
      id: true,
      submissionId: true,
      benchmarkId: true,
      benchmarkVersion: true,
      params: true,
      generations: true,
      size: true,
      seeds: true,
      engineId: true,
      engineVersion: true,
      timings: true,
      submission: { select: { tier: true, spec: true } },
    },
  });
  const scores = await client.benchmarkScore.findMany({
    where: { submissionId: { in: [...ids] } },
    select: BENCHMARK_SCORE_COLUMNS,
  });
  const scoreOf = new Map(
    scores.map(toBenchmarkScore).map((score) => [`${score.submissionId} ${score.benchmark}`, score]),
  );
  const outcomes = await loadOutcomes(
    client,
    rows.map(({ id }) => id),
  );
  const runs = new Map<string, Map<string, OwnRun>>(ids.map((id) => [id, new Map()]));
  for (const row of rows) {
    const outcome = outcomes.get(row.id);
    if (!outcome) continue;
    const score = scoreOf.get(`${row.submissionId} ${row.benchmarkId}`);
    const { tier, spec } = row.submission;
    runs.get(row.submissionId)?.set(row.benchmarkId, {
      plan: {
        suite: findSuite({ id: row.benchmarkId, version: row.benchmarkVersion }) ?? '',
        benchmark: {
          id: row.benchmarkId,
          version: row.benchmarkVersion,
          tier,
          params: row.params as Params,
          generations: row.generations,
          size: row.size,
        },
        engine: { id: row.engineId, version: row.engineVersion },
        seeds: row.seeds,
      },
      spec,
      outcome,
      controls: score?.controls ?? null,
      source: score?.source ?? null,
      durationMs: (row.timings as unknown as Timings).durationMs,
    });
  }
  return runs;
}

/** Submissions that the runs are scored against. */
export function controlIds(runs: Runs): string[] {
  const pairs = [...runs.values()].flatMap((own) => [...own.values()].flatMap(({ controls }) => controls ?? []));
  return [...new Set(pairs.flatMap(({ replace, oracle }) => [replace, oracle]))];
}

/** The runs of the controls that a run is scored against; null without. */
export function controlsOf(run: OwnRun, benchmark: string, controls: Runs): Controls<OwnRun> | null {
  if (run.controls === null) return null;
  const replace = controls.get(run.controls.replace)?.get(benchmark);
  const oracle = controls.get(run.controls.oracle)?.get(benchmark);
  return replace && oracle ? { replace, oracle } : null;
}
