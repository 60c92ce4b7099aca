/** What the workers are at, in memory that they share with the main thread. */

/** What one worker is at. */
export interface LiveSeed {
  readonly seed: number;
  readonly generation: number;
  /** Share of the generation's fit that is done, in [0, 1]. */
  readonly done: number;
  /** Recent mean training loss. */
  readonly loss: number;
}

/** Plain memory, so that it can be handed to a worker. */
export interface SharedProgress {
  /** Generations finished by all workers; workers that have taken a slot. */
  readonly counters: Int32Array;
  /** A slot a worker: seed (0 where it is at none), generation, done, loss. */
  readonly slots: Float64Array;
}

const SLOT = 4;

export function createProgress(workers: number): SharedProgress {
  return {
    counters: new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT)),
    slots: new Float64Array(new SharedArrayBuffer(workers * SLOT * Float64Array.BYTES_PER_ELEMENT)),
  };
}

export const finishedGenerations = ({ counters }: SharedProgress): number => Atomics.load(counters, 0);

/** The seeds whose fits report, in the order of their workers. */
export function liveSeeds({ slots }: SharedProgress): LiveSeed[] {
  return Array.from({ length: slots.length / SLOT }, (_, index) => slots.subarray(index * SLOT, (index + 1) * SLOT))
    .filter(([seed]) => seed !== 0)
    .map(([seed, generation, done, loss]) => ({ seed, generation, done, loss }) as LiveSeed);
}

/** A worker's side. */
export class ProgressWriter {
  readonly #progress: SharedProgress;
  readonly #slot: Float64Array;

  constructor(progress: SharedProgress) {
    this.#progress = progress;
    const workers = progress.slots.length / SLOT;
    const index = Atomics.add(progress.counters, 1, 1) % workers;
    this.#slot = progress.slots.subarray(index * SLOT, (index + 1) * SLOT);
  }

  fit(seed: number, generation: number, done: number, loss: number): void {
    this.#slot.set([seed, generation, done, loss]);
  }

  generationFinished(): void {
    Atomics.add(this.#progress.counters, 0, 1);
    this.#slot[0] = 0;
  }
}
