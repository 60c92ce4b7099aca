/** Who may do what with an entry, and the log of what was done, which nothing changes. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { requireDailyRoom } from '#leaderboard/access/daily-quota.ts';
import { createSubmitToken, createToken, listTokens, revokeToken } from '#leaderboard/access/issued-tokens.ts';
import { type Bearer, findBearer, requireToken } from '#leaderboard/access/tokens.ts';
import { getDataVersion } from '#leaderboard/db/data-version.ts';
import { type Database, openDatabase } from '#leaderboard/db/database.ts';
import { getEvents } from '#leaderboard/events/list-events.ts';
import { recordEvent } from '#leaderboard/events/record-event.ts';
import { closeWorkers } from '#leaderboard/host/worker-pool.ts';
import { objectTo } from '#leaderboard/intake/objections.ts';
import { type TombstoneInput, tombstoneSubmission } from '#leaderboard/intake/tombstones.ts';
import { scoringDone } from '#leaderboard/scores/schedule.ts';
import { countAttempts } from '#leaderboard/submissions/attempts.ts';
import type { EmptyDatabase } from '../support/databases.ts';
import { submissionRow } from '../support/rows.ts';
import { createMigratedDatabase, KINDS } from './kinds.ts';

const NOW = new Date('2026-12-01T12:00:00Z');

describe.each(KINDS)('%s', (kind) => {
  let empty: EmptyDatabase;
  let database: Database;
  let sender: Bearer;
  let other: Bearer;
  let maintainer: Bearer;

  beforeAll(async () => {
    empty = await createMigratedDatabase(kind);
    database = await openDatabase(empty.location);
    await database.prisma.suite.create({ data: { id: '0.1' }, select: { id: true } });
    sender = await bearerOf((await createSubmitToken(database, 'a sender')).token);
    other = await bearerOf((await createSubmitToken(database, 'another')).token);
    maintainer = await bearerOf(
      (await createToken(database, { label: 'a maintainer', scope: 'manage', days: null })).token,
    );
  });
  afterAll(async () => {
    await scoringDone();
    await closeWorkers();
    await database?.close();
    await empty?.remove();
  });
  afterEach(() => {
    delete process.env.HEIRLOOM_ENTRIES_PER_STRATEGY;
  });

  const bearerOf = (token: string): Promise<Bearer> => findBearer(database, `Bearer ${token}`);
  const entryOf = async ({ id: tokenId }: Bearer, changes = {}): Promise<string> =>
    (await database.prisma.submission.create({ data: submissionRow({ tokenId, ...changes }), select: { id: true } }))
      .id;
  const entomb = (id: string, by: Bearer, changes: Partial<TombstoneInput> = {}): Promise<void> =>
    tombstoneSubmission(database, {
      ...{ id, kind: 'withdrawn', reason: 'A bug.', supersededBy: null, now: NOW, tokenId: by.id },
      ...changes,
    });
  const logOf = async (id: string) =>
    (await getEvents(database, id))?.map(({ kind: what, actor, reason }) => [what, actor, reason]);

  describe('tokens', () => {
    it('do what their scope says, and what the scopes below it say', async () => {
      const { token } = await createToken(database, { label: 'm', scope: 'manage', days: null });
      const header = `Bearer ${token}`;
      expect((await requireToken(database, header, 'submit')).scope).toBe('manage');
      await expect(requireToken(database, header, 'admin')).rejects.toMatchObject({
        code: 'forbidden',
        message: expect.stringMatching(/can only submit, and withdraw, reject .* needs the installation’s admin token/),
      });
      const { token: weak } = await createSubmitToken(database, 's');
      await expect(requireToken(database, `Bearer ${weak}`, 'manage')).rejects.toMatchObject({ code: 'forbidden' });
    });

    it('are no good from the day on which they expire, which is said', async () => {
      const made = { label: 'short', scope: 'submit', days: 3 } as const;
      const { token, expiresAt } = await createToken(database, { ...made, now: new Date('2026-11-01T00:00:00Z') });
      expect(expiresAt?.toISOString()).toBe('2026-11-04T00:00:00.000Z');
      await expect(bearerOf(token)).rejects.toMatchObject({
        code: 'unauthorized',
        message: expect.stringContaining('expired on 2026-11-04'),
      });
      expect(await bearerOf((await createToken(database, made)).token)).toMatchObject({ scope: 'submit' });
    });

    it('are listed without their secrets, and revoked once, never by themselves', async () => {
      const { id, token } = await createSubmitToken(database, 'to be revoked');
      await revokeToken(database, id, maintainer.id);
      await expect(bearerOf(token)).rejects.toMatchObject({ message: expect.stringContaining('has been revoked') });
      await expect(revokeToken(database, id, maintainer.id)).rejects.toMatchObject({ code: 'conflict' });
      await expect(revokeToken(database, 999_999, maintainer.id)).rejects.toMatchObject({ code: 'not-found' });
      await expect(revokeToken(database, maintainer.id, maintainer.id)).rejects.toMatchObject({ code: 'conflict' });
      const listed = await listTokens(database);
      expect(listed.find((one) => one.id === id)).toMatchObject({
        label: 'to be revoked',
        state: 'revoked',
        entries: 0,
      });
      expect(listed.find(({ label }) => label === 'short')).toMatchObject({ state: 'expired' });
      expect(JSON.stringify(listed)).not.toMatch(/heirloom_|[0-9a-f]{64}/);
    });
  });

  describe('an entry', () => {
    it('is withdrawn by who sent it and by no other sender', async () => {
      const id = await entryOf(sender);
      await expect(entomb(id, other)).rejects.toMatchObject({
        code: 'forbidden',
        message: expect.stringContaining('was sent with another token'),
      });
      await expect(entomb(id, sender, { kind: 'rejected' })).rejects.toMatchObject({ code: 'forbidden' });
      await entomb(id, sender);
      expect(await logOf(id)).toEqual([['withdrawn', 'sender', 'A bug.']]);
    });

    it('is superseded by another of the same sender, and both say so', async () => {
      const [older, newer, foreign] = [await entryOf(sender), await entryOf(sender), await entryOf(other)];
      const supersession = { kind: 'superseded', reason: 'More seeds.' } as const;
      await expect(entomb(older, sender, { ...supersession, supersededBy: foreign })).rejects.toMatchObject({
        code: 'forbidden',
      });
      await entomb(older, sender, { ...supersession, supersededBy: newer });
      expect(await getEvents(database, older)).toMatchObject([{ kind: 'superseded', other: newer }]);
      expect(await getEvents(database, newer)).toMatchObject([{ kind: 'took-place', actor: 'sender', other: older }]);
    });

    it('is rejected and objected to by maintainers; an objection is lifted with a reason, and the log keeps it', async () => {
      const id = await entryOf(sender);
      await objectTo(database, { id, reason: 'Eval data?', lift: false, tokenId: maintainer.id });
      const standing = () =>
        database.prisma.submission.findUnique({ where: { id }, select: { objection: true, tombstone: true } });
      expect(await standing()).toEqual({ objection: 'Eval data?', tombstone: null });
      await objectTo(database, { id, reason: 'Explained.', lift: true, tokenId: maintainer.id });
      await expect(
        objectTo(database, { id, reason: 'Again.', lift: true, tokenId: maintainer.id }),
      ).rejects.toMatchObject({ code: 'conflict' });
      await entomb(id, maintainer, { kind: 'rejected', reason: 'It used the evaluation data.' });
      expect(await standing()).toEqual({ objection: null, tombstone: 'rejected' });
      expect(await logOf(id)).toEqual([
        ['objected', 'maintainer', 'Eval data?'],
        ['objection-lifted', 'maintainer', 'Explained.'],
        ['rejected', 'maintainer', 'It used the evaluation data.'],
      ]);
      const nowhere = { id: '0000000000000000', reason: 'x', tokenId: null };
      for (const lift of [true, false])
        await expect(objectTo(database, { ...nowhere, lift })).rejects.toMatchObject({ code: 'not-found' });
    });
  });

  describe('the log', () => {
    it('takes neither change nor removal, and pages hear of what is added', async () => {
      const id = await entryOf(sender);
      const before = await getDataVersion(database.prisma);
      await database.prisma.$transaction((tx) =>
        recordEvent(tx, { submission: id, kind: 'objected', actor: null, reason: 'By the site.' }),
      );
      expect(await getDataVersion(database.prisma)).toBe(before + 1);
      for (const statement of [`UPDATE "events" SET "subject" = 'x'`, 'DELETE FROM "events"', 'TRUNCATE "events"'])
        await expect(database.prisma.$executeRawUnsafe(statement), statement).rejects.toThrow(/append-only/);
      expect(await logOf(id)).toEqual([['objected', 'site', 'By the site.']]);
      expect(await getEvents(database, '0000000000000000')).toBeNull();
    });
  });

  describe('attempts', () => {
    it('are counted by sender, strategy and tier, those off the boards too', async () => {
      const tried = await bearerOf((await createSubmitToken(database, 'tries often')).token);
      const at = { family: 'temperature', spec: 'temperature', tier: 'quick' } as const;
      const ids = [];
      for (const hour of [1, 2, 3])
        ids.push(await entryOf(tried, { ...at, createdAt: new Date(`2026-11-01T0${hour}:00:00Z`) }));
      await entryOf(tried, { ...at, tier: 'standard' });
      await entryOf(other, at);
      await entomb(ids[0] as string, tried);
      const asked = { id: ids[1] as string, family: 'temperature', tier: 'quick', tokenId: tried.id } as const;
      expect(await countAttempts(database.prisma, asked)).toEqual({ place: 2, made: 3, gone: 1 });
    });

    it('of one strategy and tier are bounded in a day, whatever the parameters', async () => {
      process.env.HEIRLOOM_ENTRIES_PER_STRATEGY = '2';
      const eager = await bearerOf((await createSubmitToken(database, 'eager')).token);
      const at = { family: 'retain', tier: 'quick' } as const;
      const room = (changes = {}) =>
        database.prisma.$transaction((tx) => requireDailyRoom(tx, eager, 1, { ...at, ...changes }));
      await entryOf(eager, { spec: 'retain:share=0.2' });
      await room();
      await entryOf(eager, { spec: 'retain:share=0.3' });
      await room({ tier: 'standard' });
      await expect(room()).rejects.toMatchObject({
        code: 'rate-limited',
        message: expect.stringContaining('2 new entries of retain at the quick tier in the last 24 hours'),
        context: { quota: { policy: 'strategy', limit: 2, used: 2 } },
      });
    });
  });
});
