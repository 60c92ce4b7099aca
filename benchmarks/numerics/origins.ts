/**
 * Where the examples of a batch come from. Kept beside the batches and not in them: a strategy handles batches, and may
 * neither read an origin (that is metered: origin labels) nor write one. Only batches and the harness import this.
 */
import type { Batch } from './batch.ts';

/** The origin of an example that no harness has stamped. */
const UNATTRIBUTED = -1;

const ORIGINS = new WeakMap<Batch, Int32Array>();

/** Origin of each example, an index into the harness's table of sources `[count]`. Not to be written: batches share it. */
export function originsOf(batch: Batch): Int32Array {
  return ORIGINS.get(batch) ?? new Int32Array(batch.count).fill(UNATTRIBUTED);
}

/** Sets the origins of a new batch and returns it. origins `[count]` */
export function withOrigins(batch: Batch, origins: Int32Array): Batch {
  ORIGINS.set(batch, origins);
  return batch;
}

/** The same examples, all stamped with one origin. */
export function stamp(batch: Batch, origin: number): Batch {
  return withOrigins(batch.withData(batch.data), new Int32Array(batch.count).fill(origin));
}
