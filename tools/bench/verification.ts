/**
 * How a backlog of verifications scales over workers, each a process of one slot, on one PostgreSQL server. `HEIRLOOM_BENCH_ENTRIES`:
 * another backlog than 40.
 */
import { availableParallelism } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { createSubmitToken } from '#leaderboard/access/issued-tokens.ts';
import { requireToken } from '#leaderboard/access/tokens.ts';
import { type Database, openDatabase } from '#leaderboard/db/database.ts';
import { closeWorkers } from '#leaderboard/host/worker-pool.ts';
import { acceptBundle } from '#leaderboard/intake/accept-bundle.ts';
import { scoringDone } from '#leaderboard/scores/schedule.ts';
import { ended, startNode } from '../../scripts/support/children.mjs';
import { inRoot } from '../../scripts/support/root.mjs';
import { say } from '../../scripts/support/steps.mjs';
import { packed, tempFile } from '../../test/support/archives.ts';
import { bundleOf, filledSubmission, requireRun } from '../../test/support/bundles.ts';
import { createServerDatabase, startPostgres } from '../../test/support/databases.ts';
import { knowSecret } from '../../test/support/known-secret.ts';
import type { Figure } from './measure.ts';

const ENTRIES = Number(process.env.HEIRLOOM_BENCH_ENTRIES || 40);
const BENCHMARK = 'gaussian@2';
const ROUNDS = 2;

export async function benchVerification(): Promise<Figure[]> {
  if (availableParallelism() < 2) {
    say('  skipped: one core');
    return [];
  }
  const server = await startPostgres();
  try {
    const seconds: Record<'one' | 'two', number> = { one: 0, two: 0 };
    for (let round = 0; round < ROUNDS; round++) {
      seconds.one += await backlog(server.url, 1, round);
      seconds.two += await backlog(server.url, 2, round);
      say(
        `  after round ${round + 1} of ${ROUNDS}: ${seconds.one.toFixed(1)} s with one worker, ${seconds.two.toFixed(1)} s with two`,
      );
    }
    return [
      {
        name: `verification, ${ENTRIES} quick entries, 2 workers`,
        value: seconds.one / seconds.two,
        unit: '× 1 worker',
        target: { atLeast: 1.7 },
        note: `${(seconds.one / ROUNDS).toFixed(1)} s and ${(seconds.two / ROUNDS).toFixed(1)} s, mean of ${ROUNDS} rounds; controls were there`,
      },
    ];
  } finally {
    await closeWorkers();
    await server.stop();
  }
}

/** Seconds from the start of the workers to the end of the last verification, in a database of its own. */
async function backlog(server: string, workers: number, round: number): Promise<number> {
  const place = await createServerDatabase(server);
  const database = await openDatabase(place.location);
  try {
    await knowSecret(database);
    // The controls' seeds, which a site runs once.
    await send(database, [`temperature:value=${1.5 + round / 10}`]);
    await drained(place.url, database, 1);
    const specs = Array.from({ length: ENTRIES }, (_, i) => `temperature:value=${(1 + (i + 1) / 1000).toFixed(3)}`);
    await send(database, specs);
    return await drained(place.url, database, workers);
  } finally {
    await database.close();
    await place.remove();
  }
}

async function send(database: Database, specs: readonly string[]): Promise<void> {
  const { token } = await createSubmitToken(database, 'a sender');
  const bearer = await requireToken(database, `Bearer ${token}`, 'submit');
  // One strategy has a number of entries a day and token.
  process.env.HEIRLOOM_ENTRIES_PER_STRATEGY = String(ENTRIES + 1);
  for (const spec of specs) {
    const run = await requireRun(BENCHMARK, spec, { tier: 'quick' });
    const bundle = bundleOf([run], { ...filledSubmission([run.record]), title: spec });
    await acceptBundle(database, { path: tempFile(packed(bundle)), bearer });
  }
  await scoringDone();
}

async function drained(url: string, { prisma }: Database, count: number): Promise<number> {
  const startedAt = performance.now();
  const env = { ...process.env, DATABASE_URL: url };
  const workers = Array.from({ length: count }, () =>
    startNode([inRoot('benchmarks', 'cli', 'bin.mjs'), 'worker'], { env, stdout: 'pipe', stderr: 'pipe' }),
  );
  const ends = workers.map((worker) => ended(worker));
  while ((await prisma.verificationTask.count({ where: { endedAt: null } })) > 0) await setTimeout(100);
  const seconds = (performance.now() - startedAt) / 1000;
  for (const worker of workers) worker.kill('SIGTERM');
  await Promise.all(ends);
  return seconds;
}
