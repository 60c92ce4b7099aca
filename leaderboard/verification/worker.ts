/**
 * Takes submissions from the queue and verifies them, until it is asked to end: then the seed under way is finished and stored,
 * and the job is given back. Any number of workers may do so on one database.
 */
import { setTimeout } from 'node:timers/promises';
import type { Tier } from '#benchmarks/protocol/ids.ts';
import type { Database } from '../db/database.ts';
import { messageOf } from '../db/message-of.ts';
import { isUnavailable } from '../db/unavailable.ts';
import { diskSpace } from '../host/free-space.ts';
import { log } from '../host/log.ts';
import { BEAT_MS, type Job, MOST_PASSES, REST_PRIORITY, VerificationQueue } from './queue.ts';
import { NotHere } from './recompute.ts';
import { SeedProcess, type SeedRunner } from './seed-process.ts';
import { end, isRestDue, reconcile, requeue } from './tasks.ts';
import { type VerifyOptions, verifySubmission } from './verify.ts';

const POLL_MS = 2_000;
/** How often what was noted and has no job is looked for. */
const RECONCILE_MS = 15_000;

export interface WorkerOptions {
  /** Aborted where the worker is to end. */
  readonly signal: AbortSignal;
  /** Jobs at once, each a core's work. */
  readonly slots?: number;
  readonly runner?: () => SeedRunner;
  /** As verifySubmission has it. */
  readonly takesLong?: VerifyOptions['takesLong'];
  /** What is told of each job that ends. */
  readonly say?: (line: string) => void;
  /** Called where what boards show has changed. */
  readonly onConcluded?: (tier: Tier) => void;
  /** Whether the seed under way is left where it is when the worker is to end, instead of being finished. */
  readonly abandonsSeed?: boolean;
  /** Ends once nothing waits, instead of waiting for more. */
  readonly untilEmpty?: boolean;
}

/** Why a job stops before its end. */
class Stopped extends Error {
  readonly isOurs: boolean;
  constructor(isOurs: boolean) {
    super('stopped');
    this.isOurs = isOurs;
  }
}

/** Resolves when all slots have stopped. */
export async function runWorker(database: Database, options: WorkerOptions): Promise<void> {
  const queue = await VerificationQueue.open(database);
  try {
    await Promise.all(Array.from({ length: options.slots ?? 1 }, () => slot(database, queue, options)));
  } finally {
    await queue.close();
  }
}

async function slot(database: Database, queue: VerificationQueue, options: WorkerOptions): Promise<void> {
  const { signal, untilEmpty = false } = options;
  let reconciledAt = Number.NEGATIVE_INFINITY;
  while (!signal.aborted) {
    try {
      if (performance.now() - reconciledAt > RECONCILE_MS) {
        await reconcile(database, queue);
        reconciledAt = performance.now();
      }
      const job = (await diskSpace()).isBelow ? null : await queue.take();
      if (job !== null) {
        await work(database, queue, job, options);
        continue;
      }
      if (untilEmpty) return await reconcile(database, queue);
    } catch (error) {
      if (signal.aborted) return;
      // What the site waits out, a worker does, too.
      if (!isUnavailable(error)) log('a worker of the verification queue failed', error);
    }
    await setTimeout(POLL_MS, undefined, { signal }).catch(() => undefined);
  }
}

async function work(database: Database, queue: VerificationQueue, job: Job, options: WorkerOptions): Promise<void> {
  const { signal, say = () => undefined } = options;
  const runner = options.runner?.() ?? new SeedProcess();
  const abandon = (): void => runner.close();
  if (options.abandonsSeed) signal.addEventListener('abort', abandon, { once: true });
  let isOurs = true;
  const beat = async (hasDone: boolean): Promise<void> => {
    isOurs = await queue.beat(job, hasDone);
  };
  // Between seeds, which may take long.
  const beating = setInterval(() => void beat(false).catch(() => undefined), BEAT_MS);
  try {
    const report = await verifySubmission(database, job.submission, {
      runner,
      afterSeed: async (isRest) => {
        await beat(true);
        if (!isOurs || signal.aborted) throw new Stopped(isOurs);
        if (isRest && (await queue.hasUrgent())) throw new Stopped(true);
      },
      ...(options.takesLong && { takesLong: options.takesLong }),
    });
    await queue.done(job);
    if (report === null) return;
    if (await isRestDue(database.prisma, job.submission)) await queue.send(job.submission, REST_PRIORITY);
    say(
      `${job.submission}: ${report.state}, ${Math.round((report.computeMs + report.controlsMs) / 1000)} s of computing`,
    );
    const submission = await database.prisma.submission.findUnique({
      where: { id: job.submission },
      select: { tier: true },
    });
    if (submission && report.state !== 'impossible') options.onConcluded?.(submission.tier);
  } catch (error) {
    // A seed that was left fails, too.
    await settle(database, queue, job, signal.aborted ? new Stopped(isOurs) : error, say);
  } finally {
    signal.removeEventListener('abort', abandon);
    clearInterval(beating);
    runner.close();
  }
}

async function settle(
  database: Database,
  queue: VerificationQueue,
  job: Job,
  error: unknown,
  say: (line: string) => void,
): Promise<void> {
  if (error instanceof Stopped) {
    if (!error.isOurs) return say(`${job.submission}: taken over by another worker`);
    const task = await database.prisma.verificationTask.findUnique({ where: { submissionId: job.submission } });
    await requeue(database.prisma, job.submission);
    if (task?.restDue) await queue.later(job);
    else await queue.release(job, task?.priority ?? 0);
    return say(`${job.submission}: given back with ${task?.done ?? 0} of ${task?.planned ?? 0} seeds done`);
  }
  if (error instanceof NotHere && job.passed === MOST_PASSES) {
    await end(database.prisma, job.submission, 'parked', { code: 'away' });
    await queue.done(job);
    return say(`${job.submission}: parked, since no worker has its bundle`);
  }
  if (error instanceof NotHere) {
    const task = await database.prisma.verificationTask.findUnique({ where: { submissionId: job.submission } });
    await requeue(database.prisma, job.submission);
    await queue.pass(job, task?.priority ?? 0);
    return say(error.message);
  }
  say(`${job.submission}: failed: ${messageOf(error)}`);
  await queue.failed(job, messageOf(error));
}
