/** What a learner is: a model family that can be fitted and sampled. */
import type { Batch } from '../numerics/batch.ts';
import type { Stream } from '../numerics/stream.ts';

export type MaybePromise<T> = T | Promise<T>;

export interface Fitted<Model> {
  readonly model: Model;
  /** Passes over the training data: 1 for a closed form, the number of EM iterations for a mixture. */
  readonly epochs: number;
  /** Updates of parameters: steps of gradients, iterations of EM, 1 for a closed form. */
  readonly updates: number;
}

export interface SampleOptions {
  /** Samples come from p^(1/T), normalised. Only learners with the capability `temperature` take anything but 1. */
  readonly temperature?: number;
}

/** A model that samples are drawn away from. */
export interface Guide<Model = unknown> {
  readonly model: Model;
  /** ω > 0 */
  readonly weight: number;
}

/**
 * What of a loss is left out, in every minibatch and under the model as it is then. `share`: that share of the units, in (0, 1),
 * those with the lowest loss. Of losses that are −ln p of a token: `confidence`, all units with p above it, in (0, 1); `focus`, a
 * whole number k ≥ 1, a part of every unit: its loss counts (1 − p)^k times, and the mean is over all (Lin et al. 2017).
 */
export type Truncation = { readonly share: number } | { readonly confidence: number } | { readonly focus: number };

/** How a fit differs from plain maximum likelihood. Only learners with the capability named take each. */
export interface FitOptions<Model = unknown> {
  /** `soft-targets`: part of every target is what a teacher predicts (Hinton, Vinyals & Dean 2015). */
  readonly distill?: {
    readonly teacher: Model /** Share of the teacher's targets, in (0, 1]. */;
    readonly weight: number;
  };
  /** `anchor`: strength/2 · ‖θ − θ_anchor‖² is added to the mean loss. */
  readonly anchor?: { readonly model: Model; readonly strength: number };
  /**
   * `adversarial`: inputs are moved by at most `radius` in every component to where the loss is higher. Its unit is the
   * input's scale: a pixel's range, the root mean square of the embeddings.
   */
  readonly adversarial?: { readonly radius: number /** 1: FGSM; more: PGD. */; readonly steps: number };
  /**
   * `extrapolation`: the fit goes on from a model where it would start anew. A network makes `budget` of its updates, in (0, 1]; EM
   * starts there, so that components keep their places; a closed form has no start and is the same.
   */
  readonly from?: { readonly model: Model; readonly budget: number };
  /** `truncation`: part of the loss is left out. Other ways than by share are for tokens, whose losses are −ln p. */
  readonly truncate?: Truncation;
  /** `pre-trained`: no update is made, the model is the base. */
  readonly untrained?: true;
  /** Called now and then with the share of the fit that is done, and the recent mean loss. */
  readonly report?: (done: number, loss: number) => void;
}

/** Which tokens are resampled and how. */
export interface EditOptions {
  /** Those that the model gives at least this probability in their context, in (0, 1]. */
  readonly threshold: number;
  /** They are drawn from p^(1/T), normalised. */
  readonly temperature: number;
}

export interface Learner<Model = unknown> {
  /** Family name, e.g. `gmm`. */
  readonly id: string;
  /**
   * Fits a model to a training batch; `training.weights` (if any) are the examples' weights.
   * @throws Divergence where no model can be fitted (no data, zero variance).
   */
  fit(training: Batch, rng: Stream, options?: FitOptions<Model>): MaybePromise<Fitted<Model>>;
  /**
   * The model with the parameters (1 + weight)·θ − weight·θ′ of two models of one shape, weight ≥ 0: a step away from the second.
   * Only with the capability `extrapolation`.
   * @throws Divergence where there is no model with these parameters (a variance that is not positive)
   */
  extrapolate?(model: Model, other: Model, weight: number): Model;
  /** Draws exactly `units` of new data (examples, or tokens for text: the last sequence is cut) independently. */
  sample(model: Model, units: number, rng: Stream, options?: SampleOptions): MaybePromise<Batch>;
  /**
   * Draws as `sample` does, from p^(1+weight)/q^weight, normalised (text: token by token, in its context), where q is another model of
   * this family: away from what q makes likelier. Only with the capability `guidance`; what q is where the other model gives no
   * probability, each learner says.
   * @throws Divergence where it is no distribution (a precision that is not positive)
   */
  sampleAway?(
    model: Model,
    guide: Guide<Model>,
    units: number,
    rng: Stream,
    options?: SampleOptions,
  ): MaybePromise<Batch>;
  /** Told that a model will not be asked about again. Where models are kept outside of this process. */
  release?(model: Model): MaybePromise<void>;
  /** Log-density of each example in nats `[count]`. Only with the capability `log-density`. */
  logDensity?(model: Model, batch: Batch): MaybePromise<Float64Array>;
  /**
   * Resamples over-confident tokens from the model's own distribution in their context. Same shape as the batch. Only
   * with the capability `token-edit`.
   */
  editTokens?(model: Model, batch: Batch, rng: Stream, options: EditOptions): MaybePromise<Batch>;
}

/** Log-probability of each text under a model, nats `[count]`. */
export type Likelihood = (model: unknown, batch: Batch) => MaybePromise<Float64Array>;

/** How a learner of texts says what its models think of them. */
export function likelihoodOf({ id, logDensity }: Learner): Likelihood {
  if (!logDensity) throw new TypeError(`The learner ${id} gives no log-probabilities.`);
  return logDensity;
}

/** Thrown where a generation can't go on: a degenerate training set, a variance of zero. The harness makes it a status. */
export class Divergence extends Error {
  override readonly name = 'Divergence';
}
