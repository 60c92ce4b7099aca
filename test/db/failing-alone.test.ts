/** What fails in a batch, or in a job, fails alone. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Bearer, ensureAdminToken, requireToken } from '#leaderboard/access/tokens.ts';
import { listEntries } from '#leaderboard/boards/entries.ts';
import { type Database, openDatabase } from '#leaderboard/db/database.ts';
import { closeWorkers } from '#leaderboard/host/worker-pool.ts';
import { acceptBundles } from '#leaderboard/intake/accept-bundle.ts';
import { tombstoneSubmission } from '#leaderboard/intake/tombstones.ts';
import { listUnscorable, scheduleScoring, scoringDone } from '#leaderboard/scores/schedule.ts';
import { createSnapshot } from '#leaderboard/snapshots/create.ts';
import { archiveOf, entriesOf, tempFile } from '../support/archives.ts';
import { damage } from '../support/damage.ts';
import type { EmptyDatabase } from '../support/databases.ts';
import { fabricateBundle } from '../support/fabricate.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { createMigratedDatabase } from './kinds.ts';

/** A board of one benchmark, so that a bundle of one run is complete on it. */
const BOARD = { suite: '0.1', group: 'text', tier: 'quick' } as const;

/** Each of another author, since of one only the best is ranked. */
const make = async (spec: string, quality: number): Promise<string> =>
  archiveOf(
    entriesOf(await fabricateBundle({ spec, tier: 'quick', benchmarks: ['ngram-text'], quality, author: spec })),
  );

describe('on a server', () => {
  let empty: EmptyDatabase;
  let database: Database;
  let owner: Bearer;

  beforeAll(async () => {
    empty = await createMigratedDatabase('server');
    database = await openDatabase(empty.location);
    const token = readFileSync(await ensureAdminToken(database, temporaryFolder()), 'utf8').trim();
    owner = await requireToken(database, `Bearer ${token}`, 'submit');
  });
  afterAll(async () => {
    await scoringDone();
    await closeWorkers();
    await database?.close();
    await empty?.remove();
  });

  const rankOf = async (id: string) => {
    const entry = (await listEntries(database.prisma, BOARD)).find((candidate) => candidate.id === id);
    const rank = entry?.overall.rank;
    return entry && [entry.overall.stage, rank?.low ?? null, rank?.high ?? null];
  };

  it('a bundle that is refused keeps none of the others of its batch pending', async () => {
    const paths = [
      tempFile(Buffer.from('no archive'), 'broken.tar.gz'),
      await make('replace', 0),
      '/nowhere/bundle.tar.gz',
      await make('oracle', 100),
      await make('temperature:value=1.1', 90),
    ];
    const results = await acceptBundles(database, paths, owner);
    expect(results.map(({ status }) => status)).toEqual([
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    await scoringDone();
    const [last] = results.slice(-1);
    expect(await rankOf(last?.status === 'fulfilled' ? last.value.id : '')).toEqual(['full', 1, 1]);
  });

  it('an entry that can’t be scored leaves the others with scores, intervals and ranks, and is tried again', async () => {
    const results = await acceptBundles(
      database,
      [await make('token-edit', 50), await make('temperature:value=1.2+token-edit', 10)],
      owner,
    );
    const [broken = '', whole = ''] = results.map((result) => (result.status === 'fulfilled' ? result.value.id : ''));
    await scoringDone();
    // As a damaged row would be: what its score is computed from is gone, and its scores are out of date.
    const { prisma } = database;
    const mend = await damage(prisma, broken);
    await prisma.boardScore.updateMany({ data: { scoringVersion: 1 } });
    const log = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
    scheduleScoring(database, 'quick');
    await scoringDone();
    const lines = log.mock.calls
      .map(([line]) => String(line))
      .filter((line) => line.startsWith('[heirloom] scoring of '));
    log.mockRestore();
    expect(lines.every((line) => line.includes(`submission ${broken}`))).toBe(true);
    expect(lines.filter((line) => line.includes('suite/0.1/text'))).toHaveLength(3);
    const scored = await prisma.boardScore.findMany({ where: { board: 'suite/0.1/text', scoringVersion: 1 } });
    expect(scored.map(({ submissionId }) => submissionId)).toEqual([broken]);
    // Of three; the broken one has no rank while it can't be scored.
    expect(await rankOf(whole)).toEqual(['full', 2, 2]);
    expect((await rankOf(broken))?.slice(1)).toEqual([null, null]);

    const take = () => createSnapshot(database, { now: new Date('2026-11-29T12:00:00Z'), suite: '0.1' });
    await expect(take()).rejects.toMatchObject({
      code: 'unverifiable',
      message: expect.stringMatching(
        `It is token-edit \\(${broken}, quick\\): The run of "token-edit" on "ngram-text" has no value .*withdraw what is named`,
      ),
    });
    expect(listUnscorable().get(broken)).toContain('has no value');

    await mend();
    scheduleScoring(database, 'quick');
    await scoringDone();
    expect(await rankOf(broken)).toEqual(['full', 2, 2]);
    expect(await rankOf(whole)).toEqual(['full', 3, 3]);
    expect(listUnscorable().size).toBe(0);
    expect((await take()).created).toBe(true);
  });

  it('an entry that can’t be scored is in no snapshot’s way once it is withdrawn', async () => {
    const [result] = await acceptBundles(database, [await make('temperature:value=1.3', 40)], owner);
    const id = result?.status === 'fulfilled' ? result.value.id : '';
    await scoringDone();
    const { prisma } = database;
    await damage(prisma, id);
    await prisma.boardScore.updateMany({ where: { submissionId: id }, data: { scoringVersion: 1 } });
    const log = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
    const take = () => createSnapshot(database, { now: new Date('2026-11-30T12:00:00Z'), suite: '0.1' });
    // Nobody has tried yet.
    await expect(take()).rejects.toMatchObject({ code: 'conflict' });
    scheduleScoring(database, 'quick');
    await expect(take()).rejects.toMatchObject({ code: 'unverifiable', message: expect.stringContaining(id) });
    const reason = 'Its file is damaged.';
    const withdrawal = { id, kind: 'withdrawn', reason, supersededBy: null, now: new Date(), tokenId: null } as const;
    await tombstoneSubmission(database, withdrawal);
    expect((await take()).created).toBe(true);
    log.mockRestore();
  });
});
