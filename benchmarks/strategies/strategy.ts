/** What a strategy is: hooks into one generation. Every hook sees only what the harness meters. */
import type { z } from 'zod';
import type { EditOptions, FitOptions, MaybePromise, SampleOptions } from '../learners/learner.ts';
import type { Batch } from '../numerics/batch.ts';
import type { Stream } from '../numerics/stream.ts';
import type { StrategyCard } from '../protocol/card.ts';
import type { Params } from '../protocol/ids.ts';

/** `new`: the model that this generation has just fitted, while it is trained on its own samples (`Fit.extrapolate`), and only then. */
export type Which = 'last' | 'initial' | 'new';

/**
 * What an example of the benchmark is: rows or images of so many values, or sequences of tokens below `tokens` (one more than the
 * largest of D0).
 */
export type ExampleShape =
  | { readonly kind: 'rows' | 'pixels'; readonly width: number }
  | { readonly kind: 'sequences'; readonly tokens: number };

/** What every hook may look at; each use is metered. */
export interface HookContext {
  /** g ≥ 1 */
  readonly generation: number;
  /** M, training units of one generation. */
  readonly totalSize: number;
  readonly shape: ExampleShape;
  /** A stream of this strategy's own. */
  readonly rng: Stream;
  /** What this generation has consumed so far, by all hooks together, in units. */
  readonly spent: () => { readonly sampled: number; readonly verifierCalls: number };
  readonly real: {
    /** The original real data D0. */
    original(): Batch;
    /** New real data; counts as fresh. */
    fresh(units: number): Promise<Batch>;
  };
  /** Log-density of each example under a model of the main learner, nats `[count]`. Needs `log-density`. */
  logDensity(which: Which, batch: Batch): Promise<Float64Array>;
  /**
   * Asks the suite's outside check about each example; every answer is right with probability `accuracy`, errors are
   * independent. With probability `bias` (0 unless it is given) an answer is no judgement but whether the example lies in the slice
   * that the check favours (runner/biased-check.ts). 1 = accepted `[count]`. Needs `verifier`; refuses examples that a strategy made or
   * rewrote.
   */
  verify(batch: Batch, accuracy: number, bias?: number): Promise<Uint8Array>;
  /**
   * Resamples the tokens that a model of the source is over-confident of, from that model in their context. Needs
   * `token-edit`.
   */
  editTokens(which: Which, batch: Batch, options: EditOptions & { readonly source: string }): Promise<Batch>;
}

/**
 * All that lasts from one generation to the next: each generation gets a new instance of the strategy. Its examples keep
 * their origins; those it holds count as looked at, whether they are used or not.
 */
export interface Memory {
  /** The batches kept in the generation before, in the order given; empty where none were. */
  readonly held: readonly Batch[];
  /** Keeps batches for the next generation, and only for it; the last call counts. */
  keep(...batches: Batch[]): void;
}

export interface ComposeContext extends HookContext {
  /** Units asked of this strategy: M, or less where a strategy after it in a composition brings data of its own. */
  readonly size: number;
  /** What the strategies before this one train on; for the first: samples of the last generation's model. */
  base(units: number): Promise<Batch>;
  /** Draws samples of a model: the main learner's, or another source's. Goes through all sample hooks. */
  draw(units: number, from?: { readonly source?: string; readonly which?: Which }): Promise<Batch>;
  /** Draws from the suite's simulator. Needs `simulator`. */
  simulate(units: number): Promise<Batch>;
  readonly memory: Memory;
  /** Names of all learners in the recursion, `main` first (see `Strategy.sources`). */
  readonly sources: readonly string[];
  /** Names the training set of a source other than `main`; a source that gets none keeps its model. */
  train(source: string, batch: Batch): void;
}

export interface SampleContext extends HookContext {
  readonly units: number;
  readonly source: string;
  readonly which: Which;
  /** Draws from the model, through the sample hooks of the strategies before this one. */
  draw(units: number, options?: DrawOptions): Promise<Batch>;
}

/** How samples are drawn. */
export interface DrawOptions extends SampleOptions {
  /**
   * Samples come from p^(1+weight)/q^weight, where q is a copy of the model that goes on, with `budget` of a network's updates, on
   * `units` samples that the model draws of itself, through the sample hooks of the strategies before this one. One copy of a model is
   * trained in a generation; its training is metered. Needs `guidance`.
   */
  readonly guidance?: { readonly weight: number; readonly units: number; readonly budget: number };
}

export interface FitContext extends HookContext {
  readonly training: Batch;
  readonly source: string;
  /** Whether each example is real, 1 or 0 `[count]`. Reading it is metered as a use of origin labels. */
  labels(): Uint8Array;
}

/** How a learner is fitted: on what, and how it differs from plain maximum likelihood. Models are named; the harness has them. */
export interface Fit extends Pick<FitOptions, 'adversarial' | 'truncate' | 'untrained'> {
  readonly training: Batch;
  /** Needs `soft-targets`. */
  readonly distill?: { readonly teacher: Which; readonly weight: number };
  /** Needs `anchor`. */
  readonly anchor?: { readonly model: Which; readonly strength: number };
  /**
   * A second fit: a copy of the fitted model goes on, with `budget` of a network's updates, on `units` samples that the model draws of
   * itself, through all sample hooks. The generation's model lies (1 + weight)·θ − weight·θ′ away from that copy. Needs `extrapolation`.
   */
  readonly extrapolate?: { readonly weight: number; readonly units: number; readonly budget: number };
}

/** Hooks into one generation. The harness makes a new instance for each, so that nothing in a closure survives it. */
export interface Strategy {
  /** Learners trained beside the main one, by source name; `family: null` is the benchmark's own learner. */
  sources?(families: readonly string[]): readonly { readonly name: string; readonly family: string | null }[];
  /** The main learner's training set. */
  compose?(context: ComposeContext): MaybePromise<Batch>;
  /** Samples of a model: may ask for more than `units` and return `units` of them. */
  sample?(context: SampleContext): MaybePromise<Batch>;
  /** The training set as it is fitted (the same examples, reweighted or rewritten) and how. */
  fit?(context: FitContext): MaybePromise<Batch | Fit>;
}

export interface StrategyModule {
  readonly card: StrategyCard;
  /** A new instance, for one generation of one seed. */
  create(params: Readonly<Params>): Strategy;
}

/** Types a strategy's module: `create` gets the parameters as its card's schema infers them. */
export function defineStrategy<Schema extends z.ZodObject>(
  card: StrategyCard & { readonly params: Schema },
  create: (params: z.infer<Schema>) => Strategy,
): StrategyModule {
  return { card, create: (params) => create(params as z.infer<Schema>) };
}
