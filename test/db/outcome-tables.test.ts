/**
 * A database from before there were tables of outcomes is carried over. Its rows, test/support/before-outcome-tables.sql, were
 * made by the version of that time (commit f518087), and beside them is what that version showed of them.
 */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { CAPABILITIES } from '#benchmarks/protocol/card.ts';
import { sha256 } from '#benchmarks/protocol/digest.ts';
import { getDataVersion } from '#leaderboard/db/data-version.ts';
import { type Database, openDatabase } from '#leaderboard/db/database.ts';
import { migrate } from '#leaderboard/db/migrate.ts';
import { loadMigrations } from '#leaderboard/db/migrations.ts';
import { closeWorkers } from '#leaderboard/host/worker-pool.ts';
import { getBundle, getFile, listFiles, type StoredFile } from '#leaderboard/intake/bundle-files.ts';
import { moveBundles } from '#leaderboard/intake/move-bundles.ts';
import { saveQuickScores } from '#leaderboard/scores/quick-scores.ts';
import { scheduleAllScoring, scoringDone } from '#leaderboard/scores/schedule.ts';
import { tarOf } from '../support/archives.ts';
import { withSession } from '../support/database-session.ts';
import { copyEntry } from '../support/many-entries.ts';
import { saidDuring } from '../support/said.ts';
import { readShownNumbers } from '../support/shown-numbers.ts';
import { createOlderDatabase, KINDS } from './kinds.ts';

const MIGRATION = '20261129200000_outcome_tables';
const ROWS = readFileSync('test/support/before-outcome-tables.sql', 'utf8');
/** Words of that time, in fields and values. */
const RENAMED: Readonly<Record<string, string>> = { facets: 'axes', facet: 'axis', facetScores: 'axisScores' };
const inTodaysWords = (key: string, value: unknown): unknown => {
  if (key === 'label' && value === 'baseline') return 'maintained';
  if (key === 'reason' && value !== null)
    return `${value}`.replace('needs token-edit', `needs ${CAPABILITIES['token-edit']}`);
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [RENAMED[name] ?? name, inner]));
};
const { ids, shown } = JSON.parse(readFileSync('test/support/before-outcome-tables.json', 'utf8'), inTodaysWords) as {
  ids: Record<string, string>;
  shown: Record<string, unknown>;
};
const READ = { benchmark: 'gaussian', compared: ['retain', 'temperature', 'replace'].map((name) => ids[name] ?? '') };

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** Makes the database of that time, changes it, and opens it with today's code. */
async function carryOver(kind: (typeof KINDS)[number], change = ''): Promise<Database> {
  const before = (await loadMigrations()).filter(({ name }) => name < MIGRATION);
  const empty = await createOlderDatabase(kind, 'before-outcome-tables', async (session) => {
    await migrate(session, before);
    await session.script(ROWS);
  });
  if (change !== '') await withSession(empty.location, (session) => session.script(change));
  cleanups.push(empty.remove);
  const database = await openDatabase(empty.location);
  cleanups.push(database.close, closeWorkers);
  return database;
}

async function score(database: Database): Promise<void> {
  await scheduleAllScoring(database);
  await scoringDone();
}

const setOutcome = (name: string, benchmark: string, field: string, value: string): string => `
  UPDATE "scores" SET "facets" = jsonb_set("facets", '{outcome,${field}}', '${value}')
  WHERE "submission_id" = '${ids[name]}' AND "scope" = 'benchmark/${benchmark}';`;

