/** Who sent a bundle first is chance: what is sent again, by the owner or by another token, counts. */

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSubmitToken } from '#leaderboard/access/issued-tokens.ts';
import type { Bearer } from '#leaderboard/access/tokens.ts';
import { ensureAdminToken, requireToken } from '#leaderboard/access/tokens.ts';
import { listEntries } from '#leaderboard/boards/entries.ts';
import { getDataVersion } from '#leaderboard/db/data-version.ts';
import { type Database, openDatabase } from '#leaderboard/db/database.ts';
import { closeWorkers } from '#leaderboard/host/worker-pool.ts';
import { type Accepted, acceptBundle } from '#leaderboard/intake/accept-bundle.ts';
import { tombstoneSubmission } from '#leaderboard/intake/tombstones.ts';
import { toBenchmarkScore } from '#leaderboard/scores/read-scores.ts';
import { scoringDone } from '#leaderboard/scores/schedule.ts';
import { archiveOf, entriesOf } from '../support/archives.ts';
import type { BundleFiles } from '../support/bundles.ts';
import { diverged, onEngine } from '../support/change-records.ts';
import type { EmptyDatabase } from '../support/databases.ts';
import { fabricateBundle } from '../support/fabricate.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { createMigratedDatabase } from './kinds.ts';

const BOARD = { suite: '0.1', group: 'closed-forms', tier: 'smoke' } as const;
const TORCH = { id: 'torch', version: '2.9.1' };

const make = (spec: string, quality: number, title = spec): Promise<BundleFiles> =>
  fabricateBundle({ spec, tier: 'smoke', benchmarks: ['gaussian'], quality, title });

describe('on a server', () => {
  let empty: EmptyDatabase;
  let database: Database;
  let owner: Bearer;
  let stranger: Bearer;
  let other: Bearer;

  beforeAll(async () => {
    empty = await createMigratedDatabase('server');
    database = await openDatabase(empty.location);
    const bearerOf = (token: string): Promise<Bearer> => requireToken(database, `Bearer ${token}`, 'submit');
    owner = await bearerOf(readFileSync(await ensureAdminToken(database, temporaryFolder()), 'utf8').trim());
    stranger = await bearerOf((await createSubmitToken(database, 'a stranger')).token);
    other = await bearerOf((await createSubmitToken(database, 'another')).token);
  });
  afterAll(async () => {
    await scoringDone();
    await closeWorkers();
    await database?.close();
    await empty?.remove();
  });

  const send = (files: BundleFiles, bearer: Bearer): Promise<Accepted> =>
    acceptBundle(database, { path: archiveOf(entriesOf(files)), bearer });
  const scoreOf = async (id: string) =>
    toBenchmarkScore(
      await database.prisma.benchmarkScore.findUniqueOrThrow({
        where: { submissionId_benchmarkId: { submissionId: id, benchmarkId: 'gaussian' } },
      }),
    );
  const eventsOf = (id: string) =>
    database.prisma.event.findMany({
      where: { subject: id },
      select: { kind: true, tokenId: true },
      orderBy: { id: 'asc' },
    });

  it('a public control that a stranger sent first becomes the owner’s, and everything rests on it', async () => {
    const [replace, oracle, entry] = [
      await make('replace', 0),
      await make('oracle', 100),
      await make('temperature', 60),
    ];
    const first = await send(replace, stranger);
    expect(first).toMatchObject({ label: 'reported', created: true, adopted: false, note: '' });
    await send(oracle, owner);
    const { id } = await send(entry, owner);
    await scoringDone();
    expect((await scoreOf(id)).status).toBe('uncontrolled');

    const before = await getDataVersion(database.prisma);
    const again = await send(replace, owner);
    expect(again).toMatchObject({ id: first.id, label: 'maintained', created: false, adopted: true });
    expect(again.note).toContain('from now on it is the site’s own');
    expect(await getDataVersion(database.prisma)).toBeGreaterThan(before);
    // Its own score is there with its new label.
    expect(await scoreOf(first.id)).toMatchObject({ status: 'scored', value: 0 });
    await scoringDone();
    expect(await scoreOf(id)).toMatchObject({ status: 'scored', source: 'site', lacking: null });
    const entries = await listEntries(database.prisma, BOARD);
    expect(entries.find((candidate) => candidate.id === first.id)).toMatchObject({
      role: 'control',
      label: 'maintained',
    });
    expect(await eventsOf(first.id)).toEqual([
      { kind: 'submission.created', tokenId: stranger.id },
      { kind: 'submission.adopted', tokenId: owner.id },
    ]);
  });

  it('is adopted once, however many send it at once, and nothing makes it reported again', async () => {
    const files = await make('freeze', 90);
    const { id } = await send(files, stranger);
    const answers = await Promise.all([owner, owner, stranger, owner].map((bearer) => send(files, bearer)));
    expect(answers.filter(({ adopted }) => adopted)).toHaveLength(1);
    const before = await getDataVersion(database.prisma);
    await scoringDone();
    const settled = await getDataVersion(database.prisma);
    expect(settled).toBeGreaterThanOrEqual(before);
    expect(await send(files, stranger)).toMatchObject({ id, label: 'maintained', created: false, adopted: false });
    await scoringDone();
    // Sent by both before: nothing has changed, so no page is rendered again.
    expect(await getDataVersion(database.prisma)).toBe(settled);
  });

  it('what was taken off the boards stays off, and the answer says so', async () => {
    const files = await make('gen0-samples', 50);
    const { id } = await send(files, stranger);
    const tombstone = {
      id,
      kind: 'rejected',
      reason: 'A copy.',
      supersededBy: null,
      now: new Date(),
      tokenId: null,
    } as const;
    await tombstoneSubmission(database, tombstone);
    const again = await send(files, owner);
    expect(again).toMatchObject({ label: 'reported', created: false, adopted: false });
    expect(again.note).toContain('was rejected, which sending it again does not change');
  });

  it('controls of another engine that others have sent count for whoever sends them, too', async () => {
    const [replace, oracle] = [onEngine(await make('replace', 0), TORCH), onEngine(await make('oracle', 100), TORCH)];
    for (const files of [replace, oracle]) await send(files, stranger);
    const { id } = await send(onEngine(await make('temperature', 60), TORCH), other);
    await scoringDone();
    // A stranger's controls are no measure for anybody else.
    expect(await scoreOf(id)).toMatchObject({
      status: 'uncontrolled',
      lacking: {
        site: [
          { control: 'replace', why: 'absent' },
          { control: 'oracle', why: 'absent' },
        ],
        own: [
          { control: 'replace', why: 'absent' },
          { control: 'oracle', why: 'absent' },
        ],
      },
    });
    const answer = await send(replace, other);
    expect(answer).toMatchObject({ created: false, adopted: false, label: 'reported' });
    expect(answer.note).toContain('counts as a control of your entries, too');
    await send(oracle, other);
    await scoringDone();
    expect(await scoreOf(id)).toMatchObject({ status: 'scored', source: 'own' });
  });

  it('a newer control with a seed that diverged hides no good one', async () => {
    const { id } = await send(await make('temperature:value=1.1', 70), owner);
    await scoringDone();
    const before = await scoreOf(id);
    expect(before.status).toBe('scored');
    await send(diverged(await make('replace', 0, 'A newer one'), 3), owner);
    await scoringDone();
    expect(await scoreOf(id)).toMatchObject({ status: 'scored', value: before.value });
  });
});
