/** What strangers send is run again: by any number of workers, each seed once, whatever becomes of a worker. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { ensureAdminToken, requireToken } from '#leaderboard/access/tokens.ts';
import { getEvents } from '#leaderboard/events/list-events.ts';
import { askAgain } from '#leaderboard/verification/ask-again.ts';
import { hiddenSecret, seedAt } from '#leaderboard/verification/hidden-seeds.ts';
import { SeedProcess, type SeedRunner } from '#leaderboard/verification/seed-process.ts';
import { getVerification, getVerificationQueue } from '#leaderboard/verification/view.ts';
import { runWorker } from '#leaderboard/verification/worker.ts';
import { type BundleFiles, bundleOf, filledSubmission, requireRun } from '../support/bundles.ts';
import { fabricateBundle } from '../support/fabricate.ts';
import { knowSecret } from '../support/known-secret.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { KINDS } from './kinds.ts';
import { openToStrangers } from './open-to-strangers.ts';

const REGISTERED = 4;
const HIDDEN = 20;
/** Hidden seeds at first, where seeds take long. */
const FIRST = 5;

/** An honest bundle of the smoke tier, told from others by its title. */
async function bundle(spec: string, title: string): Promise<BundleFiles> {
  const run = await requireRun('gaussian', spec);
  return bundleOf([run], { ...filledSubmission([run.record]), title });
}

