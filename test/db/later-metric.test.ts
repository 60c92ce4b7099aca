/** Runs from before a metric came: wherever the site has the metric, it says that they did not measure it. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { ensureAdminToken, requireToken } from '#leaderboard/access/tokens.ts';
import { getBenchmark } from '#leaderboard/benchmarks/page.ts';
import { getBenchmarkCharts } from '#leaderboard/benchmarks/trajectories.ts';
import { type Database, openDatabase } from '#leaderboard/db/database.ts';
import { closeWorkers } from '#leaderboard/host/worker-pool.ts';
import { acceptBundle } from '#leaderboard/intake/accept-bundle.ts';
import { scoringDone } from '#leaderboard/scores/schedule.ts';
import { getSubmission } from '#leaderboard/submissions/page.ts';
import { getRunTrajectories } from '#leaderboard/submissions/run-detail.ts';
import { getFrames } from '#leaderboard/submissions/samples.ts';
import { archiveOf, entriesOf } from '../support/archives.ts';
import { bundleOf, requireRun } from '../support/bundles.ts';
import type { EmptyDatabase } from '../support/databases.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { createMigratedDatabase } from './kinds.ts';

/** Whether the metric has come. */
const { world, LATER } = vi.hoisted(() => ({
  world: { isLater: false },
  LATER: { id: 'later-tail', name: 'Later tail', summary: '', unit: 'x', better: 'lower', range: [0, null] } as const,
}));

// Regression has no metric of the tail: this one comes first under it.
vi.mock('#benchmarks/suite/regression/card.ts', async (load) => {
  const { card, ...others } = await load<{ card: { metrics: readonly { since?: number }[] } }>();
  const metrics = card.metrics.filter(({ since }) => since === undefined);
  const later = { ...LATER, truth: 0, axis: 'tail', since: 2, measure: () => 1 };
  Object.defineProperty(card, 'metrics', { get: () => (world.isLater ? [...metrics, later] : metrics) });
  return { ...others, card };
});

let empty: EmptyDatabase;
let database: Database;
const ids: Record<string, string> = {};

beforeAll(async () => {
  empty = await createMigratedDatabase('embedded');
  database = await openDatabase(empty.location);
  const token = readFileSync(await ensureAdminToken(database, temporaryFolder()), 'utf8').trim();
  const bearer = await requireToken(database, `Bearer ${token}`, 'submit');
  for (const spec of ['replace', 'oracle', 'retain']) {
    const files = bundleOf([await requireRun('regression', spec)]);
    ids[spec] = (await acceptBundle(database, { path: archiveOf(entriesOf(files)), bearer })).id;
  }
  await scoringDone();
  world.isLater = true;
});
afterAll(async () => {
  await scoringDone();
  await closeWorkers();
  await database?.close();
  await empty?.remove();
});

const idOf = (spec: string): string => ids[spec] ?? '';

it('on the page of a submission', async () => {
  const run = (await getSubmission(database, idOf('retain')))?.runs[0];
  expect(run?.notMeasured).toEqual([{ id: LATER.id, name: expect.any(String) }]);
  expect(run?.axes?.tail).toBeNull();
  expect(run?.axes?.fidelity?.value).toEqual(expect.any(Number));
  world.isLater = false;
  expect((await getSubmission(database, idOf('retain')))?.runs[0]?.notMeasured).toEqual([]);
  world.isLater = true;
});

it('in its charts, whose lines end nowhere instead of being empty', async () => {
  const views = (await getRunTrajectories(database, idOf('retain'), 'regression', 'all')) ?? [];
  const [later, ...others] = [...views].reverse();
  expect(later?.metric.id).toBe(LATER.id);
  expect(later?.series).toEqual([]);
  expect(later?.notMeasured.map(({ spec }) => spec)).toEqual(['replace', 'oracle', 'retain']);
  for (const view of others) {
    expect(view.notMeasured).toEqual([]);
    expect(view.series).toHaveLength(3);
  }
});

it('on the page of the benchmark, which knows the truth all the same', async () => {
  const metrics = (await getBenchmark(database, { id: 'regression', tier: 'smoke' }))?.metrics ?? [];
  expect(metrics.at(-1)).toMatchObject({
    id: LATER.id,
    truth: 0,
    replaceLast: null,
    oracleLast: null,
    notMeasured: ['replace', 'oracle'],
  });
  for (const metric of metrics.slice(0, -1)) expect(metric.notMeasured).toEqual([]);
  const charts = await getBenchmarkCharts(database, { id: 'regression', tier: 'smoke' });
  // Whoever has a line of the other metrics.
  const drawn = charts?.trajectories[0]?.series.map(({ spec }) => spec);
  expect(drawn).toEqual(expect.arrayContaining(['replace', 'oracle']));
  expect(charts?.trajectories.at(-1)?.notMeasured.map(({ spec }) => spec)).toEqual(drawn);
});

it('beside its samples', async () => {
  const frames = await getFrames(database, idOf('retain'), 'regression');
  expect(frames?.metrics.map(({ metric, measured }) => [metric, measured])).toEqual([
    ['predictive-w2', true],
    ['noise-ratio', true],
    [LATER.id, false],
  ]);
  expect(frames?.metrics.at(-1)?.values).toEqual([]);
});
