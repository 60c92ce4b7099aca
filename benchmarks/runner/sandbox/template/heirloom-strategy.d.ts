/**
 * What a strategy's module has: the globals of its world, and the types of `heirloom/strategy` (interface heirloom.strategy/1). There is
 * nothing else: no clock, no files, no network, no randomness but `rng`, no `Date`, `console` or `Math.pow`.
 */
declare module 'heirloom/strategy' {
  /** Examples. Each keeps its origin, so that the ledger is metered whatever a strategy does with it. */
  export interface Batch {
    readonly kind: 'rows' | 'pixels' | 'sequences';
    /** Examples. */
    readonly count: number;
    /** Size in the benchmark's unit: examples, or tokens of sequences. */
    readonly units: number;
    readonly data: BatchData;
    /** `[count]`, or null where all are 1. */
    readonly weights: Float64Array | null;
    unitsOf(i: number): number;
    row(i: number): Float64Array;
    image(i: number): Uint8Array;
    sequence(i: number): Int32Array;
    readonly rowData: Extract<BatchData, { kind: 'rows' }>;
    readonly pixelData: Extract<BatchData, { kind: 'pixels' }>;
    readonly sequenceData: Extract<BatchData, { kind: 'sequences' }>;
    /** The examples at these indices, in this order; repeats are allowed. */
    take(indices: ArrayLike<number>): Batch;
    filter(keep: (index: number) => boolean): Batch;
    /** The first examples that make up exactly `units`; the last sequence is cut where it would go over. */
    head(units: number): Batch;
    /** The same examples with these training weights `[count]`. Needs `weights`. */
    withWeights(weights: ArrayLike<number>): Batch;
    /** The same examples rewritten: kind, width and lengths stay. What is rewritten after real examples were shown counts as real. */
    withData(data: BatchData): Batch;
  }

  export type BatchData =
    | { readonly kind: 'rows'; readonly width: number; readonly values: Float64Array }
    | { readonly kind: 'pixels'; readonly width: number; readonly values: Uint8Array }
    | { readonly kind: 'sequences'; readonly tokens: Int32Array; readonly offsets: Int32Array };

  /** A derived stream of random numbers. */
  export interface Stream {
    /** A stream of its own, independent of how much was drawn from this one. */
    child(path: string): Stream;
    /** A 32-bit signed integer. */
    bits(): number;
    /** On [0, 1). */
    uniform(): number;
    /** A whole number on [0, n). */
    int(n: number): number;
    normal(): number;
    normals(length: number, deviation?: number): Float32Array;
    /** k of the indices 0…n−1 without replacement, in random order. */
    choose(n: number, k: number): Int32Array;
  }

  /** `new`: the model that this generation has just fitted, while it is trained on its own samples. */
  export type Which = 'last' | 'initial' | 'new';

  export interface HookContext {
    /** g ≥ 1 */
    readonly generation: number;
    /** M, training units of one generation. */
    readonly totalSize: number;
    /** What an example is; sequences are of tokens below `tokens`. */
    readonly shape:
      | { readonly kind: 'rows' | 'pixels'; readonly width: number }
      | { readonly kind: 'sequences'; readonly tokens: number };
    readonly rng: Stream;
    /** What this generation has consumed so far, in units. */
    readonly spent: () => { readonly sampled: number; readonly verifierCalls: number };
    readonly real: {
      /** The original real data D0. */
      original(): Batch;
      /** New real data. */
      fresh(units: number): Promise<Batch>;
    };
    /** Log-density of each example as it was drawn, nats `[count]`. Needs `log-density`. */
    logDensity(which: Which, batch: Batch): Promise<Float64Array>;
    /** The outside check, right with probability `accuracy`; 1 = accepted `[count]`. Needs `verifier`. */
    verify(batch: Batch, accuracy: number, bias?: number): Promise<Uint8Array>;
    /** Resamples tokens that a model is over-confident of. Needs `token-edit`. */
    editTokens(
      which: Which,
      batch: Batch,
      options: { readonly source: string; readonly threshold: number; readonly temperature: number },
    ): Promise<Batch>;
  }