describe.each(KINDS)('%s', (kind) => {
  const site = openToStrangers(kind, async (database) => {
    await knowSecret(database);
    const admin = readFileSync(await ensureAdminToken(database, temporaryFolder()), 'utf8').trim();
    await requireToken(database, `Bearer ${admin}`, 'submit');
  });
  const { send, work } = site;
  const seedsOf = (submissionId: string) =>
    site.database.prisma.verificationSeed.findMany({ where: { submissionId }, orderBy: { position: 'asc' } });

  it('an honest entry waits, is reproduced with hidden seeds beside it, once, whoever comes twice', async () => {
    const id = await send(await bundle('temperature:value=1.05', 'honest'));
    const another = await send(await bundle('temperature:value=1.1', 'another'));
    expect(await getVerification(site.database, id)).toMatchObject({ state: 'queued', place: 1, waiting: 2 });
    expect(await getVerification(site.database, another)).toMatchObject({ state: 'queued', place: 2 });
    await work({ slots: 2 });
    const view = await getVerification(site.database, id);
    expect(view).toMatchObject({
      state: 'reproduced',
      place: null,
      done: REGISTERED + HIDDEN,
      planned: REGISTERED + HIDDEN,
    });
    const [run] = view?.runs ?? [];
    expect(run).toMatchObject({ benchmark: 'gaussian', seeds: REGISTERED, hidden: { seeds: HIDDEN, of: HIDDEN } });
    // No controls were sent, so the claim has no score.
    expect(run?.claimed).toBeNull();
    expect(run?.hidden?.p).toBeGreaterThan(0.05);
    const { verification, verifications } = await site.database.prisma.submission.findUniqueOrThrow({
      where: { id },
      select: { verification: true, verifications: { select: { level: true, outcome: true } } },
    });
    expect(verification).toBe('reproduced');
    expect(verifications).toContainEqual({ level: 'reproduced', outcome: 'passed' });
    // Controls on the same seeds, registered and hidden, were run once for both entries.
    expect(await site.database.prisma.verificationControl.count()).toBe(2 * (REGISTERED + HIDDEN));
    // Nothing is left to do, and doing it again changes nothing.
    const before = await site.database.prisma.verification.count();
    await site.database.sql.executeSql(`UPDATE pgboss.job SET state = 'retry', start_after = now() WHERE name = $1`, [
      'verification',
    ]);
    await work({ slots: 2 });
    expect(await site.database.prisma.verification.count()).toBe(before);
    expect(await seedsOf(id)).toHaveLength(REGISTERED + HIDDEN);
  }, 600_000);

  it('trajectories that were made up, with digests that fit, are refuted at the first place, and no seed is run beyond it', async () => {
    const made = { spec: 'temperature:value=1.2', tier: 'smoke', benchmarks: ['gaussian'], quality: 60 } as const;
    const id = await send(await fabricateBundle(made));
    await work();
    const view = await getVerification(site.database, id);
    expect(view).toMatchObject({
      state: 'refuted',
      reason: { code: 'differs', benchmark: 'gaussian', seed: 1, part: 'metric', generation: 0 },
    });
    expect(view?.words).toMatch(
      /^On gaussian, seed 1, generation 0, w2-root was claimed as 0\.\d+; this site got 0\.\d+\.$/,
    );
    expect(await seedsOf(id)).toHaveLength(1);
    expect((await site.database.prisma.submission.findUniqueOrThrow({ where: { id } })).verification).toBe('refuted');
  }, 600_000);

  it('the same under another name is found from both sides', async () => {
    const first = await send(await bundle('temperature:value=1.3', 'first'));
    const second = await send(await bundle('temperature:value=1.3', 'second'), await site.bearer('who copies'));
    for (const [id, other] of [
      [first, second],
      [second, first],
    ] as const) {
      const view = await getVerification(site.database, id);
      expect(view?.duplicates).toMatchObject([{ id: other, benchmarks: 1, of: 1 }]);
    }
    await site.database.prisma.verificationTask.updateMany({
      where: { submissionId: { in: [first, second] } },
      data: { state: 'impossible', endedAt: new Date() },
    });
  }, 600_000);

  it('what fails again and again is parked with the reason, and stands in nobody’s way', async () => {
    const id = await send(await bundle('temperature:value=1.4', 'poison'));
    const poison: SeedRunner = {
      run: () => Promise.reject(new Error('out of memory, it is said')),
      close: () => undefined,
    };
    for (let attempt = 0; attempt < 4; attempt++) {
      // As if the pause before the next attempt were over.
      await site.database.sql.executeSql(
        `UPDATE pgboss.job SET start_after = start_after - interval '1 minute' WHERE state < 'active'`,
      );
      await work({ runner: () => poison });
    }
    expect(await getVerification(site.database, id)).toMatchObject({
      state: 'parked',
      reason: { code: 'failed', message: 'out of memory, it is said' },
    });
    expect((await getVerificationQueue(site.database)).states).toMatchObject({ queued: 0, running: 0, parked: 1 });
    // The machine has more memory now: a maintainer has it tried again.
    await askAgain(site.database, { id, reason: 'A larger machine.', tokenId: null });
    expect(await getVerification(site.database, id)).toMatchObject({ state: 'queued', place: 1, reason: null });
    await expect(askAgain(site.database, { id, reason: 'Twice.', tokenId: null })).rejects.toThrow(
      `The verification of submission ${id} is queued; expected one that is parked or impossible.`,
    );
    await work();
    expect(await getVerification(site.database, id)).toMatchObject({ state: 'reproduced', done: REGISTERED + HIDDEN });
    expect((await getEvents(site.database, id))?.map(({ kind, reason }) => [kind, reason])).toEqual([
      ['created', null],
      ['verification-asked', 'A larger machine.'],
      ['reproduced', null],
    ]);
  }, 600_000);

  it('where seeds take long a few hidden ones rank it, and the rest are run when nothing else waits', async () => {
    const takesLong = () => true;
    const id = await send(await bundle('temperature:value=1.06', 'a few first'));
    const last = () => getVerification(site.database, id);
    const rows = () => site.database.prisma.verification.count({ where: { submissionId: id, level: 'reproduced' } });
    const first = new AbortController();
    // A worker that is asked to end as soon as the entry is reproduced: the rest is another's.
    await runWorker(site.database, { signal: first.signal, takesLong, onConcluded: () => first.abort() });
    expect(await last()).toMatchObject({ state: 'reproduced', done: REGISTERED + FIRST });
    expect((await last())?.runs[0]?.hidden).toMatchObject({ seeds: FIRST, of: HIDDEN });
    expect(await rows()).toBe(1);
    // What comes in goes first, though the rest was there before.
    const urgent = await send(await bundle('temperature:value=1.07', 'comes later'));
    const told: string[] = [];
    await runWorker(site.database, {
      signal: new AbortController().signal,
      untilEmpty: true,
      takesLong: () => false,
      say: (line) => told.push(line.slice(0, id.length)),
    });
    expect(told).toEqual([urgent, id]);
    expect(await last()).toMatchObject({ state: 'reproduced', done: REGISTERED + HIDDEN });
    expect((await last())?.runs[0]?.hidden).toMatchObject({ seeds: HIDDEN, of: HIDDEN });
    expect(await rows()).toBe(2);
    // Once.
    await work();
    expect(await rows()).toBe(2);
  }, 600_000);

  it('what the rest of the hidden seeds refutes is refuted then, after it was reproduced', async () => {
    const spec = 'temperature:value=1.08';
    const id = await send(await bundle(spec, 'good where it knows the seeds'));
    const endedAt = async () =>
      (await site.database.prisma.verificationTask.findUniqueOrThrow({ where: { submissionId: id } })).endedAt as Date;
    const first = new AbortController();
    await runWorker(site.database, { signal: first.signal, takesLong: () => true, onConcluded: () => first.abort() });
    expect(await getVerification(site.database, id)).toMatchObject({ state: 'reproduced', done: REGISTERED + FIRST });
    const before = await endedAt();
    // As of a strategy that knows which seeds are looked at first.
    const knowing = (): SeedRunner => {
      const runner = new SeedProcess();
      return {
        run: async (request) => {
          const seed = await runner.run(request);
          return request.strategy.spec === spec ? { ...seed, average: 1_000 * (seed.average as number) } : seed;
        },
        close: () => runner.close(),
      };
    };
    await work({ runner: knowing });
    const view = await getVerification(site.database, id);
    expect(view).toMatchObject({ state: 'refuted', reason: { code: 'hidden', benchmark: 'gaussian' } });
    expect(view?.runs[0]).toMatchObject({ hidden: { seeds: HIDDEN }, second: { p: expect.any(Number) } });
    expect((await endedAt()).getTime()).toBeGreaterThan(before.getTime());
    expect((await getEvents(site.database, id))?.map((event) => event.kind)).toEqual([
      'created',
      'reproduced',
      'refuted',
    ]);
  }, 600_000);

  it('hidden seeds are the site’s own: no registered ones, the same for all entries, others on another site', async () => {
    const secret = await hiddenSecret(site.database);
    expect(await hiddenSecret(site.database)).toBe(secret);
    const seeds = (from: string) =>
      Array.from({ length: 100 }, (_, position) => seedAt(from, { id: 'gaussian', version: 1 }, 'hidden', position));
    expect(new Set(seeds(secret)).size).toBe(100);
    expect(Math.min(...seeds(secret))).toBeGreaterThan(1000);
    expect(seeds('0'.repeat(64))).not.toEqual(seeds(secret));
    expect(seedAt(secret, { id: 'gaussian', version: 1 }, 'registered', 0)).toBe(1);
  });
});

