/**
 * A seed between two generations, as plain data: what a long seed needs to go on after an interruption. The streams need no
 * state, since every draw's stream is derived from its path; the original data are drawn again.
 */
import { Batch, type BatchData } from '../numerics/batch.ts';
import { originsOf, withOrigins } from '../numerics/origins.ts';
import type { LedgerEntry } from '../protocol/ledger.ts';
import type { Origin } from './meter.ts';

export interface SeedCheckpoint {
  /** The generation that was finished last. */
  readonly generation: number;
  readonly metrics: Readonly<Record<string, (number | null)[]>>;
  readonly ledger: readonly LedgerEntry[];
  readonly samples: readonly StoredBatch[];
  /** In the order of their ids. */
  readonly origins: readonly Origin[];
  /** Models must survive structured cloning. */
  readonly sources: readonly {
    readonly name: string;
    readonly initial: unknown;
    readonly model: unknown;
    readonly fittedIn: number;
  }[];
  readonly kept: readonly { readonly batches: readonly StoredBatch[]; readonly shown: number | null }[];
}

/** Where a seed's checkpoint is kept; the harness itself touches no files. */
export interface Checkpoints {
  load(): SeedCheckpoint | null;
  save(checkpoint: SeedCheckpoint): void;
}

export interface StoredBatch {
  readonly data: BatchData;
  readonly origins: Int32Array;
  readonly weights: Float64Array | null;
}

export function storeBatch(batch: Batch): StoredBatch {
  return { data: batch.data, origins: originsOf(batch), weights: batch.weights };
}

export function restoreBatch({ data, origins, weights }: StoredBatch): Batch {
  return withOrigins(Batch.of(data, weights), origins);
}
