/** Scores of one benchmark's runs at every horizon, computed from stored trajectories when they are looked at. */

import {
  type ByHorizon,
  byHorizon,
  CLIP_HIGH,
  CLIP_LOW,
  type Controls,
  trajectoriesOn,
} from '#benchmarks/scoring/index.ts';
import { METRICS } from '#benchmarks/suite/catalog.ts';
import type { StoredCard } from '../catalog/suite-benchmarks.ts';
import type { Queryable } from '../db/data-version.ts';
import { unpackTrajectory } from '../db/pack-trajectory.ts';
import type { ChartLine, HorizonView, MetricView, TrajectoriesView } from '../views/index.ts';
import { shownGenerations } from './shown-generations.ts';

/** A submission with those that its run is scored against, where it has a score. */
export interface ScoredLine extends Pick<ChartLine, 'id'> {
  readonly controls: Controls<string> | null;
}

export interface RunByHorizon extends ByHorizon {
  /** G. */
  readonly generations: number;
  readonly seeds: number;
}

/** By submission; those without a score, and those of which a trajectory is not there whole, are left out. */
export async function loadByHorizon(
  client: Queryable,
  card: StoredCard,
  lines: readonly ScoredLine[],
): Promise<ReadonlyMap<string, RunByHorizon>> {
  const ids = lines.flatMap(({ id, controls }) => (controls ? [id, controls.replace, controls.oracle] : []));
  const rows = await client.run.findMany({
    where: { submissionId: { in: [...new Set(ids)] }, benchmarkId: card.id, benchmarkVersion: card.version },
    select: {
      submissionId: true,
      generations: true,
      seeds: true,
      trajectories: {
        where: { metric: card.primary },
        select: { lengths: true, missing: true, values: true },
      },
    },
  });
  const runs = new Map(
    rows.map(({ submissionId, trajectories: [packed], ...run }) => [
      submissionId,
      { ...run, trajectory: packed ? unpackTrajectory(packed) : [] },
    ]),
  );
  const isDistance = METRICS.find(({ id }) => id === card.primary)?.distance === true;
  return new Map(
    lines.flatMap(({ id, controls }): [string, RunByHorizon][] => {
      const run = runs.get(id);
      if (!run || controls === null) return [];
      const { seeds, generations } = run;
      const [own, replace, oracle] = [id, controls.replace, controls.oracle].map((name) => {
        const other = runs.get(name);
        return other ? trajectoriesOn(other.trajectory, other.seeds, seeds, generations) : null;
      });
      if (!own || !replace || !oracle) return [];
      const horizons = shownGenerations(generations + 1).filter((horizon) => horizon > 0);
      const found = byHorizon({ own, replace, oracle }, isDistance, horizons);
      return [[id, { ...found, generations, seeds: seeds.length }]];
    }),
  );
}

/** Beside a score; null without one. */
export function horizonView(run: RunByHorizon | undefined): HorizonView | null {
  if (run === undefined) return null;
  const { ratio, halfLife } = run;
  return {
    ratio: ratio && { value: ratio.value, low: ratio.interval?.[0] ?? null, high: ratio.interval?.[1] ?? null },
    halfLife: halfLife.state === 'reached' ? halfLife : { state: halfLife.state, generation: null },
  };
}

/** The metric of scores by horizon, which no card lists. */
export const SCORE_BY_HORIZON = 'score-by-horizon';

/** What a chart of scores by horizon calls them. */
const SCORE: MetricView = {
  id: SCORE_BY_HORIZON,
  name: 'Score by horizon',
  unit: 'points',
  better: 'higher',
  axis: 'fidelity',
};

/** The scores as a chart draws them: what stands at a generation is the score that the run would have with that horizon. */
export async function horizonTrajectories(
  client: Queryable,
  card: StoredCard,
  lines: readonly (ScoredLine & ChartLine)[],
): Promise<TrajectoriesView> {
  const found = await loadByHorizon(client, card, lines);
  return {
    benchmark: { id: card.id, version: card.version, name: card.name },
    metric: SCORE,
    truth: null,
    horizon: Math.max(0, ...[...found.values()].map(({ generations }) => generations)),
    limits: [CLIP_LOW, CLIP_HIGH],
    series: lines.flatMap(({ id, spec, role }) => {
      const run = found.get(id);
      if (!run) return [];
      const points = run.scores.flatMap(({ horizon, value, interval }) =>
        value === null
          ? []
          : [
              {
                generation: horizon,
                mean: value,
                low: interval?.[0] ?? null,
                high: interval?.[1] ?? null,
                seeds: run.seeds,
              },
            ],
      );
      return [{ id, spec, role, points }];
    }),
    notMeasured: [],
  };
}
