/**
 * The queue of submissions that wait to be run again: pg-boss over the site's own database, made by a migration. A job that no
 * worker has spoken of for forty seconds is another one's; one that failed four times without getting a seed done is parked.
 */
import PgBoss from 'pg-boss';
import type { Database } from '../db/database.ts';
import { log } from '../host/log.ts';

export const QUEUE = 'verification';
export const PARKED = 'verification-parked';
/** How often a worker says that it lives: three times within what the queue waits for it (the migration's expireInSeconds). */
export const BEAT_MS = 10_000;
/** How often the queue is looked through for jobs whose worker is silent. */
const SUPERVISED_SECONDS = 10;
/** Of what is done when nothing else waits: below all that entries have (tasks.ts). */
export const REST_PRIORITY = -1_000;
/** How long a job waits that goes on when nothing else waits. */
const LATER_SECONDS = 30;
/** How long a job waits that no worker could do yet: each time twice as long, some two hours in all. */
const PASSED_SECONDS = 30;
export const MOST_PASSES = 8;

export interface Job {
  readonly id: string;
  readonly submission: string;
  /** How often a worker has passed it on that could not do it. */
  readonly passed: number;
}

type Payload = Pick<Job, 'submission'> & Partial<Pick<Job, 'passed'>>;

export class VerificationQueue {
  readonly #boss: PgBoss;
  readonly #database: Database;

  private constructor(database: Database, supervise: boolean) {
    this.#database = database;
    this.#boss = new PgBoss({
      db: database.sql,
      migrate: false,
      schedule: false,
      supervise,
      maintenanceIntervalSeconds: SUPERVISED_SECONDS,
    });
    this.#boss.on('error', (error) => log('the verification queue failed', error));
  }

  /** For who takes jobs: looks after those of workers that are gone, too. */
  static async open(database: Database): Promise<VerificationQueue> {
    const queue = new VerificationQueue(database, true);
    await queue.#boss.start();
    // Not only when the first interval is over: what a worker that is gone left may be the one thing there is.
    await queue.#boss.expire();
    return queue;
  }

  /** For who only sends. */
  static sender(database: Database): VerificationQueue {
    return new VerificationQueue(database, false);
  }

  /** Has a submission verified; nothing where it waits already. Of those that wait the highest priority is first. */
  async send(submission: string, priority: number): Promise<void> {
    await this.#send({ submission }, priority, 0);
  }

  async #send(payload: Payload, priority: number, afterSeconds: number): Promise<void> {
    await this.#boss.send(QUEUE, payload, {
      priority,
      singletonKey: payload.submission,
      ...(afterSeconds > 0 && { startAfter: afterSeconds }),
    });
  }

  async take(): Promise<Job | null> {
    return this.#fetch(QUEUE);
  }

  async #fetch(queue: string): Promise<Job | null> {
    const [job] = await this.#boss.fetch<Payload>(queue);
    return job ? { id: job.id, submission: job.data.submission, passed: job.data.passed ?? 0 } : null;
  }

  /**
   * Says that a job's worker lives; false where the job is another one's by now. `hasDone`: it got something done, so that what
   * it was tried before no longer counts.
   */
  async beat({ id }: Job, hasDone: boolean): Promise<boolean> {
    const { rows } = await this.#database.sql.executeSql(
      `UPDATE pgboss.job SET started_on = now(), retry_count = CASE WHEN $3::bool THEN 0 ELSE retry_count END
       WHERE name = $1 AND id = $2::uuid AND state = 'active' RETURNING 1 AS is_ours`,
      [QUEUE, id, hasDone],
    );
    return rows.length > 0;
  }

  /** Whether a job waits that is not left for when nothing else does. */
  async hasUrgent(): Promise<boolean> {
    const { rows } = await this.#database.sql.executeSql(
      `SELECT 1 AS waits FROM pgboss.job WHERE name = $1 AND state < 'active' AND priority > $2 AND start_after <= now() LIMIT 1`,
      [QUEUE, REST_PRIORITY],
    );
    return rows.length > 0;
  }

  async done({ id }: Job): Promise<void> {
    await this.#boss.complete(QUEUE, id);
  }

  async failed({ id }: Job, reason: string): Promise<void> {
    await this.#boss.fail(QUEUE, id, { message: reason });
  }

  /** Gives a job back that is not finished, first of its priority: the worker ends in good order, which is no failure. */
  async release({ id, submission }: Job, priority: number): Promise<void> {
    await this.#boss.complete(QUEUE, id);
    await this.send(submission, priority + 1);
  }

  /** Gives a job back that is left for when nothing else waits. */
  async later({ id, submission }: Job): Promise<void> {
    await this.#boss.complete(QUEUE, id);
    await this.#send({ submission }, REST_PRIORITY, LATER_SECONDS);
  }

  /** Gives a job back that another worker has to do; each time it is left alone for longer. */
  async pass({ id, submission, passed }: Job, priority: number): Promise<void> {
    await this.#boss.complete(QUEUE, id);
    await this.#send({ submission, passed: passed + 1 }, priority, PASSED_SECONDS * 2 ** passed);
  }

  /** Hands each parked submission to `settle` once, with what its last attempt said. */
  async settleParked(settle: (submission: string, message: string) => Promise<void>): Promise<void> {
    for (let job = await this.#fetch(PARKED); job !== null; job = await this.#fetch(PARKED)) {
      const kept = await this.#boss.getJobById(PARKED, job.id);
      await settle(job.submission, messageIn(kept?.output));
      await this.#boss.complete(PARKED, job.id);
    }
  }

  async close(): Promise<void> {
    await this.#boss.stop({ graceful: false, close: false });
  }
}

/** What a failed attempt left; pg-boss's own where a worker was silent for too long. */
function messageIn(output: unknown): string {
  const { message, value } = (output ?? {}) as { message?: unknown; value?: { message?: unknown } };
  const text = message ?? value?.message ?? 'no reason was given';
  return String(text)
    .replace('job failed by timeout in active state', 'its worker was silent for too long')
    .slice(0, 500);
}
