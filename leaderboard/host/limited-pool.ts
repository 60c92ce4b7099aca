/** Worker threads in which every job has a limit of time: one that exceeds it is ended with its thread, and the next job runs. */
import Piscina from 'piscina';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';

const IDLE_MS = 30_000;

/** What a kind of job may take, and what is said where it takes more. */
export interface JobLimit {
  readonly limitMs: number;
  /** As in "The comparison took longer than …". */
  readonly what: string;
  /** What came of it and what to do, in sentences. */
  readonly remedy: string;
}

export class LimitedPool {
  readonly #piscina: Piscina;
  /** Threads without a job. */
  #free: number;
  /** Those who wait for a thread, in order: a job's time begins when it gets one. */
  readonly #waiting: (() => void)[] = [];

  /** `filename`: the module whose exports are the jobs. */
  constructor(filename: string, threads: number) {
    this.#free = threads;
    this.#piscina = new Piscina({
      filename,
      minThreads: 0,
      maxThreads: threads,
      idleTimeout: IDLE_MS,
      // Flags of the parent (a loader of its own) would be applied twice.
      execArgv: [],
    });
  }

  /**
   * Runs the export `name` of the module on `input`.
   * @throws timed-out where it takes longer than its limit; its thread is ended then
   */
  async run<Result>(name: string, input: unknown, limit: JobLimit): Promise<Result> {
    await this.#takeThread();
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), limit.limitMs);
    try {
      return await this.#piscina.run(input, { name, signal: stop.signal });
    } catch (error) {
      if (stop.signal.aborted) throw timedOut(limit);
      throw error;
    } finally {
      clearTimeout(timer);
      this.#leaveThread();
    }
  }

  /** Ends the threads, whatever they are doing. */
  async close(): Promise<void> {
    await this.#piscina.destroy();
  }

  async #takeThread(): Promise<void> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #leaveThread(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free += 1;
  }
}

function timedOut({ limitMs, what, remedy }: JobLimit): HeirloomError {
  return new HeirloomError('timed-out', `${what} took longer than ${inWords(limitMs)} and was stopped. ${remedy}`, {
    context: { limitMs },
  });
}

function inWords(ms: number): string {
  const [count, unit] = ms < 120_000 ? [ms / 1000, 'second'] : [ms / 60_000, 'minute'];
  return `${Number(count.toFixed(3))} ${unit}${count === 1 ? '' : 's'}`;
}
