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
  /** Of all workers, by the names below. */
  readonly counters: Int32Array;
  /** A slot a worker: seed (0 where it is at none), generation, done, loss. */
  readonly slots: Float64Array;
}

const SLOT = 4;

const FINISHED = 0;
const SKIPPED = 1;
const SLOTS_TAKEN = 2;
const COUNTERS = 3;

export function createProgress(workers: number): SharedProgress {
  return {
    counters: new Int32Array(new SharedArrayBuffer(COUNTERS * Int32Array.BYTES_PER_ELEMENT)),
    slots: new Float64Array(new SharedArrayBuffer(workers * SLOT * Float64Array.BYTES_PER_ELEMENT)),
  };
}

/** Generations that the workers ran. */
export const finishedGenerations = ({ counters }: SharedProgress): number => Atomics.load(counters, FINISHED);

/** Generations that no worker has to run: a checkpoint holds them, or their seed stopped before them. */
export const skippedGenerations = ({ counters }: SharedProgress): number => Atomics.load(counters, SKIPPED);

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
    const index = Atomics.add(progress.counters, SLOTS_TAKEN, 1) % workers;
    this.#slot = progress.slots.subarray(index * SLOT, (index + 1) * SLOT);
  }

  fit(seed: number, generation: number, done: number, loss: number): void {
    this.#slot.set([seed, generation, done, loss]);
  }

  generationFinished(): void {
    Atomics.add(this.#progress.counters, FINISHED, 1);
    this.#slot[0] = 0;
  }

  skip(generations: number): void {
    Atomics.add(this.#progress.counters, SKIPPED, generations);
  }

  /** A seed that stops leaves a fit unfinished, and generations that will never be. */
  seedEnded(missingGenerations: number): void {
    this.#slot[0] = 0;
    this.skip(missingGenerations);
  }
}
