/** Doubles come back bit for bit, and can't be written in the way that would round them. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Trajectory } from '../../benchmarks/protocol/record.ts';
import { type Database, openDatabase } from '../../leaderboard/db/database.ts';
import { insertTrajectories, saveScores } from '../../leaderboard/db/exact-numbers.ts';
import { unpackTrajectory } from '../../leaderboard/db/pack-trajectory.ts';
import type { PrismaClient } from '../../leaderboard/generated/client.ts';
import type { EmptyDatabase } from '../support/databases.ts';
import { insertCatalog, insertRun, scoreRow, submissionRow } from '../support/rows.ts';
import { createEmptyDatabase, KINDS } from './kinds.ts';

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
    empty = await createEmptyDatabase(kind);
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
    const pending = scoreRow(id, {
      scope: 'suite/0.1',
      status: 'pending',
      value: null,
      low: null,
      high: null,
      intervalKind: null,
      rankLow: null,
      rankHigh: null,
      facets: {},
    });
    const computedAt = new Date('2026-01-02T03:04:05.006Z');
    await saveScores(prisma, [scoreRow(id), pending, scoreRow(other.id)], computedAt);
    const read = () => prisma.score.findMany({ where: { submissionId: id }, orderBy: { scope: 'asc' } });
    expect(await read()).toStrictEqual([
      { ...scoreRow(id), computedAt },
      { ...pending, computedAt },
    ]);
    await saveScores(
      prisma,
      [scoreRow(id, { scope: 'suite/0.1', value: 2 / 3, low: 5e-324, scoringVersion: 2 })],
      computedAt,
    );
    expect((await read())[1]).toStrictEqual({
      ...scoreRow(id, { scope: 'suite/0.1', value: 2 / 3, low: 5e-324, scoringVersion: 2 }),
      computedAt,
    });
    expect(await prisma.score.count({ where: { submissionId: other.id } })).toBe(1);
  });

  it('sorts scores with the best first and those without one last', async () => {
    const values = [12.5, null, -3, 99.25];
    const ids: string[] = [];
    for (const value of values) {
      const { id } = await prisma.submission.create({ data: submissionRow({ family: 'sorted' }) });
      ids.push(id);
      await saveScores(prisma, [
        scoreRow(
          id,
          value === null
            ? { status: 'diverged', value, low: null, high: null, intervalKind: null, rankLow: null, rankHigh: null }
            : { value },
        ),
      ]);
    }
    const rows = await prisma.score.findMany({
      where: { submission: { family: 'sorted' } },
      orderBy: { value: { sort: 'desc', nulls: 'last' } },
      select: { value: true },
    });
    expect(rows.map(({ value }) => value)).toEqual([99.25, 12.5, -3, null]);
  });

  it('refuses to write a double through a model, which would round it', async () => {
    const runId = await insertRun(prisma);
    const { id: submissionId } = await prisma.submission.create({ data: submissionRow() });
    const row = { runId, metric: 'kl', lengths: [1], missing: [], values: [0.1 + 0.2] };
    await expect(prisma.trajectory.create({ data: row })).rejects.toThrow('insertTrajectories');
    await expect(prisma.trajectory.createMany({ data: [row] })).rejects.toThrow('insertTrajectories');
    const data = { ...scoreRow(submissionId), facets: {} };
    await expect(prisma.score.create({ data })).rejects.toThrow('saveScores');
    await expect(prisma.$transaction((tx) => tx.score.create({ data }))).rejects.toThrow('saveScores');
    await expect(prisma.score.updateMany({ data: { value: 1 } })).rejects.toThrow('saveScores');
    expect(await prisma.trajectory.count({ where: { runId } })).toBe(0);
    expect(await prisma.score.count({ where: { submissionId } })).toBe(0);
    await saveScores(prisma, [scoreRow(submissionId)]);
    const pending = {
      status: 'pending',
      value: null,
      low: null,
      high: null,
      intervalKind: null,
      rankLow: null,
      rankHigh: null,
    } as const;
    expect(await prisma.score.updateMany({ where: { submissionId }, data: pending })).toEqual({ count: 1 });
  });
});
