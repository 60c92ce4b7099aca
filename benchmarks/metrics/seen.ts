/**
 * What metrics look at: a model with what was drawn from it and what it is held against, made once for all metrics of one
 * evaluation. What takes long or needs linear algebra is a function, which gives the same every time.
 */
import type { Gaussian } from '../learners/gaussian.ts';
import type { LinearModel } from '../learners/linear-model.ts';
import type { Batch } from '../numerics/batch.ts';
import type { Mixture2d } from '../numerics/mixture-2d.ts';
import type { SlicedWasserstein } from '../numerics/sliced-wasserstein.ts';
import type { ModeCounts, Modes } from './formulas/modes.ts';
import type { LinearTruth } from './formulas/regression.ts';

/** A fitted Gaussian; the truth is N(0, I). */
export interface SeenGaussian extends Gaussian {
  /** Of the covariance, none below 0. `[d]` */
  readonly eigenvalues: () => readonly number[];
}

export interface SeenLine {
  readonly model: LinearModel;
  readonly truth: LinearTruth;
}

/** Fitted and true frequencies of words, the commonest in truth first. Both `[k]`, sum 1. */
export interface SeenFrequencies {
  readonly probabilities: Float64Array;
  readonly truth: Float64Array;
  /** M, tokens of one fit. */
  readonly sampleSize: number;
}

/** A sample of text. */
export interface SeenTexts {
  readonly sample: Batch;
  /** Tokens below this count are words; others end a sentence. */
  readonly words: number;
  /** The tokens that count as vocabulary, and the rarest of them. */
  readonly vocabulary: Int32Array;
  readonly rare: Int32Array;
}

/** A sample of text, and what models think of it and of real text. */
export interface SeenText extends SeenTexts {
  readonly heldOut: Batch;
  /** Log-probability of each held-out sentence under the model, nats. `[heldOut.count]` */
  readonly heldOutLikelihood: Float64Array;
  /** Mean log-probability per token of each sample under generation 0's model, nats. `[sample.count]` */
  readonly likelihood: Float64Array;
  /** Where held-out text lies under generation 0's model, nats per token. */
  readonly scale: LikelihoodScale;
}

/** Below `improbable` and above `lowPerplexity` lie fixed shares of held-out text. Nats per token. */
export interface LikelihoodScale {
  readonly improbable: number;
  readonly lowPerplexity: number;
}

/** What a sample of text spells. */
export interface SeenSpelling {
  /** Its words in order, lower-cased. */
  readonly spelled: () => readonly string[];
  /** The words that there are. */
  readonly lexicon: ReadonlySet<string>;
}

export interface SeenMixture {
  readonly mixture: Mixture2d;
  readonly truth: Mixture2d;
  readonly slicedWasserstein: SlicedWasserstein;
  /** Log-density of the model at each held-out real point. */
  readonly heldOutLogDensity: Float64Array;
  readonly modes: Modes;
  readonly rareModes: readonly number[];
  /** In samples of the model. */
  readonly counts: ModeCounts;
}

/** Samples of images, as a fixed classifier sees them. */
export interface SeenImages {
  /** 0–255. `[n, width]` */
  readonly pixels: Uint8Array;
  readonly width: number;
  /** Of each class, by the classifier. `[n, classes]` */
  readonly probabilities: Float32Array;
  readonly classes: number;
  /** Of the most probable class among the samples, and true. `[classes]` */
  readonly shares: Float64Array;
  readonly frequencies: Float64Array;
  /** Of the samples' features from those of held-out images. */
  readonly frechetDistance: () => number;
  readonly densityAndCoverage: () => { readonly density: number; readonly coverage: number };
  /** Held-out images, and what the model makes of them, which samples alone don't say: null where there is nothing else. Same shape. */
  readonly compared: Uint8Array;
  readonly reconstructed: (() => Uint8Array) | null;
}

/** The same, beside what generation 0 of the same seed made. */
export interface SeenAfterGeneration0 extends SeenImages {
  /** Of the most probable class among samples of generation 0's model. `[classes]` */
  readonly initialShares: () => Float64Array;
}

/** What a model says when it is asked about people, and what it says by itself. Tenths of the people stand in the order of popularity. */
export interface SeenFacts {
  /** Probability of the true answer, mean over the people of each tenth and their facts `[10]`. */
  readonly accuracy: readonly number[];
  /** The same of generation 0's model. */
  readonly initialAccuracy: () => readonly number[];
  /** The accuracy of the best answer that knows nothing of the person. */
  readonly chance: number;
  /** Share of what it writes that is well-formed and false. */
  readonly invented: number;
}

/** The same of a model that was asked, with what else its answers show. */
export interface SeenAnswers extends SeenFacts {
  /** Probability of an answer of the right kind that isn't true, mean over the people of each tenth and their facts `[10]`. */
  readonly plausible: readonly number[];
  /** Share of the facts of each tenth whose most probable answer is true `[10]`. */
  readonly greedy: readonly number[];
  /** Share of what it writes by itself that is well-formed. */
  readonly wellFormed: number;
  /** Share of the facts whose most probable answers differ between two templates. */
  readonly contradicting: number;
  /** Of the probability on trades the part on those that are commoner where a person was born, mean over people. */
  readonly homeShare: number;
  /** The same of generation 0's model, of the most probable answers, and of the people as they are. */
  readonly initialHomeShare: number;
  readonly greedyHomeShare: number;
  readonly realHomeShare: number;
}
