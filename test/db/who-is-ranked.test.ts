/** Who is ranked by the rules of suite 0.3, as the site stores and shows it; the board of an earlier suite beside it stays as it is. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trajectoryDigest } from '#benchmarks/board/trajectory-digest.ts';
import type { Division } from '#benchmarks/protocol/regime.ts';
import { getBoard } from '#leaderboard/boards/board.ts';
import { boardCsv } from '#leaderboard/boards/csv.ts';
import { getDataVersion } from '#leaderboard/db/data-version.ts';
import { type Database, openDatabase } from '#leaderboard/db/database.ts';
import { loadMigrations } from '#leaderboard/db/migrations.ts';
import { unpackTrajectory } from '#leaderboard/db/pack-trajectory.ts';
import { type IdleRow, saveIdleStandings } from '#leaderboard/db/save-idle.ts';
import { closeWorkers } from '#leaderboard/host/worker-pool.ts';
import { runScoringJob } from '#leaderboard/scores/job.ts';
import type { BoardView } from '#leaderboard/views/index.ts';
import type { EmptyDatabase } from '../support/databases.ts';
import { AS_BASELINE, AS_REPLACE, fillOpenBoard, OPEN_BOARD } from '../support/open-suite.ts';
import { createMigratedDatabase, KINDS } from './kinds.ts';

describe.each(KINDS)('%s', (kind) => {
  let empty: EmptyDatabase;
  let database: Database;
  let ids: ReadonlyMap<string, string>;

  beforeAll(async () => {
    empty = await createMigratedDatabase(kind);
    database = await openDatabase(empty.location);
    const data = { hash: '0'.repeat(64), scope: 'admin', label: 'test' } as const;
    const { id } = await database.prisma.token.create({ data, select: { id: true } });
    ids = await fillOpenBoard(database, id);
  }, 1_200_000);
  afterAll(async () => {
    await closeWorkers();
    await database?.close();
    await empty?.remove();
  });

  const view = async (suite: string, division: Division): Promise<BoardView> => {
    const board = await getBoard(database, { ...OPEN_BOARD, suite, division, page: 1 });
    if (board === null) throw new Error(`suite ${suite} has no such board`);
    return board;
  };
  const rowOf = async (suite: string, division: Division, spec: string) =>
    (await view(suite, division)).rows.find(({ id }) => id === ids.get(spec));

  it.each([
    [AS_REPLACE, 'closed', 'control', 'replace'],
    [AS_BASELINE, 'anchored', 'baseline', 'gen0-samples'],
  ] as const)(
    '%s has the role of what it ran as, and stands on no board of another protocol',
    async (spec, division, role, sameAs) => {
      expect(await rowOf('0.3', division, spec)).toMatchObject({
        role,
        sameAs,
        rank: null,
        rankReason: 'same',
        rankWords: expect.stringContaining(`those of the ${role} ${sameAs}, bit for bit`),
      });
      expect(await rowOf('0.2', division, spec)).toBeUndefined();
    },
  );

  it('what is not above replace has no rank, what is has one', async () => {
    const closed = await view('0.3', 'closed');
    expect(closed).toMatchObject({ rankRules: 2, idleBaselines: ['freeze', 'gen0-samples'], ranksPending: false });
    expect(await rowOf('0.3', 'closed', 'temperature:value=1.05')).toMatchObject({
      classes: { budget: '0', training: '1', calls: '0' },
      placeRank: { position: 1 },
      rankReason: 'places',
    });
    for (const { placeRank, overall } of closed.rows) if (placeRank !== null) expect(overall.low).toBeGreaterThan(0);
    expect(await rowOf('0.3', 'accumulating', 'accumulate')).toMatchObject({ rank: null, rankReason: 'indistinct' });
  });

  it('every entry says how it stands beside the idle baselines, which are lines of the board', async () => {
    const { rows } = await view('0.3', 'retained');
    expect(rows.filter(({ isIdle }) => isIdle).map(({ spec }) => spec)).toEqual(['freeze', 'gen0-samples']);
    const row = await rowOf('0.3', 'retained', 'retain');
    expect(row?.idle).toMatchObject([
      { baseline: 'freeze', verdict: 'loses' },
      { baseline: 'gen0-samples', verdict: 'beats' },
    ]);
    const scoreOf = async (spec: string) => (await rowOf('0.3', 'retained', spec))?.overall.value ?? 0;
    expect(row?.idle[0]?.value).toBeCloseTo((await scoreOf('retain')) - (await scoreOf('freeze')), 9);
    const [head = '', first = ''] = boardCsv(await view('0.3', 'retained')).split('\n');
    expect(head).toContain(
      'same_as,idle_freeze,idle_freeze_difference,idle_freeze_low,idle_freeze_high,idle_gen0-samples',
    );
    expect(first.split(',').length).toBe(head.split(',').length);
    expect(boardCsv(await view('0.2', 'retained'))).not.toContain('idle_');
  });

  it('a second job finds nothing to do; a withdrawn baseline stands on the board no longer', async () => {
    const { prisma } = database;
    const version = await getDataVersion(prisma);
    expect(await runScoringJob(database, OPEN_BOARD)).toEqual({ isRescored: false, failures: [] });
    expect(await getDataVersion(prisma)).toBe(version);
    const where = { id: ids.get('gen0-samples') as string };
    await prisma.submission.update({
      where,
      data: { tombstone: 'withdrawn', tombstoneReason: 'a test', tombstonedAt: new Date() },
    });
    expect((await view('0.3', 'closed')).idleBaselines).toEqual(['freeze']);
    expect((await rowOf('0.3', 'anchored', AS_BASELINE))?.sameAs).toBeNull();
    await prisma.submission.update({ where, data: { tombstone: null, tombstoneReason: null, tombstonedAt: null } });
  });

  it('what was stored before there were budgets gets its place with the next job', async () => {
    const { prisma } = database;
    const places = () =>
      prisma.boardScore.findMany({
        where: { board: { startsWith: 'suite/0.3' } },
        select: { submissionId: true, board: true, division: true, budget: true, trainingClass: true, callClass: true },
        orderBy: [{ board: 'asc' }, { submissionId: 'asc' }],
      });
    const before = await places();
    const retain = before.find(({ submissionId }) => submissionId === ids.get('retain'));
    expect(retain).toMatchObject({ division: 'retained', budget: '10', trainingClass: '1', callClass: '0' });
    await prisma.$executeRaw`UPDATE "board_scores" SET "budget" = NULL, "training_class" = NULL, "call_class" = NULL`;
    expect(await runScoringJob(database, OPEN_BOARD)).toEqual({ isRescored: true, failures: [] });
    expect(await places()).toEqual(before);
  });

  it('the migration gives runs that are there the figures of places that new ones get', async () => {
    const { prisma } = database;
    const sql = (await loadMigrations()).find(({ name }) => name.endsWith('_places'))?.sql ?? '';
    const [fill = ''] = sql.slice(sql.indexOf('WITH "kinds"')).split(';');
    const figures = () =>
      prisma.runUse.findMany({
        select: { runId: true, trained: true, realPart: true, retainedShown: true },
        orderBy: { runId: 'asc' },
      });
    const before = await figures();
    expect(before.filter(({ realPart }) => realPart === 0.1).length).toBeGreaterThan(0);
    await prisma.$executeRaw`ALTER TABLE "run_uses" DROP CONSTRAINT "run_uses_second_check"`;
    await prisma.$executeRaw`UPDATE "run_uses" SET "trained" = NULL, "real_part" = NULL, "retained_shown" = NULL`;
    await prisma.$executeRawUnsafe(fill);
    expect(await figures()).toEqual(before);
    await prisma.$executeRawUnsafe(
      `ALTER TABLE "run_uses" ${/ADD CONSTRAINT "run_uses_second_check"[^;]*/.exec(sql)?.[0]}`,
    );
  });

  it('the migration gives runs that are there the digests that new ones get', async () => {
    const { prisma } = database;
    const runs = await prisma.run.findMany({
      select: { id: true, seeds: true, trajectoryDigest: true, benchmark: { select: { card: true } } },
    });
    const [sql = ''] = (await loadMigrations())
      .filter(({ name }) => name.endsWith('_idle_standings'))
      .map((migration) => migration.sql.slice(migration.sql.indexOf('UPDATE "runs"')));
    await prisma.$executeRaw`UPDATE "runs" SET "trajectory_digest" = NULL`;
    await prisma.$executeRawUnsafe(sql);
    for (const { id, seeds, trajectoryDigest: digest, benchmark } of runs) {
      const metric = (benchmark.card as { primary: string }).primary;
      const packed = await prisma.trajectory.findUniqueOrThrow({ where: { runId_metric: { runId: id, metric } } });
      expect(digest).toBe(trajectoryDigest(seeds, unpackTrajectory(packed)));
      const again = await prisma.run.findUniqueOrThrow({ where: { id }, select: { trajectoryDigest: true } });
      expect(again.trajectoryDigest).toBe(digest);
    }
    expect(runs.length).toBeGreaterThan(20);
  });

  it.each<[string, Partial<IdleRow>]>([
    ['interval', { low: 1, high: null }],
    ['interval', { low: 2, high: 1 }],
    ['baseline', { baseline: 'Freeze' }],
    ['board', { board: 'elsewhere' }],
    ['rests_on', { restsOn: 'nothing' }],
  ])('a standing is refused for its %s: %j', async (column, change) => {
    const [submissionId = '', baselineId = ''] = [ids.get('retain'), ids.get('freeze')];
    const row = { submissionId, board: 'suite/0.3', baseline: 'freeze', baselineId, value: 1, low: 0, high: 2 };
    await expect(saveIdleStandings(database.prisma, [{ ...row, restsOn: '0'.repeat(64), ...change }])).rejects.toThrow(
      `idle_standings_${column}_check`,
    );
  });
});
