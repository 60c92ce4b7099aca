/** Batches as messages name them: to processes of their own, and to the sandbox. */
import type { Batch, BatchData } from '../numerics/batch.ts';
import { contentsOf } from '../numerics/origins.ts';

export interface Handle {
  readonly batch: string;
  readonly kind: BatchData['kind'];
  /** Examples. */
  readonly count: number;
  /** Size in the benchmark's unit. */
  readonly units: number;
  /** Values of a row or of an image; sequences have none. */
  readonly width?: number;
}

/** A batch under a name that it was just given. Nothing of it is copied. */
export function handleOf(name: string, batch: Batch): Handle {
  const { count, units } = batch;
  const { data } = contentsOf(batch);
  return { batch: name, kind: data.kind, count, units, ...(data.kind === 'sequences' ? {} : { width: data.width }) };
}