describe('workers that are killed', () => {
  const site = openToStrangers('server', knowSecret);
  const { send, work } = site;
  const start = (): ChildProcess => {
    const { url = '', dataDir = '' } = site.location;
    return spawn(process.execPath, ['test/support/process.mjs', 'test/db/verification-worker.ts', url, dataDir], {
      cwd: path.resolve(import.meta.dirname, '../..'),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  };
  /** When it has ended and all that it said was read. */
  const ended = (child: ChildProcess): Promise<unknown> => new Promise((resolve) => child.once('close', resolve));
  const doneOf = (submissionId: string) => site.database.prisma.verificationSeed.count({ where: { submissionId } });

  it('asked to end, one finishes its seed and gives the job back', async () => {
    const id = await send(await bundle('temperature:value=1.05', 'drained'));
    const worker = start();
    let said = '';
    worker.stdout?.setEncoding('utf8').on('data', (text: string) => (said += text));
    const end = ended(worker);
    // Whoever stores the second seed waits for this transaction, which has its place until the worker was asked to end.
    const held = site.database.prisma.$transaction(
      async (tx) => {
        await tx.$executeRaw`
          INSERT INTO "verification_seeds" ("submission_id", "benchmark_id", "batch", "position", "state", "average", "samples", "duration_ms")
          VALUES (${id}, 'gaussian', 'registered', 1, 'completed', 0, '{}', 0)`;
        while ((await doneOf(id)) < 1 && worker.exitCode === null) await setTimeout(20);
        worker.kill('SIGTERM');
        throw new Error('Not to be stored.');
      },
      { timeout: 600_000, maxWait: 600_000 },
    );
    await expect(held).rejects.toThrow('Not to be stored.');
    await end;
    expect(worker.exitCode).toBe(0);
    expect(await getVerification(site.database, id)).toMatchObject({ state: 'queued', place: 1, done: 2 });
    expect(said).toContain(`${id}: given back with 2 of ${REGISTERED + HIDDEN} seeds done`);
    expect(await doneOf(id)).toBe(2);
    // Nobody waits for it to be given up.
    await work();
    expect(await getVerification(site.database, id)).toMatchObject({ state: 'reproduced', done: REGISTERED + HIDDEN });
  }, 900_000);

  it('lose nothing and double nothing: another one goes on at the next seed', async () => {
    const id = await send(await bundle('temperature:value=1.06', 'killed'));
    for (const moment of [1, 3, 7]) {
      const worker = start();
      const end = ended(worker);
      // Another process tells of its progress through the database alone.
      while ((await doneOf(id)) < moment && worker.exitCode === null) await setTimeout(20);
      worker.kill('SIGKILL');
      await end;
      // As if forty seconds had passed.
      await site.database.sql.executeSql(
        `UPDATE pgboss.job SET started_on = started_on - interval '41 seconds' WHERE state = 'active'`,
      );
    }
    await ended(start());
    // The one before had left it in `active`: it is taken when it has been given up, a second later at the earliest.
    for (let i = 0; i < 20 && (await getVerification(site.database, id))?.state !== 'reproduced'; i++) {
      await work();
      await setTimeout(200);
    }
    expect(await getVerification(site.database, id)).toMatchObject({ state: 'reproduced', done: REGISTERED + HIDDEN });
    expect(await doneOf(id)).toBe(REGISTERED + HIDDEN);
    const of = { submissionId: id, level: 'reproduced' } as const;
    expect(await site.database.prisma.verification.count({ where: of })).toBe(1);
    expect(await site.database.prisma.verificationControl.count()).toBe(2 * (REGISTERED + HIDDEN));
  }, 900_000);
});
