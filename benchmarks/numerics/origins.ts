/**
 * Where the examples of a batch come from, and what a lent batch holds. Kept beside the batches and not in them: a strategy
 * handles batches, and may neither read an origin (that is metered: origin labels) nor write one, nor reach the arrays that
 * are trained on. Only batches and the harness import this.
 */
import type { Batch } from './batch.ts';
import type { BatchData } from './batch-data.ts';

/** The origin of an example that no harness has stamped. */
const UNATTRIBUTED = -1;

/** Set in the origin of an example whose content is no longer what the harness gave. */
const REWRITTEN = 1 << 30;

/** Set beside it until the harness has the example back and has settled what it counts as. */
const UNSETTLED = 1 << 29;

const ORIGINS = new WeakMap<Batch, Int32Array>();

/** What a batch is made of. */
export interface Contents {
  readonly data: BatchData;
  readonly weights: Float64Array | null;
}

const LENT = new WeakMap<Batch, Contents>();

/** What a batch is made of, and not the copies that a lent one shows. */
export function contentsOf(batch: Batch): Contents {
  return LENT.get(batch) ?? batch;
}

/** Whether a batch shows copies of its contents. */
export function isLent(batch: Batch): boolean {
  return LENT.has(batch);
}

/** Keeps the contents of a new lent batch. */
export function keepContents(batch: Batch, contents: Contents): void {
  LENT.set(batch, contents);
}

/** Origin of each example: an index into the harness's table of sources, and whether it was rewritten `[count]`. Not to be written: batches share it. */
export function originsOf(batch: Batch): Int32Array {
  return ORIGINS.get(batch) ?? new Int32Array(batch.count).fill(UNATTRIBUTED);
}

/** Sets the origins of a new batch and returns it. origins `[count]` */
export function withOrigins(batch: Batch, origins: Int32Array): Batch {
  ORIGINS.set(batch, origins);
  return batch;
}

/** The same examples, all stamped with one origin, with contents of their own. */
export function stamp(batch: Batch, origin: number): Batch {
  return withOrigins(batch.withData(batch.data), new Int32Array(batch.count).fill(origin));
}

/** The same origin, of an example whose content its holder changed. */
export function rewritten(origin: number): number {
  return origin === UNATTRIBUTED ? origin : origin | REWRITTEN | UNSETTLED;
}

/** Whether whoever holds the example rewrote it, and not somebody before. */
export function isUnsettled(origin: number): boolean {
  return origin !== UNATTRIBUTED && (origin & UNSETTLED) !== 0;
}

/** The origin of a rewritten example that counts as one of this source. */
export function settledAs(source: number): number {
  return sourceOf(source) | REWRITTEN;
}

export function isRewritten(origin: number): boolean {
  return origin !== UNATTRIBUTED && (origin & REWRITTEN) !== 0;
}

/** An origin's index into the table of sources. */
export function sourceOf(origin: number): number {
  return origin === UNATTRIBUTED ? origin : origin & ~(REWRITTEN | UNSETTLED);
}
