/** Work that several ask for at once is done once, and all of them get what comes of it. */
import { HeirloomError } from '#benchmarks/protocol/errors.ts';

interface Flight<Result> {
  readonly result: Promise<Result>;
  /** Aborted when the last of those who wait has gone. */
  readonly stop: AbortController;
  waiting: number;
}

export class SharedWork<Result> {
  readonly #flights = new Map<string, Flight<Result>>();

  /**
   * What `make` gives for a key; of several at once one makes it. `signal`: of who asks; when all who wait for a key have
   * gone, the signal that `make` was given is aborted.
   * @throws interrupted where the own signal is aborted first; what `make` throws
   */
  async share(key: string, make: (signal: AbortSignal) => Promise<Result>, signal?: AbortSignal): Promise<Result> {
    for (;;) {
      if (signal?.aborted) throw goneError();
      const flight = this.#flights.get(key) ?? this.#begin(key, make);
      try {
        return await wait(flight, signal);
      } catch (error) {
        // Given up because nobody waited, in the moment in which this one came: then it is made anew.
        if (!flight.stop.signal.aborted || signal?.aborted) throw error;
      }
    }
  }

  #begin(key: string, make: (signal: AbortSignal) => Promise<Result>): Flight<Result> {
    const stop = new AbortController();
    const result = make(stop.signal).finally(() => this.#flights.delete(key));
    // Where all have gone nobody hears of its failure.
    result.catch(() => undefined);
    const flight = { result, stop, waiting: 0 };
    this.#flights.set(key, flight);
    return flight;
  }
}

async function wait<Result>(flight: Flight<Result>, signal: AbortSignal | undefined): Promise<Result> {
  flight.waiting += 1;
  let hasLeft = false;
  let leave = (): void => undefined;
  const gone = new Promise<never>((_, reject) => {
    leave = () => {
      hasLeft = true;
      flight.waiting -= 1;
      if (flight.waiting === 0) flight.stop.abort();
      reject(goneError());
    };
    signal?.addEventListener('abort', leave, { once: true });
  });
  try {
    return await Promise.race([flight.result, gone]);
  } finally {
    signal?.removeEventListener('abort', leave);
    if (!hasLeft) flight.waiting -= 1;
  }
}

function goneError(): HeirloomError {
  return new HeirloomError('interrupted', 'Who asked has gone before the answer was there. Ask again.');
}
