/**
 * Generation 0 of a seed, as far as it is the same for every strategy: the main model, fitted on D0 without hooks, what was
 * measured of it and the sample of it that is published. Where networks are trained it is made once a command and handed to the
 * seeds of all strategies; a closed form takes less than that.
 */
import type { Fitted } from '../learners/learner.ts';
import type { StoredBatch } from './checkpoint.ts';

export interface SeedStart {
  /** The main model; it must survive structured cloning. */
  readonly fitted: Fitted<unknown>;
  readonly metrics: Readonly<Record<string, number | null>>;
  /** Null where samples were not asked for. */
  readonly sample: StoredBatch | null;
  /** Wall time that it took. */
  readonly durationMs: number;
}