  export interface ComposeContext extends HookContext {
    /** Units asked of this strategy. */
    readonly size: number;
    /** Samples of the last generation's model, through the hook `sample`. */
    base(units: number): Promise<Batch>;
    /** Samples of a model, through the hook `sample`. */
    draw(units: number, from?: { readonly source?: string; readonly which?: 'last' | 'initial' }): Promise<Batch>;
    /** Needs `simulator`. */
    simulate(units: number): Promise<Batch>;
    /** All that lasts: each generation has a new instance of the module. */
    readonly memory: {
      readonly held: readonly Batch[];
      /** For the next generation, and only for it; the last call counts. */
      keep(...batches: readonly Batch[]): void;
    };
  }

  export interface SampleContext extends HookContext {
    readonly units: number;
    readonly source: string;
    readonly which: Which;
    draw(units: number, options?: DrawOptions): Promise<Batch>;
  }

  export interface DrawOptions {
    /** Needs `temperature`. */
    readonly temperature?: number;
    /** Away from a copy of the model that was trained on `units` of its own samples. Needs `guidance`. */
    readonly guidance?: { readonly weight: number; readonly units: number; readonly budget: number };
  }

  export interface FitContext extends HookContext {
    readonly training: Batch;
    readonly source: string;
    /** Whether each example is real, 1 or 0 `[count]`; metered as a use of origin labels. */
    labels(): Uint8Array;
  }

  export interface Fit {
    readonly training: Batch;
    /** Needs `soft-targets`. */
    readonly distill?: { readonly teacher: Which; readonly weight: number };
    /** Needs `anchor`. */
    readonly anchor?: { readonly model: Which; readonly strength: number };
    /** Needs `adversarial`. */
    readonly adversarial?: { readonly radius: number; readonly steps: number };
    /** Needs `truncation`. */
    readonly truncate?: { readonly share: number } | { readonly confidence: number } | { readonly focus: number };
    /** Needs `pre-trained`. */
    readonly untrained?: true;
    /** A second fit on own samples, and a step away from it. Needs `extrapolation`. */
    readonly extrapolate?: { readonly weight: number; readonly units: number; readonly budget: number };
  }

  /** Hooks into one generation; each is optional. */
  export interface Strategy {
    /** The training set. */
    compose?(context: ComposeContext): Batch | Promise<Batch>;
    /** Samples of a model. */
    sample?(context: SampleContext): Batch | Promise<Batch>;
    /** The training set as it is fitted, and how. */
    fit?(context: FitContext): Batch | Fit | Promise<Batch | Fit>;
  }

  interface Described {
    readonly description: string;
  }
  interface Bounded extends Described {
    readonly minimum?: number;
    readonly maximum?: number;
    readonly exclusiveMinimum?: number;
    readonly exclusiveMaximum?: number;
    readonly default: number;
  }
  /** A parameter, as JSON Schema says it. */
  export type Parameter =
    | (Bounded & { readonly type: 'number' | 'integer' })
    | (Described & { readonly type: 'boolean'; readonly default: boolean })
    | (Described & { readonly type: 'string'; readonly enum: readonly string[]; readonly default: string });

  type Value<One extends Parameter> = One extends { readonly enum: readonly (infer Word)[] }
    ? Word
    : One extends { readonly type: 'boolean' }
      ? boolean
      : number;
  export type Values<Parameters extends Readonly<Record<string, Parameter>>> = {
    readonly [Name in keyof Parameters]: Value<Parameters[Name]>;
  };

  /** What differs from the regime of doing nothing. */
  export interface Regime {
    readonly realData?: 'none' | 'retained' | 'fresh';
    readonly pool?: 'replace' | 'augment-fixed' | 'accumulate';
    readonly memory?: 'last' | 'anchored';
    readonly provenance?: 'blind' | 'detector' | 'labels';
    readonly external?: 'none' | 'verifier' | 'simulator' | 'other-data';
    readonly trainingSize?: 'fixed' | 'growing';
  }