describe.each(KINDS)('%s', (kind) => {
  it('reads the same afterwards, and nothing is scored again', async () => {
    const database = await carryOver(kind);
    expect(await readShownNumbers(database, READ)).toEqual(shown);
    const version = await getDataVersion(database.prisma);
    await score(database);
    expect(await getDataVersion(database.prisma)).toBe(version);
  });

  it('keeps its bundles, which a start moves to files, and reads the same beside them', async () => {
    const id = ids.retain ?? '';
    const path = 'submission.json';
    const bytes = Buffer.from('{"title": "of then"}\n');
    const archive = gzipSync(tarOf([{ path, bytes }]));
    const database = await carryOver(
      kind,
      `INSERT INTO "bundles" ("submission_id", "bytes", "sha256")
       VALUES ('${id}', '\\x${archive.toString('hex')}', '${sha256(archive)}');`,
    );
    await saidDuring(async () => expect(await moveBundles(database)).toBe(1));
    const contentOf = async (file: StoredFile | null): Promise<Buffer> =>
      Buffer.from(await new Response(file?.stream(0, file.bytes - 1)).arrayBuffer());
    expect(await contentOf(await getBundle(database, id))).toEqual(archive);
    expect((await listFiles(database, id))?.files).toEqual([{ path, bytes: bytes.length, sha256: sha256(bytes) }]);
    expect(await contentOf(await getFile(database, id, path))).toEqual(bytes);
    expect(await database.prisma.packedBundle.count()).toBe(0);
    expect(await readShownNumbers(database, READ)).toEqual(shown);
  });

  it('what was no number is pending, not 0, and is computed again from the trajectories', async () => {
    const database = await carryOver(
      kind,
      setOutcome('retain', 'word-frequencies', 'averages,full,1', 'null') +
        setOutcome('replace', 'ngram-text', 'averages,half', '[1]') +
        setOutcome('own replace', 'gaussian', 'averages', 'null') +
        `UPDATE "scores" SET "facets" = jsonb_set("facets", '{run,rights}', 'null') WHERE "submission_id" = '${ids.oracle}';`,
    );
    const { prisma } = database;
    const pending = await prisma.benchmarkScore.findMany({
      where: { status: 'pending' },
      select: { submissionId: true, benchmarkId: true, value: true },
    });
    // Whatever rests on one of them: the entries themselves, and what a control of them measured.
    const named = pending.map(({ submissionId, benchmarkId }) => `${submissionId} ${benchmarkId}`).sort();
    expect(named).toEqual(
      [
        ...['retain', 'replace', 'oracle', 'temperature', 'tokenEdit'].map((name) => `${ids[name]} ngram-text`),
        ...['own replace', 'own oracle', 'own retain:share=0.2'].map((name) => `${ids[name]} gaussian`),
        `${ids.retain} word-frequencies`,
      ].sort(),
    );
    expect(pending.every(({ value }) => value === null)).toBe(true);
    expect(await prisma.boardScore.count({ where: { submissionId: ids.retain ?? '', status: 'scored' } })).toBe(0);
    await score(database);
    expect(await readShownNumbers(database, READ)).toEqual(shown);
  });

  it('a seed beyond the bound has diverged, and what it was a control of has no score', async () => {
    // Seed 2, generation 1: the averages of that version were infinite, so they were stored as null.
    const beyond = (name: string): string =>
      `${setOutcome(name, 'gaussian', 'averages', '{"full": [0.1, null, 0.1, 0.1], "half": [0.1, null, 0.1, 0.1]}')}
      UPDATE "trajectories" SET "values"[8] = 1.5e300 WHERE "metric" = 'w2-root' AND "run_id" =
        (SELECT "id" FROM "runs" WHERE "submission_id" = '${ids[name]}' AND "benchmark_id" = 'gaussian');`;
    const database = await carryOver(kind, beyond('retain') + beyond('own replace'));
    await score(database);
    const scores = await database.prisma.benchmarkScore.findMany({
      where: { benchmarkId: 'gaussian', submissionId: { in: [ids.retain ?? '', ids['own retain:share=0.2'] ?? ''] } },
      select: { submissionId: true, status: true, value: true, reason: true, ownLacksReplace: true },
    });
    expect(scores.find(({ submissionId }) => submissionId === ids.retain)).toMatchObject({
      status: 'diverged',
      value: null,
      reason: '1 of 4 seeds diverged',
    });
    expect(scores.find(({ submissionId }) => submissionId !== ids.retain)).toMatchObject({
      status: 'uncontrolled',
      value: null,
      ownLacksReplace: 'stopped',
    });
  });

  it('an upload among a thousand entries reads what is its own and its controls’', async () => {
    const database = await carryOver(kind);
    const { prisma } = database;
    await copyEntry({ prisma }, ids.quickHigh ?? '', 1000, { controls: false });
    const reads = await prisma.$transaction(async (tx) => {
      const count = () => tx.$queryRaw<{ table: string; inOrder: number; byIndex: number }[]>`
        SELECT relname AS "table", seq_tup_read::int AS "inOrder", coalesce(idx_tup_fetch, 0)::int AS "byIndex"
        FROM pg_stat_xact_user_tables WHERE seq_tup_read > 0 OR idx_tup_fetch > 0`;
      // What the transactions just before read is counted, too, until the server has handed it on: once a second.
      const before = new Map((await count()).map((row) => [row.table, row]));
      await saveQuickScores(tx, [ids.quickLow ?? '']);
      return (await count()).map(({ table, inOrder, byIndex }) => ({
        table,
        inOrder: inOrder - (before.get(table)?.inOrder ?? 0),
        byIndex: byIndex - (before.get(table)?.byIndex ?? 0),
      }));
    });
    expect(reads.map(({ table }) => table)).toContain('run_outcomes');
    const many = reads.filter(({ inOrder, byIndex }) => inOrder + byIndex > 200);
    expect(many).toEqual([]);
    // Its one run and the two controls', for each benchmark and board that it is scored on.
    expect(reads.find(({ table }) => table === 'run_outcomes')?.inOrder).toBe(0);
  });
});
