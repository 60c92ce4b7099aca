/** Doubles come back bit for bit, and can't be written in the way that would round them. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Trajectory } from '#benchmarks/protocol/record.ts';
import { type Database, openDatabase } from '#leaderboard/db/database.ts';
import { insertTrajectories } from '#leaderboard/db/exact-numbers.ts';
import { unpackTrajectory } from '#leaderboard/db/pack-trajectory.ts';
import { insertRunResults } from '#leaderboard/db/save-results.ts';
import { saveBenchmarkScores, saveBoardScores } from '#leaderboard/db/save-scores.ts';
import type { PrismaClient } from '#leaderboard/generated/client.ts';
import { loadOutcomes, loadRights, loadSummaries } from '#leaderboard/scores/read-results.ts';
import { toBenchmarkScore, toBoardScore } from '#leaderboard/scores/read-scores.ts';
import type { EmptyDatabase } from '../support/databases.ts';
import {
  benchmarkScoreRow,
  boardScoreRow,
  insertCatalog,
  insertNamedRun,
  insertRun,
  NO_VALUE,
  results,
  submissionRow,
} from '../support/rows.ts';
import { createMigratedDatabase, KINDS } from './kinds.ts';

/** Doubles that a decimal of 16 digits, a float32 or a careless parser would change. */
const AWKWARD = [
  0.1 + 0.2,
  1 / 3,
  Math.PI,
  -Math.E * 1e-7,
  5e-324,
  2.2250738585072014e-308,
  Number.MAX_VALUE,
  -Number.MAX_VALUE,
  Number.MAX_SAFE_INTEGER,
  2 ** 53 + 2,
  1e21,
  123456789012345680000,
  0,
  1,
  -1,
  0.10739236971565864,
];