  export type Capability =
    | 'weights'
    | 'log-density'
    | 'temperature'
    | 'verifier'
    | 'simulator'
    | 'soft-targets'
    | 'anchor'
    | 'adversarial'
    | 'truncation'
    | 'token-edit'
    | 'extrapolation'
    | 'guidance'
    | 'closed-form'
    | 'distances'
    | 'pre-trained';

  /** What a module says of itself. Data: it is read once, and kept beside the module. */
  export interface Card<Parameters extends Readonly<Record<string, Parameter>>> {
    /** Kebab-case, and none of a built-in strategy. */
    readonly id: string;
    /** Raised where numbers change. */
    readonly version: number;
    readonly name: string;
    readonly summary: string;
    /** SPDX expression of the module. */
    readonly licence: string;
    readonly reference?: {
      readonly title: string;
      readonly authors?: string;
      readonly url: string;
      readonly year: number;
    };
    readonly params?: Parameters;
    /** What it is allowed and needs; rows whose `when` holds count together, and a row without it always holds. */
    readonly rules?: readonly {
      readonly when?: Readonly<Record<string, string | number | boolean | readonly (string | number | boolean)[]>>;
      readonly regime?: Regime;
      readonly needs?: readonly Capability[];
    }[];
  }
}

/** Makes the module's default export. `create` is called anew for each generation: nothing in a variable survives it. */
declare function defineStrategy<
  const Parameters extends Readonly<Record<string, import('heirloom/strategy').Parameter>> = Readonly<
    Record<never, never>
  >,
>(
  card: import('heirloom/strategy').Card<Parameters>,
  create: (params: import('heirloom/strategy').Values<Parameters>) => import('heirloom/strategy').Strategy,
): object;

declare const Batch: {
  /** Joins batches of one kind, in order. */
  concat(batches: readonly import('heirloom/strategy').Batch[]): import('heirloom/strategy').Batch;
  isBatch(value: unknown): value is import('heirloom/strategy').Batch;
};

/** Exactly `units` of a batch, uniformly and without replacement; the whole batch, shuffled, where it has no more. */
declare function drawWithoutReplacement(
  batch: import('heirloom/strategy').Batch,
  units: number,
  rng: import('heirloom/strategy').Stream,
): import('heirloom/strategy').Batch;
/** A share of `units`, rounded down. */
declare function unitsOfShare(share: number, units: number): number;
/** base^power for base ≥ 1. */
declare function powerOf(base: number, power: number): number;
/** M·tᵖ, rounded down. */
declare function grownUnits(units: number, fit: number, power: number): number;
/** share·g^(−decay) of `units`, rounded down. */
declare function decayedUnits(share: number, decay: number, generation: number, units: number): number;
declare function mean(values: ArrayLike<number>): number;
/** Divisor n − 1. */
declare function sampleVariance(values: ArrayLike<number>): number;
/** Quantile p of ascending values, linear between order statistics. */
declare function quantileSorted(sorted: ArrayLike<number>, p: number): number;
declare function upperQuantileSorted(sorted: ArrayLike<number>, p: number): number;
declare function standardNormalCdf(x: number): number;
declare function standardNormalQuantile(p: number): number;
/** Log-likelihood of each example, nats per unit `[count]`. Needs `log-density`. */
declare function densityPerUnit(
  context: import('heirloom/strategy').HookContext,
  which: import('heirloom/strategy').Which,
  batch: import('heirloom/strategy').Batch,
): Promise<Float64Array>;
/** The examples that come first in an order of indices and have at least `units` together, as they were drawn. */
declare function firstInOrder(
  batch: import('heirloom/strategy').Batch,
  order: readonly number[],
  units: number,
): import('heirloom/strategy').Batch;
/** Units that a draw of `wanted` may have within the samples that `closed` and `anchored` allow. */
declare function roomToDraw(context: import('heirloom/strategy').HookContext, units: number, wanted: number): number;
/** Samples that a generation may draw in `closed` and `anchored`, in multiples of M. */
declare const MAX_SAMPLED_PER_SIZE: number;
