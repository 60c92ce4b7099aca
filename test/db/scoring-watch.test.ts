/** Scoring that was cut short is taken up, by whichever process looks. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Bearer, ensureAdminToken, requireToken } from '#leaderboard/access/tokens.ts';
import { listEntries } from '#leaderboard/boards/entries.ts';
import { type Database, openDatabase } from '#leaderboard/db/database.ts';
import { closeWorkers } from '#leaderboard/host/worker-pool.ts';
import { acceptBundle } from '#leaderboard/intake/accept-bundle.ts';
import { endScoring, scheduleScoring, scoringActivity, scoringDone } from '#leaderboard/scores/schedule.ts';
import { createScoringWatch } from '#leaderboard/scores/watch.ts';
import { archiveOf, entriesOf } from '../support/archives.ts';
import { damage } from '../support/damage.ts';
import { fabricateBundle } from '../support/fabricate.ts';
import { type FlakyProxy, startFlakyProxy } from '../support/flaky-proxy.ts';
import { saidDuring } from '../support/said.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { createMigratedDatabase, KINDS } from './kinds.ts';

/** A board of one benchmark, so that a bundle of one run is complete on it. */
const BOARD = { suite: '0.1', group: 'text', tier: 'quick' } as const;
const MINUTE_MS = 60_000;

const cleanups: (() => Promise<unknown>)[] = [];
beforeEach(() => {
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
});
afterEach(async () => {
  await scoringDone();
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  vi.restoreAllMocks();
});

async function open(
  kind: (typeof KINDS)[number],
): Promise<{ database: Database; bearer: Bearer; proxy: FlakyProxy | null }> {
  const empty = await createMigratedDatabase(kind);
  cleanups.push(empty.remove);
  const proxy = empty.location.url === undefined ? null : await startFlakyProxy(empty.location.url);
  if (proxy) cleanups.push(proxy.close);
  const database = await openDatabase(proxy ? { url: proxy.url } : empty.location);
  cleanups.push(database.close, closeWorkers);
  const token = readFileSync(await ensureAdminToken(database, temporaryFolder()), 'utf8').trim();
  return { database, proxy, bearer: await requireToken(database, `Bearer ${token}`, 'submit') };
}

/** Takes an entry in as a process that ends before it has scored it. */
async function send(database: Database, bearer: Bearer, spec: string, quality: number): Promise<string> {
  const files = await fabricateBundle({ spec, tier: 'quick', benchmarks: ['ngram-text'], quality, author: spec });
  return (await acceptBundle(database, { path: archiveOf(entriesOf(files)), bearer, schedule: false })).id;
}

const stagesOf = async (database: Database): Promise<unknown[]> =>
  (await listEntries(database.prisma, BOARD)).map(({ overall }) => [overall.stage, overall.rank?.low ?? null]).sort();

describe.each(KINDS)('%s', (kind) => {
  it('what another process left unfinished is done at the next look, and then nothing until something changes', async () => {
    const { database, bearer } = await open(kind);
    const watch = createScoringWatch(database);
    await send(database, bearer, 'replace', 0);
    await send(database, bearer, 'oracle', 100);
    await send(database, bearer, 'temperature:value=1.1', 60);
    expect((await stagesOf(database)).every((stage) => String(stage).startsWith('quick'))).toBe(true);
    expect(await watch.look(0)).toBe('done');
    const done = await stagesOf(database);
    expect(done.every((stage) => String(stage).startsWith('full'))).toBe(true);
    expect(done).toContainEqual(['full', 1]);
    // Its own writes have moved the data: it looks once more.
    expect([await watch.look(1), await watch.look(2)]).toEqual(['done', 'nothing new']);

    await send(database, bearer, 'temperature:value=1.2', 40);
    expect(await watch.look(3)).toBe('done');
    const more = await stagesOf(database);
    expect(more).toHaveLength(done.length + 1);
    expect(more.every((stage) => String(stage).startsWith('full'))).toBe(true);
  });

  it('what fails again and again is tried after longer and longer, and at once when anything changes', async () => {
    const { database, bearer } = await open(kind);
    const watch = createScoringWatch(database);
    await send(database, bearer, 'replace', 0);
    await send(database, bearer, 'oracle', 100);
    const broken = await send(database, bearer, 'temperature:value=1.1', 60);
    const { prisma } = database;
    const mend = await damage(prisma, broken);
    await prisma.boardScore.updateMany({ data: { scoringVersion: 1 } });
    expect(await watch.look(0)).toBe('failed');
    expect(await watch.look(MINUTE_MS / 4)).toBe('too early');
    expect(await watch.look(MINUTE_MS)).toBe('failed');
    expect(await watch.look(1.9 * MINUTE_MS)).toBe('too early');
    expect(await watch.look(2 * MINUTE_MS)).toBe('failed');
    expect(await watch.look(3.9 * MINUTE_MS)).toBe('too early');
    await mend();
    expect(await watch.look(3.9 * MINUTE_MS)).toBe('done');
    expect((await stagesOf(database)).every((stage) => String(stage).startsWith('full'))).toBe(true);
  });
});

describe.each(KINDS)('%s, at the end of a process', (kind) => {
  afterEach(() => {
    // This process goes on.
    Reflect.deleteProperty(globalThis, Symbol.for('heirloom.scoring-schedule'));
  });

  it('what was to be scored is left to the next start, and nothing is said of it', async () => {
    const { database, bearer } = await open(kind);
    await send(database, bearer, 'replace', 0);
    await send(database, bearer, 'oracle', 100);
    const said = await saidDuring(async () => {
      scheduleScoring(database, 'quick');
      endScoring();
      await database.close();
      scheduleScoring(database, 'quick');
      await scoringDone();
    });
    expect(said).toBe('');
    expect(scoringActivity()).toBe('idle');
  });
});

describe('on a server', () => {
  it('what an outage cut off is done at the first look after it, without waiting longer for each failure', async () => {
    const { database, bearer, proxy } = await open('server');
    const watch = createScoringWatch(database);
    await send(database, bearer, 'replace', 0);
    await send(database, bearer, 'oracle', 100);
    proxy?.cut();
    scheduleScoring(database, 'quick');
    await scoringDone();
    await expect(watch.look(0)).rejects.toMatchObject({ code: 'unavailable' });
    proxy?.pass();
    expect((await stagesOf(database)).every((stage) => String(stage).startsWith('quick'))).toBe(true);
    expect(await watch.look(1)).toBe('done');
    expect((await stagesOf(database)).every((stage) => String(stage).startsWith('full'))).toBe(true);
  });
});
