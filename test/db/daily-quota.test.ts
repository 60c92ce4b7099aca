/** What a token has made in a day is counted from the database: by all processes together, and after a restart. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { dailyQuotas, requireDailyRoom } from '#leaderboard/access/daily-quota.ts';
import { createSubmitToken } from '#leaderboard/access/issued-tokens.ts';
import type { Bearer } from '#leaderboard/access/tokens.ts';
import type { Queryable } from '#leaderboard/db/data-version.ts';
import { type Database, openDatabase } from '#leaderboard/db/database.ts';
import type { EmptyDatabase } from '../support/databases.ts';
import { createMigratedDatabase, KINDS } from './kinds.ts';

const HOUR_MS = 60 * 60 * 1000;
const MEGABYTE = 1024 * 1024;

describe.each(KINDS)('%s', (kind) => {
  let empty: EmptyDatabase;
  let database: Database;

  beforeAll(async () => {
    empty = await createMigratedDatabase(kind);
    database = await openDatabase(empty.location);
  });
  afterAll(async () => {
    await database?.close();
    await empty?.remove();
  });
  afterEach(() => {
    delete process.env.HEIRLOOM_ENTRIES_PER_DAY;
  });

  const newBearer = async (): Promise<Bearer> => ({
    id: (await createSubmitToken(database, 'quota')).id,
    scope: 'submit',
  });
  const made = async (tx: Queryable, { id }: Bearer, bytes: number, hoursAgo: number, kindOf = 'submission.created') =>
    tx.event.create({
      data: {
        kind: kindOf,
        subject: 'x',
        tokenId: id,
        data: { bytes },
        createdAt: new Date(Date.now() - hoursAgo * HOUR_MS),
      },
      select: { id: true },
    });
  const roomFor = (bearer: Bearer, bytes: number): Promise<void> =>
    database.prisma.$transaction((tx) => requireDailyRoom(tx, bearer, bytes));

  it('the last 24 hours of one token and nothing else', async () => {
    const [bearer, other] = [await newBearer(), await newBearer()];
    await made(database.prisma, bearer, 5, 25);
    await made(database.prisma, bearer, 7, 23);
    await made(database.prisma, bearer, 11, 1);
    await made(database.prisma, bearer, 13, 1, 'submission.adopted');
    await made(database.prisma, other, 17, 1);
    const [entries, bytes] = await dailyQuotas(database.prisma, bearer);
    expect([entries?.used, bytes?.used]).toEqual([2, 18]);
    expect(entries?.moreInSeconds).toBeGreaterThan(3500);
    expect(entries?.moreInSeconds).toBeLessThanOrEqual(3600);
  });

  it('there is room when the entry that is in the way is a day old', async () => {
    process.env.HEIRLOOM_ENTRIES_PER_DAY = '2';
    const bearer = await newBearer();
    for (const hours of [20, 10, 5]) await made(database.prisma, bearer, 1, hours);
    // Of three two have to go: the younger of them is 10 hours old.
    await expect(roomFor(bearer, 1)).rejects.toMatchObject({
      code: 'rate-limited',
      message: expect.stringMatching(
        /made 3 new entries in the last 24 hours; the site takes 2\..*There is room again in 14 hours\.$/,
      ),
      context: { quota: { policy: 'entries', limit: 2, used: 3 } },
    });
  });

  it('bytes: so many of the oldest have to go that this bundle fits', async () => {
    const bearer = await newBearer();
    for (const hours of [22, 4]) await made(database.prisma, bearer, 480 * MEGABYTE, hours);
    await roomFor(bearer, 40 * MEGABYTE);
    await expect(roomFor(bearer, 60 * MEGABYTE)).rejects.toMatchObject({
      message:
        'This bundle has 60 MB and the new entries of this token in the last 24 hours 960 MB; the site takes 1000 MB. Nothing was stored. There is room again in 2 hours.',
      context: { quota: { policy: 'bytes' } },
    });
  });

  it('of many at once no more are stored than there is room for', async () => {
    process.env.HEIRLOOM_ENTRIES_PER_DAY = '2';
    const bearer = await newBearer();
    const store = () =>
      database.prisma.$transaction(async (tx) => {
        await requireDailyRoom(tx, bearer, 1);
        await made(tx, bearer, 1, 0);
      });
    const results = await Promise.allSettled([store(), store(), store(), store()]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect((await dailyQuotas(database.prisma, bearer))[0]?.used).toBe(2);
  });

  it('the owner is not counted', async () => {
    process.env.HEIRLOOM_ENTRIES_PER_DAY = '1';
    const owner: Bearer = { ...(await newBearer()), scope: 'admin' };
    for (const hours of [2, 1]) await made(database.prisma, owner, 1, hours);
    await roomFor(owner, 2000 * MEGABYTE);
  });
});
