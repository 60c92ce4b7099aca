/**
 * The site and its workers are killed at moments that nobody chose: what was taken stays, once, and is verified, once.
 * `HEIRLOOM_KILLS` says how often (a few, and fifty at night, unless it does), `HEIRLOOM_KILLS_SEED` which moments.
 */
import type { ChildProcess } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { Stream } from '#benchmarks/numerics/stream.ts';
import { type Database, openDatabase } from '#leaderboard/db/database.ts';
import { packed } from '../support/archives.ts';
import { bundleOf, filledSubmission, requireRun } from '../support/bundles.ts';
import { startHeirloom } from '../support/cli.ts';
import { createServerDatabase, type PostgresServer, startPostgres } from '../support/databases.ts';
import { knowSecret } from '../support/known-secret.ts';
import { type Site, startSite } from '../support/site.ts';

const KILLS = Number(process.env.HEIRLOOM_KILLS || (process.env.HEIRLOOM_NIGHTLY ? 50 : 4));
const MOMENTS = process.env.HEIRLOOM_KILLS_SEED || '1';
/** From one kill to the next at most, in milliseconds: a site that has just started takes in and verifies an entry in less, half of the time. */
const APART_MS = 10_000;
/** Uploads under way: as many as a site takes of one token. */
const AT_ONCE = 2;
/** Entries of four registered seeds and twenty hidden ones. */
const SEEDS = 24;
/** Kills of one site with its database and one lot of entries; more of them are as many sites, one after the other, each told by itself. */
const KILLS_OF_ONE = 10;
const SLICES = Array.from({ length: Math.ceil(KILLS / KILLS_OF_ONE) }, (_, slice) => ({
  part: slice + 1,
  kills: Math.min(KILLS_OF_ONE, KILLS - slice * KILLS_OF_ONE),
}));
const PATIENCE_MS = 600_000 + KILLS_OF_ONE * 20_000;
/** A limit of a minute or of uploads under way passes by itself; one of a day does not. */
const LONGEST_WAIT_S = 60;

let postgres: PostgresServer;
let place: Awaited<ReturnType<typeof createServerDatabase>>;
let database: Database;
let site: Site;
let worker: ChildProcess | undefined;
let token: string;

const startWorker = (): ChildProcess => startHeirloom(['worker'], { DATABASE_URL: place.url });
const start = (): Promise<Site> => startSite({ databaseUrl: place.url, dataDir: place.location.dataDir as string });
async function killWorker(): Promise<void> {
  const killed = worker;
  worker = undefined;
  const end = new Promise((resolve) => (killed ? killed.once('exit', resolve) : resolve(null)));
  killed?.kill('SIGKILL');
  await end;
}

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres?.stop());

beforeEach(async () => {
  place = await createServerDatabase(postgres.url);
  site = await start();
  database = await openDatabase(place.location);
  await knowSecret(database);
  worker = startWorker();
  const made = await fetch(`${site.url}/api/v1/tokens`, {
    method: 'POST',
    headers: { authorization: `Bearer ${site.adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ label: 'a stranger' }),
  });
  token = ((await made.json()) as { token: string }).token;
});
afterEach(async () => {
  await killWorker();
  await site?.stop();
  await database?.close();
  await place?.remove();
});

/** Sends a bundle as whoever gets no answer does: again, until there is one. */
async function send(bytes: Uint8Array): Promise<string> {
  for (;;) {
    try {
      const response = await fetch(`${site.url}/api/v1/submissions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/gzip' },
        body: new Uint8Array(bytes),
      });
      if (response.ok) return ((await response.json()) as { id: string }).id;
      const text = await response.text();
      // A site takes two uploads of a token at once.
      if (response.status === 429)
        expect(Number(response.headers.get('retry-after')), text).toBeLessThanOrEqual(LONGEST_WAIT_S);
      else expect(response.status, text).toBeGreaterThanOrEqual(500);
    } catch (error) {
      // The site was killed, or isn’t back yet.
      if (!(error instanceof TypeError)) throw error;
    }
    await setTimeout(200);
  }
}

/** As if the forty seconds had passed that a silent worker has. */
const passTime = () =>
  database.sql.executeSql(
    `UPDATE pgboss.job SET started_on = started_on - interval '41 seconds' WHERE name = 'verification' AND state = 'active'`,
  );

const TITLE = `$kills kills of site and worker lose nothing and double nothing (part $part of ${SLICES.length})`;
test.each(SLICES)(TITLE, { timeout: PATIENCE_MS }, async ({ part, kills }) => {
  // Moments of the first part are those that its number alone gave.
  const chance = new Stream(`heirloom/test/kills/${part === 1 ? MOMENTS : `${MOMENTS}/${part}`}`);
  const bundles: Uint8Array[] = [];
  for (let i = 0; i < Math.ceil(kills / 2) + 1; i++) {
    const run = await requireRun('gaussian', `temperature:value=${1.01 + i / 100}`);
    bundles.push(packed(bundleOf([run], { ...filledSubmission([run.record]), title: `Entry ${i}` })));
  }
  const sent: Promise<string>[] = [];
  let underWay = 0;
  const sendNext = (): void => {
    const bytes = bundles[sent.length];
    if (bytes === undefined || underWay === AT_ONCE) return;
    underWay += 1;
    sent.push(send(bytes).finally(() => (underWay -= 1)));
  };
  for (let kill = 0; kill < kills; kill++) {
    sendNext();
    await setTimeout(chance.uniform() * (chance.uniform() < 0.5 ? APART_MS / 10 : APART_MS));
    if (chance.uniform() < 0.5) {
      await site.kill();
      site = await start();
    } else {
      await killWorker();
      await passTime();
      worker = startWorker();
    }
  }
  while (sent.length < bundles.length) {
    sendNext();
    await setTimeout(50);
  }
  const ids = await Promise.all(sent);
  expect(new Set(ids).size).toBe(bundles.length);
  const { prisma } = database;
  // Another process tells of what it has done through the database alone.
  const waiting = () => prisma.verificationTask.count({ where: { state: { in: ['queued', 'running'] } } });
  while ((await waiting()) > 0) await setTimeout(100);
  expect(
    await prisma.submission.findMany({ where: { verification: 'reproduced' }, select: { id: true } }),
  ).toHaveLength(bundles.length);
  expect(await prisma.submission.count()).toBe(bundles.length);
  expect(await prisma.bundle.count()).toBe(bundles.length);
  for (const submissionId of ids) {
    expect(await prisma.verificationSeed.count({ where: { submissionId } })).toBe(SEEDS);
    expect(await prisma.verification.count({ where: { submissionId, level: 'reproduced' } })).toBe(1);
    for (const kind of ['submission.created', 'submission.reproduced'])
      expect(await prisma.event.count({ where: { subject: submissionId, kind } }), kind).toBe(1);
    const task = await prisma.verificationTask.findUniqueOrThrow({ where: { submissionId } });
    expect(task).toMatchObject({ state: 'reproduced', done: SEEDS });
    const files = await fetch(`${site.url}/api/v1/submissions/${submissionId}/bundle`);
    expect(files.status).toBe(200);
    await files.arrayBuffer();
  }
  // Both controls on the same seeds, once for all entries.
  expect(await prisma.verificationControl.count()).toBe(2 * SEEDS);
});