describe.each(KINDS)('%s', (kind) => {
  let empty: EmptyDatabase;
  let database: Database;
  let prisma: PrismaClient;

  beforeAll(async () => {
    empty = await createMigratedDatabase(kind);
    database = await openDatabase(empty.location);
    prisma = database.prisma;
    await insertCatalog(prisma);
  });
  afterAll(async () => {
    await database?.close();
    await empty?.remove();
  });

  it('trajectories, bit for bit, with stopped seeds and missing values', async () => {
    const runId = await insertRun(prisma);
    const trajectories: Record<string, Trajectory> = {
      'w2-root': [AWKWARD, AWKWARD.slice(0, 3), []],
      kl: [[null, 1 / 3, null], [null], [0.5, null, null]],
      'all-missing': [[null, null], []],
      'nothing-at-all': [[], []],
    };
    await insertTrajectories(prisma, runId, trajectories);
    const rows = await prisma.trajectory.findMany({ where: { runId } });
    const stored = Object.fromEntries(rows.map((row) => [row.metric, unpackTrajectory(row)]));
    expect(stored).toStrictEqual(trajectories);
    // -0 becomes 0, as it does in the canonical JSON that digests are taken of.
    await insertTrajectories(prisma, runId, { sign: [[-0]] });
    expect(
      (await prisma.trajectory.findUniqueOrThrow({ where: { runId_metric: { runId, metric: 'sign' } } })).values,
    ).toStrictEqual([0]);
  });

  it('any finite trajectory', async () => {
    const runId = await insertRun(prisma);
    let count = 0;
    const value = fc.option(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
      { freq: 8 },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(value, { maxLength: 60 }), { minLength: 1, maxLength: 8 }),
        async (trajectory) => {
          const metric = `m${count++}`;
          await insertTrajectories(prisma, runId, { [metric]: trajectory });
          const row = await prisma.trajectory.findUniqueOrThrow({ where: { runId_metric: { runId, metric } } });
          expect(unpackTrajectory(row)).toStrictEqual(trajectory);
        },
      ),
      { numRuns: 40, seed: 1 },
    );
  });

  it('scores, bit for bit, replaced by newer ones', async () => {
    const { id } = await prisma.submission.create({ data: submissionRow() });
    const other = await prisma.submission.create({ data: submissionRow() });
    const pending = boardScoreRow(id, { ...NO_VALUE, board: 'suite/0.1/text', status: 'pending', stage: 'quick' });
    const lacking = benchmarkScoreRow(id, {
      ...{ benchmark: 'regression', status: 'uncontrolled', value: null, low: null, high: null },
      ...{ controls: null, source: null, reason: 'no controls' },
      lacking: { site: [{ control: 'oracle', why: 'seeds' }], own: [{ control: 'replace', why: 'stopped' }] },
    });
    const computedAt = new Date('2026-01-02T03:04:05.006Z');
    await saveBenchmarkScores(prisma, [benchmarkScoreRow(id), lacking, benchmarkScoreRow(other.id)], computedAt);
    await saveBoardScores(prisma, [boardScoreRow(id), pending, boardScoreRow(other.id)], computedAt);
    const where = { submissionId: id };
    const benchmarks = async () =>
      (await prisma.benchmarkScore.findMany({ where, orderBy: { benchmarkId: 'asc' } })).map(toBenchmarkScore);
    const boards = async () =>
      (await prisma.boardScore.findMany({ where, orderBy: { board: 'asc' } })).map(({ board, ...row }) => ({
        ...toBoardScore(row),
        submissionId: id,
        board,
      }));
    expect(await benchmarks()).toStrictEqual([benchmarkScoreRow(id), lacking]);
    expect(await boards()).toStrictEqual([boardScoreRow(id), pending]);
    expect(await prisma.boardScore.count({ where: { computedAt } })).toBe(3);
    const newer = { value: 2 / 3, low: 5e-324, scoringVersion: 2 };
    await saveBenchmarkScores(prisma, [benchmarkScoreRow(id, newer)], computedAt);
    await saveBoardScores(prisma, [boardScoreRow(id, { ...newer, rank: null })], computedAt);
    expect((await benchmarks())[0]).toStrictEqual(benchmarkScoreRow(id, newer));
    expect((await boards())[0]).toStrictEqual(boardScoreRow(id, { ...newer, rank: null }));
    expect(await prisma.boardScore.count({ where: { submissionId: other.id } })).toBe(1);
  });

  it('results of runs, bit for bit, once', async () => {
    const run = await insertNamedRun(prisma);
    const { runId } = run;
    await insertRunResults(prisma, [{ run, results: results() }]);
    const stopped = results({ outcome: { state: 'diverged', stopped: 1, seeds: 4 } });
    await insertRunResults(prisma, [{ run, results: stopped }]);
    expect((await loadOutcomes(prisma, [runId])).get(runId)).toStrictEqual(results().outcome);
    const { submissionId } = await prisma.run.findUniqueOrThrow({ where: { id: runId } });
    const key = `${submissionId} gaussian`;
    const { axes, ...summary } = results().summary;
    // What is shown is the first metric of each axis.
    expect((await loadSummaries(prisma, [submissionId])).get(key)).toStrictEqual({
      ...{ submissionId, benchmark: 'gaussian' },
      ...summary,
      axes: axes.slice(0, 2),
    });
    const { use, regime, size } = (await loadRights(prisma, [submissionId])).get(key) ?? {};
    expect([use, regime?.realData, size]).toStrictEqual([results().use, 'retained', 100]);
    expect(await prisma.runAxis.findMany({ where: { runId }, orderBy: { position: 'asc' } })).toStrictEqual(
      axes.map((axis, position) => ({ runId, position, ...axis })),
    );
    const other = await insertNamedRun(prisma);
    await insertRunResults(prisma, [{ run: other, results: stopped }]);
    expect((await loadOutcomes(prisma, [other.runId])).get(other.runId)).toStrictEqual(stopped.outcome);
  });

  it.each([
    ['NaN', Number.NaN],
    ['Infinity', Number.POSITIVE_INFINITY],
    ['1e308', 1e308],
  ])('an average that is %s is refused by name, and nothing of its run is stored', async (_, average) => {
    const run = await insertNamedRun(prisma);
    const averages = { full: [1, 2, average, 4], half: [1, 2, 3, 4] };
    const hostile = results({ outcome: { state: 'completed', averages } });
    await expect(insertRunResults(prisma, [{ run, results: hostile }])).rejects.toMatchObject({
      code: 'check-failed',
      message: `Run ${run.runId} of "retain:share=0.1" on "gaussian": the average of "w2-root" over the full horizon is ${average} for seed 3; expected a number of at most 1e+100 in size.`,
    });
    const short = results({ outcome: { state: 'completed', averages: { full: [1, 2, 3, 4], half: [1] } } });
    await expect(insertRunResults(prisma, [{ run, results: short }])).rejects.toThrow('has 1 averages of "w2-root"');
    expect(await prisma.runSummary.count({ where: { runId: run.runId } })).toBe(0);
  });

  it('refuses to write a double through a model, which would round it', async () => {
    const runId = await insertRun(prisma);
    const { id: submissionId } = await prisma.submission.create({ data: submissionRow() });
    const row = { runId, metric: 'kl', lengths: [1], missing: [], values: [0.1 + 0.2] };
    await expect(prisma.trajectory.create({ data: row })).rejects.toThrow('insertTrajectories');
    await expect(prisma.trajectory.createMany({ data: [row] })).rejects.toThrow('insertTrajectories');
    const data = {
      submissionId,
      benchmarkId: 'gaussian',
      status: 'scored',
      value: 0.3,
      fewSeeds: false,
      reason: '',
    } as const;
    const create = { data: { ...data, scoringVersion: 1 } };
    await expect(prisma.benchmarkScore.create(create)).rejects.toThrow('saveBenchmarkScores');
    await expect(prisma.$transaction((tx) => tx.benchmarkScore.create(create))).rejects.toThrow('saveBenchmarkScores');
    await expect(prisma.benchmarkScore.updateMany({ data: { value: 1 } })).rejects.toThrow('saveBenchmarkScores');
    await expect(prisma.boardScore.updateMany({ data: { iqm: 1 } })).rejects.toThrow('saveBoardScores');
    await expect(prisma.runOutcome.updateMany({ data: { fullAverages: [1] } })).rejects.toThrow('insertRunResults');
    await expect(prisma.runSummary.updateMany({ data: { realShare: 1 } })).rejects.toThrow('insertRunResults');
    await expect(prisma.runAxis.updateMany({ data: { truth: 1 } })).rejects.toThrow('insertRunResults');
    await expect(prisma.runUse.updateMany({ data: { countShare: 1 } })).rejects.toThrow('insertRunResults');
    expect(await prisma.trajectory.count({ where: { runId } })).toBe(0);
    expect(await prisma.benchmarkScore.count({ where: { submissionId } })).toBe(0);
    await saveBenchmarkScores(prisma, [benchmarkScoreRow(submissionId)]);
    const pending = { status: 'pending', value: null, low: null, high: null } as const;
    expect(await prisma.benchmarkScore.updateMany({ where: { submissionId }, data: pending })).toEqual({ count: 1 });
  });
});
