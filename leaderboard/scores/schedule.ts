/**
 * When scoring jobs run: one at a time in a process, and one at a time for a tier among processes on one server. Requests
 * that come while a job of the same board is waiting are one job. Jobs let uploads of this process go first, for a while: so
 * one round of them follows a burst of uploads, and none holds the database while the next bundle is to be stored.
 */
import { setTimeout } from 'node:timers/promises';
import type { Tier } from '#benchmarks/protocol/ids.ts';
import type { BoardKey } from '../boards/entries.ts';
import { boardScope, listOwnBoards } from '../catalog/suites.ts';
import type { Database } from '../db/database.ts';
import { messageOf } from '../db/message-of.ts';
import { isUnavailable } from '../db/unavailable.ts';
import { diskSpace, isNoSpace } from '../host/free-space.ts';
import { SCORING_MS } from '../host/job-limits.ts';
import { log } from '../host/log.ts';
import type { JobFailure } from '../host/settle-each.ts';
import { uploadsUnderWay } from '../host/under-way.ts';
import { runScoringJob } from './job.ts';

interface Job {
  readonly database: Database;
  readonly key: BoardKey;
  /** Because a job scored submissions again; such jobs add no others, so that there is an end. */
  readonly again: boolean;
  /** How often it has been tried in vain. */
  readonly failed: number;
}

interface Schedule {
  /** Boards whose job has not begun. */
  readonly waiting: Map<string, Job>;
  /** Boards whose last job failed in the end, with what failed. */
  readonly unfinished: Map<string, readonly JobFailure[]>;
  /** Resolves when there is nothing to do; never rejects. */
  running: Promise<void> | null;
  /** Made when a round of jobs begins; aborted when it has waited for uploads long enough. */
  patience: () => AbortSignal;
  /** Whether jobs wait for room on the disk. */
  lacksRoom: boolean;
  /** The process ends: the next start does what is left. */
  isEnding: boolean;
  onChange: () => Promise<void> | void;
}

/** As long a round of jobs waits for uploads in all, so that a stream of them without end keeps no scores from being made. */
const PATIENCE_MS = 60_000;

/** On globalThis because Next loads a module once per bundle: there is to be one schedule. */
const KEY = Symbol.for('heirloom.scoring-schedule');
const holder = globalThis as typeof globalThis & { [KEY]?: Schedule };

function schedule(): Schedule {
  holder[KEY] ??= {
    waiting: new Map(),
    unfinished: new Map(),
    running: null,
    patience: () => AbortSignal.timeout(PATIENCE_MS),
    lacksRoom: false,
    isEnding: false,
    onChange: () => undefined,
  };
  return holder[KEY];
}

/** Sets what is called after each job that may have changed scores. */
export function onScoresChanged(listener: () => Promise<void> | void): void {
  schedule().onChange = listener;
}

/** Sets what ends a round's waiting for uploads, else a minute. */
export function setPatience(patience: () => AbortSignal): void {
  schedule().patience = patience;
}

/** Has the scores of a tier's boards brought up to date soon, whole suites first, and returns at once. */
export function scheduleScoring(database: Database, tier: Tier): void {
  const state = schedule();
  addBoards(state, database, tier, false);
  state.running ??= work(state);
}

/**
 * Begins no job any more, since the process ends and its database is being closed. What that does to the job that is running is
 * no failure: the next start does it again.
 */
export function endScoring(): void {
  const state = schedule();
  state.isEnding = true;
  state.waiting.clear();
}

function addBoards(state: Schedule, database: Database, tier: Tier, again: boolean): void {
  if (state.isEnding) return;
  for (const { name } of listOwnBoards()) {
    const board = `${boardScope(name)} ${tier}`;
    // A request that is waiting stays the stronger one.
    if (!again || !state.waiting.has(board))
      state.waiting.set(board, { database, key: { ...name, tier }, again, failed: 0 });
  }
}

/** Takes up whatever was cut short: a job that finds nothing to do is cheap. */
export async function scheduleAllScoring(database: Database): Promise<void> {
  const tiers = await database.prisma.submission.groupBy({ by: ['tier'], where: { tombstone: null } });
  for (const { tier } of tiers) scheduleScoring(database, tier);
}

/** Waits until no job is waiting or running. */
export async function scoringDone(): Promise<void> {
  for (let running = schedule().running; running !== null; running = schedule().running) await running;
}

/** What scoring is doing: `waiting` where the disk has no room for scores, `unfinished` where boards are left for later. */
export function scoringActivity(): 'idle' | 'running' | 'waiting' | 'unfinished' {
  const { running, lacksRoom, unfinished } = schedule();
  if (lacksRoom) return 'waiting';
  if (running !== null) return 'running';
  return unfinished.size > 0 ? 'unfinished' : 'idle';
}

