/** What a module may use of the machine. Its numbers don't depend on these: what goes over one fails a seed. */
export interface SandboxLimits {
  /** From the start of the process to its first answer. */
  readonly startMs: number;
  /** Of the module's own work, from one question or answer of the harness to the next of the module. */
  readonly workMs: number;
  /** Of the process, resident. */
  readonly memoryBytes: number;
  /** Calls of one generation. */
  readonly calls: number;
}

export const SANDBOX_LIMITS: SandboxLimits = { startMs: 60_000, workMs: 30_000, memoryBytes: 1 << 30, calls: 100_000 };

/** JavaScript objects, in megabytes; arrays of numbers lie beside them. */
export const HEAP_MEGABYTES = 512;

/**
 * Units of one batch, in multiples of M: so many, and twice the generation more, since a pool of all generations is one batch. What
 * a module says in a few bytes (a batch joined to itself, again and again) would else fill the harness's memory.
 */
export const MAX_BATCH_SIZES = 100;
/** Units of all batches that a module makes or asks for in a generation, in multiples of the largest one. */
export const MAX_ALL_BATCHES = 20;
