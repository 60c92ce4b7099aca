/** What lives as long as a seed: how it is drawn, put together, kept in a checkpoint, and restored from one. */
import type { Learner } from '../learners/learner.ts';
import type { Batch } from '../numerics/batch.ts';
import { stamp } from '../numerics/origins.ts';
import { worldStream } from '../numerics/seed-streams.ts';
import { pathOf, type Stream } from '../numerics/stream.ts';
import { HeirloomError } from '../protocol/errors.ts';
import { type LedgerEntry, MAIN_SOURCE } from '../protocol/ledger.ts';
import type { ExampleShape, Strategy } from '../strategies/strategy.ts';
import type { Benchmark, World } from '../suite/shared/benchmark.ts';
import { restoreBatch, type SeedCheckpoint, storeBatch } from './checkpoint.ts';
import type { EvidenceRecorder } from './evidence.ts';
import type { Held } from './lending.ts';
import { type Origin, OriginTable } from './meter.ts';

/** Where D0 comes from. */
export const ORIGINAL: Origin = { kind: 'real', source: '', generation: 0 };

export interface SeedTask {
  /** Root of every stream: `<benchmark>@<version>`. */
  readonly root: string;
  readonly benchmark: Benchmark;
  readonly metrics: readonly string[];
  readonly primary: string;
  /** Make the strategies of the composition; called once a generation, so that no instance outlives one. */
  readonly strategies: readonly (() => Strategy)[];
  readonly seed: number;
  readonly generations: number;
  readonly keepSamples: boolean;
  /**
   * Whether examples that strategies made themselves, and with the ledger of suite 0.3 what they wrote over samples, are taken, as ones
   * of unknown source; unless it is said, they are refused.
   */
  readonly takesOwn?: boolean;
  /** What fits the models in the place of the benchmark's own learner. */
  readonly learner?: Learner | undefined;
  /** Keeps what metrics are computed from. */
  readonly evidence?: EvidenceRecorder | undefined;
  /** Which fields its ledger has: those that every protocol has, unless it is said, or those of suite 0.3 as well (protocol/ledger-2.ts). */
  readonly ledger?: 1 | 2;
}

/** A learner in the recursion: the main one or another source. */
export interface Source {
  readonly name: string;
  readonly learner: Learner;
  /** Generation 0's model. */
  readonly initial: unknown;
  model: unknown;
  /** The generation that `model` was fitted in. */
  fittedIn: number;
}

/** Everything that lives as long as a seed. */
export interface SeedState {
  readonly task: SeedTask;
  readonly world: World;
  readonly rng: Stream;
  readonly original: Batch;
  readonly shape: ExampleShape;
  readonly origins: OriginTable;
  readonly sources: ReadonlyMap<string, Source>;
  /** What each strategy of the composition kept for the next generation. */
  readonly kept: Held[];
}

/** Draws D0 from a seed's stream: the same for every strategy, bit for bit. */
export async function drawOriginal(
  benchmark: Benchmark,
  rng: Stream,
  seed: number,
  learner?: Learner,
): Promise<{ readonly world: World; readonly original: Batch; readonly stream: string }> {
  const world = await benchmark.open(worldStream(rng), seed, learner);
  const data = rng.child('data');
  return { world, original: await world.drawReal(benchmark.size, data, 0), stream: pathOf(data) };
}

/** What an example is, by D0. */
export function shapeOf({ data }: Batch): ExampleShape {
  if (data.kind !== 'sequences') return { kind: data.kind, width: data.width };
  return { kind: data.kind, tokens: data.tokens.reduce((most, token) => Math.max(most, token), -1) + 1 };
}

/** Every learner of a seed by its source's name. @throws HeirloomError for a family that there isn't */
export function learnersOf(task: SeedTask, world: World): Map<string, Learner> {
  const learners = new Map([[MAIN_SOURCE, world.learner]]);
  const families = Object.keys(world.families);
  for (const { name, family } of task.strategies.flatMap((create) => create().sources?.([...families]) ?? [])) {
    const learner = family === null ? world.learner : world.families[family];
    if (learner === undefined || learners.has(name)) {
      throw new HeirloomError(
        'run-failed',
        `A strategy named the source "${name}" of family "${family}"; expected a new name and one of: ${families.join(', ')}.`,
      );
    }
    learners.set(name, learner);
  }
  return learners;
}

/** What a later process needs to go on after `generation`. */
export function checkpointOf(
  { sources, origins, kept }: SeedState,
  generation: number,
  metrics: SeedCheckpoint['metrics'],
  ledger: readonly LedgerEntry[],
  samples: readonly Batch[],
): SeedCheckpoint {
  return {
    generation,
    metrics,
    ledger,
    samples: samples.map(storeBatch),
    origins: origins.list(),
    sources: [...sources.values()].map(({ name, initial, model, fittedIn }) => ({ name, initial, model, fittedIn })),
    kept: kept.map(({ batches, shown }) => ({ batches: batches.map(storeBatch), shown })),
  };
}

/** The state that a checkpoint was made of; D0 and the world are drawn again. */
export async function resumedState(task: SeedTask, rng: Stream, stored: SeedCheckpoint): Promise<SeedState> {
  const { world, original } = await drawOriginal(task.benchmark, rng, task.seed, task.learner);
  const origins = new OriginTable();
  for (const origin of stored.origins) origins.idOf(origin);
  const learners = learnersOf(task, world);
  const sources = new Map(
    stored.sources.map((source) => [source.name, { ...source, learner: learners.get(source.name) as Learner }]),
  );
  const stamped = stamp(original, origins.idOf(ORIGINAL));
  return {
    task,
    world,
    rng,
    original: stamped,
    shape: shapeOf(stamped),
    origins,
    sources,
    kept: stored.kept.map(({ batches, shown }) => ({ batches: batches.map(restoreBatch), shown })),
  };
}
