/** Metrics over generations, averaged over seeds, for charts. */

import type { Trajectory } from '../benchmarks/protocol/record.ts';
import { CONFIDENCE, meanEstimate } from '../benchmarks/scoring/index.ts';
import { entriesOf, PAGE_SIZE } from './board.ts';
import { metricView } from './cards.ts';
import type { Queryable } from './db/data-version.ts';
import type { Database } from './db/database.ts';
import { unpackTrajectory } from './db/pack-trajectory.ts';
import { listEntries } from './entries.ts';
import { listSuiteCards, type StoredCard } from './suite-benchmarks.ts';
import type { BoardQuery, EntryRole, TrajectoriesView, TrajectoryPoint } from './views.ts';

/** Lines of one chart: more can't be told apart. */
const MAX_SERIES = 24;

/** A submission as a chart names it. */
export interface Charted {
  readonly id: string;
  readonly spec: string;
  readonly role: EntryRole;
}

/** The primary metric of every benchmark of a board: controls and baselines first, then the page's rows in order. */
export async function listBoardTrajectories({ prisma }: Database, query: BoardQuery): Promise<TrajectoriesView[]> {
  const cards = await listSuiteCards(prisma, query.suite);
  const shown = entriesOf(await listEntries(prisma, query), query.division);
  const onPage = shown.slice((query.page - 1) * PAGE_SIZE, query.page * PAGE_SIZE);
  const controls = shown.filter((entry) => entry.role === 'control').sort(bySpec);
  const charted = [...new Set([...controls, ...onPage])].slice(0, MAX_SERIES);
  const views: TrajectoriesView[] = [];
  for (const card of cards) views.push(...(await listTrajectories(prisma, card, [card.primary], charted)));
  return views;
}

/** `replace` first: it is the one that collapses. */
const bySpec = (a: Charted, b: Charted): number => (a.spec > b.spec ? -1 : 1);

/** Metrics of one benchmark for some submissions; those without a run of it have no line. */
export async function listTrajectories(
  client: Queryable,
  card: StoredCard,
  metrics: readonly string[],
  charted: readonly Charted[],
): Promise<TrajectoriesView[]> {
  const runs = await client.run.findMany({
    where: { submissionId: { in: charted.map(({ id }) => id) }, benchmarkId: card.id },
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
  return metrics.map(
    (metric): TrajectoriesView => ({
      benchmark: { id: card.id, version: card.version, name: card.name },
      metric: metricView(metric, card),
      truth:
        runs.map(({ truth }) => (truth as Record<string, number>)[metric]).find((value) => value !== undefined) ?? null,
      horizon: Math.max(0, ...runs.map(({ generations }) => generations)),
      series: charted.flatMap(({ id, spec, role }) => {
        const packed = runOf.get(id)?.trajectories.find((trajectory) => trajectory.metric === metric);
        return packed ? [{ id, spec, role, points: pointsOf(unpackTrajectory(packed)) }] : [];
      }),
    }),
  );
}

/** Mean and 95% t interval at each generation, over the seeds that have a value there. `[seedIndex][generation]` */
export function pointsOf(trajectory: Trajectory): TrajectoryPoint[] {
  const length = Math.max(0, ...trajectory.map((seed) => seed.length));
  const points: TrajectoryPoint[] = [];
  for (let generation = 0; generation < length; generation++) {
    const values = trajectory.map((seed) => seed[generation]).filter((value) => typeof value === 'number');
    if (values.length === 0) continue;
    const { value, interval, n } = meanEstimate(values, CONFIDENCE);
    points.push({ generation, mean: value, low: interval?.[0] ?? null, high: interval?.[1] ?? null, seeds: n });
  }
  return points;
}
