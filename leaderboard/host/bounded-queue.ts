/** A queue with an end: so many jobs run at once, so many wait in their order, and what comes then is refused at once. */
import { HeirloomError } from '#benchmarks/protocol/errors.ts';

export interface QueueBounds {
  /** Jobs that run at once, from 1. */
  readonly width: number;
  /** Jobs that may wait beside them, from 0. */
  readonly waiting: number;
  /** What it is that the site has too many of, as in "Too many … at once". */
  readonly what: string;
  /** Seconds after which to try again. */
  readonly retrySeconds: number;
}

/** Jobs of a queue: at this moment, and since it was made. */
export interface QueueState {
  readonly running: number;
  readonly waiting: number;
  /** Jobs that were begun, whatever came of them. */
  readonly begun: number;
  readonly refused: number;
}

export class BoundedQueue {
  readonly #bounds: QueueBounds;
  /** Begins the jobs that wait, the first first. */
  readonly #waiting = new Set<() => void>();
  #running = 0;
  #begun = 0;
  #refused = 0;

  constructor(bounds: QueueBounds) {
    this.#bounds = bounds;
  }

  get state(): QueueState {
    return { running: this.#running, waiting: this.#waiting.size, begun: this.#begun, refused: this.#refused };
  }

  /**
   * Runs a job when its turn has come. A `signal` takes it out of the queue while it waits; what runs, runs to its end.
   * @throws busy where as many wait as may; interrupted where the signal took it out; what the job throws
   */
  async run<Result>(job: () => Promise<Result>, signal?: AbortSignal): Promise<Result> {
    if (signal?.aborted) throw leftError();
    await this.#turn(signal);
    this.#begun += 1;
    try {
      return await job();
    } finally {
      this.#running -= 1;
      this.#callNext();
    }
  }

  /** `expected`: all jobs that are here or will come, where more is known than has come. @throws busy where a job would be refused */
  requireRoom(expected = 0): void {
    const { width, waiting } = this.#bounds;
    const hasPlace = this.#running < width || this.#waiting.size < waiting;
    if (hasPlace && expected < width + waiting) return;
    this.#refused += 1;
    throw this.#busyError();
  }

  async #turn(signal: AbortSignal | undefined): Promise<void> {
    this.requireRoom();
    if (this.#running < this.#bounds.width) {
      this.#running += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const begin = (): void => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      const leave = (): void => {
        this.#waiting.delete(begin);
        reject(leftError());
      };
      this.#waiting.add(begin);
      signal?.addEventListener('abort', leave, { once: true });
    });
  }

  /** The place is the next one's at once: nobody who comes later gets it first. */
  #callNext(): void {
    const [next] = this.#waiting;
    if (!next) return;
    this.#waiting.delete(next);
    this.#running += 1;
    next();
  }

  #busyError(): HeirloomError {
    const { what, width, waiting, retrySeconds } = this.#bounds;
    return new HeirloomError(
      'busy',
      `Too many ${what} at once: ${width} ${width === 1 ? 'is' : 'are'} being worked on and ${waiting} wait, the most that may. Nothing was stored. Try again in ${retrySeconds} seconds.`,
      { context: { retryAfter: retrySeconds, width, waiting } },
    );
  }
}

function leftError(): HeirloomError {
  return new HeirloomError('interrupted', 'Who asked has gone before the turn came, so nothing was done. Ask again.');
}
