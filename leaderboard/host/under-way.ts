/** Counts what is under way, so that other work can let it go first. */

export class UnderWay {
  #count = 0;
  /** Who waits until nothing is. */
  #waiting: (() => void)[] = [];

  get count(): number {
    return this.#count;
  }

  /** Counts `work` until it has ended, however it ends. */
  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#count += 1;
    try {
      return await work();
    } finally {
      this.#count -= 1;
      if (this.#count === 0) for (const resolve of this.#waiting.splice(0)) resolve();
    }
  }

  /** Waits until nothing is under way, or until the signal is aborted. */
  async none(signal: AbortSignal): Promise<void> {
    if (this.#count === 0 || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const go = (): void => {
        // Many waits may share a signal.
        signal.removeEventListener('abort', go);
        resolve();
      };
      this.#waiting.push(go);
      signal.addEventListener('abort', go);
    });
  }
}

/** On globalThis because Next loads a module once per bundle: there is to be one count. */
const KEY = Symbol.for('heirloom.uploads-under-way');
const holder = globalThis as typeof globalThis & { [KEY]?: UnderWay };

/** Uploads of this process that have come whole, and wait, are checked or are stored. */
export function uploadsUnderWay(): UnderWay {
  holder[KEY] ??= new UnderWay();
  return holder[KEY];
}