/** How the last jobs went: whether all boards are done, and if not, whether only because the database was away or the disk full. */
export function scoringState(): 'done' | 'away' | 'failed' {
  const unfinished = [...schedule().unfinished.values()];
  if (unfinished.length === 0) return 'done';
  return unfinished.flat().every(isAway) ? 'away' : 'failed';
}

/** The submissions that this process has tried to score in vain, whatever else it could do, with what failed. */
export function listUnscorable(): ReadonlyMap<string, string> {
  const failures = [...schedule().unfinished.values()].flat().filter((failure) => !isAway(failure));
  return new Map(failures.flatMap(({ submission, error }) => (submission ? [[submission, messageOf(error)]] : [])));
}

/** What the site mends by waiting: the database was away, or the disk full. */
const isAway = ({ error }: JobFailure): boolean => isUnavailable(error) || isNoSpace(error);

async function work(state: Schedule): Promise<void> {
  // What is scheduled in the same tick is one burst.
  await Promise.resolve();
  const patience = state.patience();
  for (;;) {
    // Before the next job is taken: what is scheduled while uploads go first is still one job with it.
    await uploadsUnderWay().none(patience);
    const next = state.waiting.entries().next();
    if (next.done) {
      // In the same tick: whoever schedules from now on starts anew.
      state.running = null;
      return;
    }
    const [name, job] = next.value;
    state.waiting.delete(name);
    if (!(await hasRoom())) {
      // Taken up by watch.ts, which looks again and again.
      state.unfinished.set(name, []);
      continue;
    }
    const failures = await runJob(state, job);
    if (state.isEnding) continue;
    try {
      await state.onChange();
    } catch (error) {
      failures.push({ item: 'the caches', submission: null, error });
    }
    for (const { item, error } of failures) logFailure(job, item, error);
    if (failures.length === 0) state.unfinished.delete(name);
    else state.unfinished.set(name, failures);
    // Behind the other boards' jobs, which it keeps from nothing; where a newer request is waiting, that does it.
    if (failures.length > 0 && job.failed + 1 < ATTEMPTS && !state.waiting.has(name))
      state.waiting.set(name, { ...job, failed: job.failed + 1 });
  }
}

/** Whether there is room to store scores; a change is logged once. */
async function hasRoom(): Promise<boolean> {
  const state = schedule();
  const { isBelow } = await diskSpace();
  if (isBelow !== state.lacksRoom)
    log(isBelow ? 'scoring waits until the disk has room again' : 'the disk has room again: scoring goes on');
  state.lacksRoom = isBelow;
  return !isBelow;
}

/** Tries before a job is left to the next request for its board, or to whoever takes it up (watch.ts). */
const ATTEMPTS = 3;

/** Runs a job and returns what failed. */
async function runJob(state: Schedule, { database, key, again }: Job): Promise<JobFailure[]> {
  try {
    const { isRescored, failures } = await alone(database, key, () => runScoringJob(database, key));
    // What was scored again waits for its intervals on boards whose job may have been before this one.
    if (isRescored && !again) addBoards(state, database, key.tier, true);
    return [...failures];
  } catch (error) {
    return [{ item: 'the whole board', submission: null, error }];
  }
}

function logFailure({ key, failed }: Job, item: string, error: unknown): void {
  const attempt = `attempt ${failed + 1} of ${ATTEMPTS}`;
  log(`scoring of ${item} on ${boardScope(key)}, tier ${key.tier} failed (${attempt})`, error);
}

const LOCK_CLASS = 0x4e1;
/** How often a process looks whether another one's job is done. */
const LOCK_POLL_MS = 250;

/**
 * Runs a job while no other process runs one of the same tier: a job writes to every board of the submissions that it
 * scores again. The lock goes with its connection if this process dies. It is tried again and again rather than waited for:
 * no statement may take as long as another's job.
 */
async function alone<Result>(
  { prisma, kind }: Database,
  { tier }: BoardKey,
  job: () => Promise<Result>,
): Promise<Result> {
  if (kind === 'embedded') return job();
  for (;;) {
    const done = await prisma.$transaction(
      async (tx) => {
        const [lock] = await tx.$queryRaw<{ held: boolean }[]>`
          SELECT pg_try_advisory_xact_lock(${LOCK_CLASS}::int, hashtext(${tier})) AS "held"`;
        return lock?.held ? { result: await job() } : null;
      },
      { timeout: SCORING_MS, maxWait: SCORING_MS },
    );
    if (done) return done.result;
    await setTimeout(LOCK_POLL_MS);
  }
}
