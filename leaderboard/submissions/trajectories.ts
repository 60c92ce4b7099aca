/** Metrics over generations, averaged over seeds, for charts. */

import { roleOf } from '#benchmarks/board/roles.ts';
import type { RunRecord, Trajectory } from '#benchmarks/protocol/record.ts';
import { CONFIDENCE, meanEstimate } from '#benchmarks/scoring/index.ts';
import type { Entry } from '../boards/entries.ts';
import { metricView } from '../catalog/cards.ts';
import { listBoardCards, type StoredCard } from '../catalog/suite-benchmarks.ts';
import type { BoardName } from '../catalog/suites.ts';
import type { Queryable } from '../db/data-version.ts';
import type { Database } from '../db/database.ts';
import { unpackTrajectory } from '../db/pack-trajectory.ts';
import type { ChartLine, SeedsView, TrajectoriesView, TrajectoryPoint } from '../views/index.ts';
import { shownGenerations } from './shown-generations.ts';

/** Lines of one chart: more can't be told apart. */
export const MAX_LINES = 16;

/** A submission as a chart names it. */
export type Charted = ChartLine;

/** What a page's charts draw: the controls, `replace` first, then the page's rows in the order given. */
export function chartedOf(shown: readonly ListedLine[], onPage: readonly ListedLine[]): ChartLine[] {
  const controls = shown.filter(({ role, sameAs }) => role === 'control' && sameAs === null).sort(bySpec);
  const lines = [...new Set([...controls, ...onPage])].slice(0, MAX_LINES);
  // What ran as a control under another name is a line like others.
  return lines.map(({ id, spec, role, sameAs }) => ({ id, spec, role: sameAs === null ? role : 'entry' }));
}

type ListedLine = Charted & Pick<Entry, 'sameAs'>;

/**
 * The primary metric of each of a board's benchmarks for some submissions, in the order asked for; null where one of them,
 * or the board, isn't there.
 */
export async function listTrajectoriesOf(
  { prisma }: Database,
  board: BoardName,
  ids: readonly string[],
): Promise<TrajectoriesView[] | null> {
  const lines = await linesOf(prisma, ids);
  const cards = await listBoardCards(prisma, board);
  if (cards.length === 0 || lines === null) return null;
  const views: TrajectoriesView[] = [];
  for (const card of cards) {
    views.push(...(await listTrajectories(prisma, card, [card.primary], lines)));
  }
  return views;
}

/** Submissions as lines of a figure, in the order asked for; null where one of them isn't there. */
export async function linesOf(client: Queryable, ids: readonly string[]): Promise<Charted[] | null> {
  const found = await client.submission.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, spec: true, label: true, official: true },
  });
  const byId = new Map(found.map((submission) => [submission.id, submission]));
  const submissions = ids.flatMap((id) => byId.get(id) ?? []);
  if (submissions.length < ids.length) return null;
  return submissions.map((submission) => ({ id: submission.id, spec: submission.spec, role: roleOf(submission) }));
}

/** `replace` first: it is the one that collapses. */
const bySpec = (a: Charted, b: Charted): number => (a.spec > b.spec ? -1 : 1);

/** The trajectories of the seeds of each submission's run; those without a run of the benchmark, or without the metric, have none. */
export async function listSeeds(
  client: Queryable,
  { id, version }: Pick<StoredCard, 'id' | 'version'>,
  metric: string,
  ids: readonly string[],
): Promise<SeedsView[]> {
  const runs = await client.run.findMany({
    where: { submissionId: { in: [...ids] }, benchmarkId: id, benchmarkVersion: version },
    select: {
      submissionId: true,
      trajectories: { where: { metric }, select: { lengths: true, missing: true, values: true } },
    },
  });
  const runOf = new Map(runs.map((run) => [run.submissionId, run]));
  return ids.flatMap((own) => {
    const packed = runOf.get(own)?.trajectories[0];
    return packed ? [{ id: own, seeds: seedsOf(unpackTrajectory(packed)) }] : [];
  });
}

/** Seeds of one entry in a figure, and generations of each: more can't be told apart. */
export const MAX_SEEDS = 100;
const MAX_SEED_POINTS = 101;

/** Of the first seeds the generations that are shown and have a value. `[seedIndex][generation]` */
function seedsOf(trajectory: Trajectory): SeedsView['seeds'] {
  return trajectory.slice(0, MAX_SEEDS).map((seed) =>
    shownGenerations(seed.length, MAX_SEED_POINTS).flatMap((generation) => {
      const value = seed[generation];
      return typeof value === 'number' ? [[generation, value] as const] : [];
    }),
  );
}

/** Metrics of one benchmark for some submissions; those without a run of it have no line. */
export async function listTrajectories(
  client: Queryable,
  card: StoredCard,
  metrics: readonly string[],
  charted: readonly Charted[],
): Promise<TrajectoriesView[]> {
  const runs = await client.run.findMany({
    where: { submissionId: { in: charted.map(({ id }) => id) }, benchmarkId: card.id, benchmarkVersion: card.version },
    select: {
      submissionId: true,
      generations: true,
      truth: true,
      trajectories: {
        where: { metric: { in: [...metrics] } },
        select: { metric: true, lengths: true, missing: true, values: true },
      },
    },
  });
  const runOf = new Map(runs.map((run) => [run.submissionId, run]));
  const ran = charted.filter(({ id }) => runOf.has(id));
  const packedOf = (id: string, metric: string) =>
    runOf.get(id)?.trajectories.find((trajectory) => trajectory.metric === metric);
  return metrics.map(
    (metric): TrajectoriesView => ({
      benchmark: { id: card.id, version: card.version, name: card.name },
      metric: metricView(metric, card),
      truth:
        runs.map(({ truth }) => (truth as RunRecord['truth'])[metric]).find((value) => value !== undefined) ?? null,
      horizon: Math.max(0, ...runs.map(({ generations }) => generations)),
      series: ran.flatMap(({ id, spec, role }) => {
        const packed = packedOf(id, metric);
        return packed ? [{ id, spec, role, points: pointsOf(unpackTrajectory(packed)) }] : [];
      }),
      notMeasured: ran.flatMap(({ id, spec }) => (packedOf(id, metric) ? [] : [{ id, spec }])),
    }),
  );
}

/** Mean and 95% t interval at each generation that is shown, over the seeds that have a value there. `[seedIndex][generation]` */
export function pointsOf(trajectory: Trajectory): TrajectoryPoint[] {
  const length = trajectory.reduce((most, seed) => Math.max(most, seed.length), 0);
  const points: TrajectoryPoint[] = [];
  for (const generation of shownGenerations(length)) {
    const values = trajectory.map((seed) => seed[generation]).filter((value) => typeof value === 'number');
    if (values.length === 0) continue;
    const { value, interval, n } = meanEstimate(values, CONFIDENCE);
    points.push({ generation, mean: value, low: interval?.[0] ?? null, high: interval?.[1] ?? null, seeds: n });
  }
  return points;
}
