/**
 * When scoring jobs run: one at a time in a process, and one at a time for a board among processes on one server. Requests
 * that come while a job of the same board is waiting are one job.
 */

import type { Tier } from '../benchmarks/protocol/ids.ts';
import type { Database } from './db/database.ts';
import type { BoardKey } from './entries.ts';
import { runScoringJob } from './scoring-job.ts';

interface Schedule {
  /** Boards whose job has not begun. */
  readonly waiting: Map<string, { readonly database: Database; readonly key: BoardKey }>;
  /** Resolves when there is nothing to do; never rejects. */
  running: Promise<void> | null;
  onChange: () => Promise<void> | void;
}

/** On globalThis because Next loads a module once per bundle: there is to be one schedule. */
const KEY = Symbol.for('heirloom.scoring-schedule');
const holder = globalThis as typeof globalThis & { [KEY]?: Schedule };

function schedule(): Schedule {
  holder[KEY] ??= { waiting: new Map(), running: null, onChange: () => undefined };
  return holder[KEY];
}

/** Sets what is called after each job that may have changed scores. */
export function onScoresChanged(listener: () => Promise<void> | void): void {
  schedule().onChange = listener;
}

/** Has a board's scores brought up to date soon, and returns at once. */
export function scheduleScoring(database: Database, key: BoardKey): void {
  const state = schedule();
  state.waiting.set(`${key.suite} ${key.tier}`, { database, key });
  state.running ??= work(state);
}

/** Takes up whatever was cut short when the site last stopped: a job that finds nothing to do is cheap. */
export async function scheduleAllScoring(database: Database): Promise<void> {
  const boards = await database.prisma.submission.groupBy({ by: ['suiteId', 'tier'], where: { tombstone: null } });
  for (const { suiteId, tier } of boards) scheduleScoring(database, { suite: suiteId, tier: tier as Tier });
}

/** Waits until no job is waiting or running. */
export async function scoringDone(): Promise<void> {
  for (let running = schedule().running; running !== null; running = schedule().running) await running;
}

async function work(state: Schedule): Promise<void> {
  // What is scheduled in the same tick is one burst.
  await Promise.resolve();
  for (;;) {
    const next = state.waiting.entries().next();
    if (next.done) {
      // In the same tick: whoever schedules from now on starts anew.
      state.running = null;
      return;
    }
    const [name, { database, key }] = next.value;
    state.waiting.delete(name);
    try {
      await alone(database, key, () => runScoringJob(database, key));
      await state.onChange();
    } catch (error) {
      // Nothing is lost: the next job of this board, or the next start, does what this one could not.
      console.error(`[heirloom] scoring of suite ${key.suite}, tier ${key.tier} failed`, error);
    }
  }
}

const LOCK_CLASS = 0x4e1;
const JOB_TIMEOUT_MS = 30 * 60 * 1000;

/** Runs a job while no other process runs one of the same board. The lock goes with its connection if this process dies. */
async function alone({ prisma, kind }: Database, { suite, tier }: BoardKey, job: () => Promise<void>): Promise<void> {
  if (kind === 'embedded') return job();
  await prisma.$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM (SELECT pg_advisory_xact_lock(${LOCK_CLASS}::int, hashtext(${`${suite} ${tier}`}))) AS locked`;
      await job();
    },
    { timeout: JOB_TIMEOUT_MS, maxWait: JOB_TIMEOUT_MS },
  );
}
