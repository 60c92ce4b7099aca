/** The closed-form laws of a benchmark over the runs that they speak of. */
import type { Params } from '#benchmarks/protocol/ids.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import type { Versioned } from '#benchmarks/suite/manifests.ts';
import type { Law, LawSetting } from '#benchmarks/suite/shared/law.ts';
import type { Queryable } from '../db/data-version.ts';
import type { Charted } from '../submissions/trajectories.ts';
import type { LawCurveView, TrajectoriesView } from '../views/index.ts';

/** What a law asks of a run, with the submission it is. */
export interface RuledRun extends LawSetting, Charted {
  /** G. */
  readonly generations: number;
}

/** The runs of one benchmark as laws see them, in the order given. */
export async function listRuledRuns(
  client: Queryable,
  benchmark: Versioned,
  charted: readonly Charted[],
): Promise<readonly RuledRun[]> {
  const rows = await client.run.findMany({
    where: {
      submissionId: { in: charted.map(({ id }) => id) },
      benchmarkId: benchmark.id,
      benchmarkVersion: benchmark.version,
    },
    select: {
      submissionId: true,
      params: true,
      generations: true,
      truth: true,
      submission: {
        select: { parts: { select: { strategyId: true, resolved: true }, orderBy: { position: 'asc' } } },
      },
    },
  });
  const runOf = new Map(rows.map((row) => [row.submissionId, row]));
  return charted.flatMap(({ id, spec, role }) => {
    const run = runOf.get(id);
    if (!run) return [];
    return [
      {
        id,
        spec,
        role,
        params: run.params as Params,
        generations: run.generations,
        truth: run.truth as RunRecord['truth'],
        strategy: run.submission.parts.map((part) => ({ id: part.strategyId, resolved: part.resolved as Params })),
      },
    ];
  });
}

/** Those of a benchmark's laws that are of a metric, for the runs that they speak of: over generations 0…G, which are fits 1…G+1. */
export function lawCurves(
  laws: readonly Law[],
  { metric, horizon }: Pick<TrajectoriesView, 'metric' | 'horizon'>,
  runs: readonly RuledRun[],
): LawCurveView[] {
  const own = laws.filter((law) => law.metric === metric.id);
  return runs.flatMap((run) =>
    own.flatMap(({ id, statement, curve }): LawCurveView[] => {
      const mean = curve(run);
      if (mean === null) return [];
      const values = Array.from({ length: horizon + 1 }, (_, generation) => rounded(mean(generation + 1)));
      return [{ law: id, statement, entry: run.id, spec: run.spec, values }];
    }),
  );
}

/** As the charts' other numbers. */
const rounded = (value: number): number => Number(value.toPrecision(6));
