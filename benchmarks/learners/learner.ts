/** What a learner is: a model family that can be fitted and sampled. */
import type { Batch } from '../numerics/batch.ts';
import type { Stream } from '../numerics/stream.ts';

export type MaybePromise<T> = T | Promise<T>;

export interface Fitted<Model> {
  readonly model: Model;
  /** Passes over the training data: 1 for a closed form, the number of EM iterations for a mixture. */
  readonly epochs: number;
}

export interface SampleOptions {
  /** Samples come from p^(1/T), normalised. Only learners with the capability `temperature` take anything but 1. */
  readonly temperature?: number;
}

export interface Learner<Model = unknown> {
  /** Family name, e.g. `gmm`. */
  readonly id: string;
  /**
   * Fits a model to a training batch; `training.weights` (if any) are the examples' weights.
   * @throws Divergence where no model can be fitted (no data, zero variance).
   */
  fit(training: Batch, rng: Stream): MaybePromise<Fitted<Model>>;
  /** Draws exactly `units` of new data (examples, or tokens for text: the last sequence is cut) independently. */
  sample(model: Model, units: number, rng: Stream, options?: SampleOptions): MaybePromise<Batch>;
  /** Log-density of each example in nats `[count]`. Only with the capability `log-density`. */
  logDensity?(model: Model, batch: Batch): MaybePromise<Float64Array>;
}

/** Thrown where a generation can't go on: a degenerate training set, a variance of zero. The harness makes it a status. */
export class Divergence extends Error {
  override readonly name = 'Divergence';
}
