/** What a benchmark is: one real distribution, one learner, its metrics. The recursion itself is the harness's. */
import type { z } from 'zod';
import type { Learner, MaybePromise } from '../../learners/learner.ts';
import type { Batch } from '../../numerics/batch.ts';
import type { TensorEngine } from '../../numerics/engine/engine.ts';
import type { Stream } from '../../numerics/stream.ts';
import type { BenchmarkCard } from '../../protocol/card.ts';
import type { ShownData } from '../../protocol/real-sample.ts';
import type { Engine } from '../../protocol/record.ts';

export interface Evaluation {
  readonly model: unknown;
  /** Generation 0's model of the same seed. */
  readonly initial: unknown;
  /** For what metrics look at; the same for all strategies. A metric that draws itself has a child of it (`measureAll`). */
  readonly rng: Stream;
  /** Which world the model is held against, where the world moves. */
  readonly generation: number;
}

/** The ids of a card's metrics. */
export type MetricIdOf<Card extends { readonly metrics: readonly { readonly id: string }[] }> =
  Card['metrics'][number]['id'];

/** One seed's copy of a benchmark. Where the world moves, `generation` says which state of it is asked for. */
export interface World<MetricId extends string = string> {
  readonly learner: Learner;
  /** Other learner families by name (the card's `families`), for strategies that mix sources. */
  readonly families: Readonly<Record<string, Learner>>;
  /** Draws real data: for a finite corpus uniformly from the training split, without replacement within one draw. */
  drawReal(units: number, rng: Stream, generation: number): MaybePromise<Batch>;
  /** Exactly the metrics of the card; a secondary metric that has no value is null. Non-finite values are handled by the harness. */
  evaluate(evaluation: Evaluation): MaybePromise<Readonly<Record<MetricId, number | null>>>;
  /** The outside check (capability `verifier`): 1 where an example would be accepted by a perfect check, else 0. `[count]` */
  verify?(batch: Batch, generation: number): MaybePromise<Uint8Array>;
  /** The suite's simulator (capability `simulator`): related data that is not the truth. */
  simulate?(units: number, rng: Stream, generation: number): MaybePromise<Batch>;
  /** What sample files hold of a model, where that is no draw of `keptUnits`: at most 500 examples. */
  publish?(model: unknown, rng: Stream): MaybePromise<Batch>;
  /** Examples as sample files and pages show them; left out where that is as they are. */
  shown?(batch: Batch): Batch;
}

export interface Benchmark<MetricId extends string = string> {
  /** M: training units of one generation. */
  readonly size: number;
  readonly engine: Engine;
  /** Value of each metric for the truth, where it has one; of the world of a generation where it moves. */
  readonly truth: Readonly<Partial<Record<MetricId, number | ((generation: number) => number)>>>;
  /** Units drawn for the sample files of a bundle: at most 500 examples. */
  readonly keptUnits: number;
  /** The text of an example, for sample files. Only where the card's samples are texts: all others are matrices. */
  toText?(batch: Batch, index: number): string;
  /** Ids of tokens are below that, where its examples are sequences. */
  readonly tokens?: number;
  /** Hex SHA-256 of what it read on this machine beside what Heirloom brings, by name. */
  readonly inputs?: Readonly<Record<string, string>>;
  /**
   * `seed`: from 1, for what is balanced over seeds. `learner`: fits the models in the place of the benchmark's own, where the card
   * says what metrics are measured from; what is measured of it is that alone.
   */
  open(rng: Stream, seed: number, learner?: Learner): MaybePromise<World<MetricId>>;
  /** What the benchmark's page shows of a draw of M units of real data: some of it, with what is known of the truth. */
  showReal(batch: Batch): ShownData;
}

export interface BenchmarkModule {
  readonly card: BenchmarkCard;
  /**
   * `engine`: needed where the card asks for tensors.
   * @throws HeirloomError bad-parameter where parameters can't be combined
   */
  create(params: Readonly<Record<string, unknown>>, engine?: TensorEngine | null): MaybePromise<Benchmark>;
}

/** A card whose schema and metrics are known by type. */
type TypedCard<Schema extends z.ZodObject, MetricId extends string> = BenchmarkCard & {
  readonly params: Schema;
  readonly metrics: readonly { readonly id: MetricId }[];
};

/**
 * Types a benchmark's module: `create` gets the parameters as its card's schema infers them, and what it makes measures exactly
 * the card's metrics.
 */
export function defineBenchmark<Schema extends z.ZodObject, MetricId extends string>(
  card: TypedCard<Schema, MetricId> & { readonly engine: 'js' | 'outside' },
  create: (params: z.infer<Schema>) => MaybePromise<Benchmark<NoInfer<MetricId>>>,
): BenchmarkModule {
  return { card, create: (params) => create(params as z.infer<Schema>) };
}

/** The same for a benchmark that trains a network: `create` gets the engine, too. */
export function defineNeuralBenchmark<Schema extends z.ZodObject, MetricId extends string>(
  card: TypedCard<Schema, MetricId> & { readonly engine: 'tensors' },
  create: (params: z.infer<Schema>, engine: TensorEngine) => MaybePromise<Benchmark<NoInfer<MetricId>>>,
): BenchmarkModule {
  return {
    card,
    create: (params, engine) => {
      if (!engine) throw new TypeError(`${card.id} needs a tensor engine.`);
      return create(params as z.infer<Schema>, engine);
    },
  };
}
