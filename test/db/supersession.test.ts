/** What takes an entry's place: there, on the boards, and never, by whatever steps, the entry itself. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '#leaderboard/db/database.ts';
import { closeWorkers } from '#leaderboard/host/worker-pool.ts';
import { tombstoneSubmission } from '#leaderboard/intake/tombstones.ts';
import { scoringDone } from '#leaderboard/scores/schedule.ts';
import type { EmptyDatabase } from '../support/databases.ts';
import { submissionRow } from '../support/rows.ts';
import { createMigratedDatabase } from './kinds.ts';

describe('on a server', () => {
  let empty: EmptyDatabase;
  let database: Database;

  beforeAll(async () => {
    empty = await createMigratedDatabase('server');
    database = await openDatabase(empty.location);
    await database.prisma.suite.create({ data: { id: '0.1' }, select: { id: true } });
  });
  afterAll(async () => {
    await scoringDone();
    await closeWorkers();
    await database?.close();
    await empty?.remove();
  });

  const entries = (count: number): Promise<string[]> =>
    Promise.all(
      Array.from({ length: count }, async () => {
        const { id } = await database.prisma.submission.create({ data: submissionRow(), select: { id: true } });
        return id;
      }),
    );
  const supersede = (id: string, supersededBy: string): Promise<void> =>
    tombstoneSubmission(database, {
      id,
      kind: 'superseded',
      reason: 'a longer run',
      supersededBy,
      now: new Date('2026-11-29T00:00:00Z'),
      tokenId: null,
    });

  /** Each submission's successors, followed until there is none. */
  async function chainFrom(id: string): Promise<string[]> {
    const chain = [id];
    for (;;) {
      const { supersededById } = await database.prisma.submission.findUniqueOrThrow({
        where: { id: chain.at(-1) as string },
        select: { supersededById: true },
      });
      if (supersededById === null) return chain;
      if (chain.includes(supersededById)) throw new Error(`a circle: ${[...chain, supersededById].join(' ')}`);
      chain.push(supersededById);
    }
  }

  it.each([2, 3, 5])('a circle of %i is refused at its last link, with what to name instead', async (length) => {
    const ids = await entries(length);
    for (let i = 0; i + 1 < length; i++) await supersede(ids[i] as string, ids[i + 1] as string);
    await expect(supersede(ids.at(-1) as string, ids[0] as string)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(`it was superseded itself. Name ${ids[1]}`),
    });
    expect(await chainFrom(ids[0] as string)).toEqual(ids);
  });

  it('a chain may grow at its end, and several may have one successor', async () => {
    const [a, b, c, d] = (await entries(4)) as [string, string, string, string];
    await supersede(a, b);
    await supersede(c, b);
    await supersede(b, d);
    expect(await chainFrom(a)).toEqual([a, b, d]);
  });

  it('an entry that is withdrawn takes no place', async () => {
    const [a, b] = (await entries(2)) as [string, string];
    const withdrawal = { id: b, kind: 'withdrawn', reason: 'a bug', supersededBy: null, tokenId: null } as const;
    await tombstoneSubmission(database, { ...withdrawal, now: new Date('2026-11-29T00:00:00Z') });
    await expect(supersede(a, b)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('it was withdrawn itself. Name an entry that is on the boards.'),
    });
    await expect(supersede(a, '0000000000000000')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('of links in a circle that are made at once, one is refused', async () => {
    for (let round = 0; round < 5; round++) {
      const [a, b] = (await entries(2)) as [string, string];
      const results = await Promise.allSettled([supersede(a, b), supersede(b, a)]);
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(results.find((result) => result.status === 'rejected')?.reason).toMatchObject({ code: 'conflict' });
    }
  });
});
