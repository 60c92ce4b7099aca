/**
 * The recursion protocol (design, section 3): one seed of one strategy on one benchmark, from generation 0 to G.
 * Pure: no clock, no files, no global randomness.
 */
import { Divergence, type Fitted } from '../learners/learner.ts';
import type { Batch } from '../numerics/batch.ts';
import { stamp } from '../numerics/origins.ts';
import { seedRoot } from '../numerics/seed-streams.ts';
import { Stream } from '../numerics/stream.ts';
import { DIVERGENCE_BOUND, isWithinBound } from '../protocol/divergence-bound.ts';
import { HeirloomError } from '../protocol/errors.ts';
import { isFileError } from '../protocol/file-errors.ts';
import { type LedgerEntry, MAIN_SOURCE } from '../protocol/ledger.ts';
import type { SeedStatus } from '../protocol/record.ts';
import { UNPRINTABLE } from '../protocol/unprintable.ts';
import type { Evaluation, World } from '../suite/shared/benchmark.ts';
import { type Checkpoints, restoreBatch, storeBatch } from './checkpoint.ts';
import { fitSource, type Report } from './fit-source.ts';
import { GenerationHooks } from './hooks.ts';
import { NOTHING_HELD } from './lending.ts';
import { Meter, OriginTable } from './meter.ts';
import type { SeedStart } from './seed-start.ts';
import {
  checkpointOf,
  drawOriginal,
  learnersOf,
  ORIGINAL,
  resumedState,
  type SeedState,
  type SeedTask,
  type Source,
  shapeOf,
} from './seed-state.ts';

export interface SeedResult {
  readonly seed: number;
  readonly status: SeedStatus;
  /** `[metric][generation]` */
  readonly metrics: Readonly<Record<string, (number | null)[]>>;
  readonly ledger: LedgerEntry[];
  /** Samples of the main model, one batch a generation, where they were asked for. */
  readonly samples: Batch[];
}

/** Who is told how a seed goes on. */
export interface SeedObserver {
  /** So many generations were finished in an earlier run, and this one goes on after them. */
  onResume?(generations: number): void;
  /** A generation is finished. */
  onGeneration?(generation: number): void;
  /** The share of a generation's fit that is done, and its recent loss, from learners that train step by step. */
  onFit?(generation: number, done: number, loss: number): void;
}

/**
 * Runs one seed, or goes on with it. A divergence or a plugin's error ends it with a status.
 * @param start its generation 0 as `startSeed` made it: the results are the same with it and without
 * @throws HeirloomError
 */
export async function runSeed(
  task: SeedTask,
  observer: SeedObserver = {},
  checkpoints: Checkpoints | null = null,
  start: Omit<SeedStart, 'durationMs'> | null = null,
): Promise<SeedResult> {
  const rng = new Stream(seedRoot(task.root, task.seed));
  const stored = checkpoints?.load() ?? null;
  const metrics = stored?.metrics ?? Object.fromEntries(task.metrics.map((id) => [id, []]));
  const ledger = [...(stored?.ledger ?? [])];
  const samples = (stored?.samples ?? []).map(restoreBatch);
  let state = stored === null ? null : await resumedState(task, rng, stored);
  if (stored !== null) observer.onResume?.(ledger.length);
  for (let generation = ledger.length; generation <= task.generations; generation++) {
    try {
      let entry: LedgerEntry;
      const report = (done: number, loss: number) => observer.onFit?.(generation, done, loss);
      if (state === null) [state, entry] = await firstGeneration(task, rng, report, start);
      else entry = await nextGeneration(state, generation, report);
      const shared = generation === 0 ? start : null;
      const values = shared?.metrics ?? (await measure(state, generation));
      const published = task.keepSamples ? [await sampleOf(state, generation, shared)] : [];
      // All or nothing: a generation enters every array or none.
      for (const id of task.metrics) metrics[id]?.push(values[id] ?? null);
      ledger.push(entry);
      samples.push(...published);
    } catch (error) {
      return { seed: task.seed, status: stopped(error, generation), metrics, ledger, samples };
    }
    checkpoints?.save(checkpointOf(state, generation, metrics, ledger, samples));
    observer.onGeneration?.(generation);
  }
  return { seed: task.seed, status: { state: 'completed' }, metrics, ledger, samples };
}

/**
 * Generation 0 of a seed as every strategy has it; those of the task are not asked.
 * @returns null where it can't be made: each seed then says by itself how it stopped. @throws HeirloomError
 */
export async function startSeed(
  task: SeedTask,
  report?: SeedObserver['onFit'],
): Promise<Omit<SeedStart, 'durationMs'> | null> {
  const rng = new Stream(seedRoot(task.root, task.seed));
  const alone = { ...task, strategies: [] };
  try {
    const told: Report = (done, loss) => report?.(0, done, loss);
    const [state, , fitted] = await firstGeneration(alone, rng, told, null);
    const metrics = await measure(state, 0);
    const sample = task.keepSamples ? storeBatch(await publishedSamples(state, 0)) : null;
    return { fitted, metrics, sample };
  } catch (error) {
    stopped(error, 0);
    return null;
  }
}

/**
 * A divergence is a result, an error of a plugin a failure of this seed alone. What Heirloom itself has to say (a corpus
 * with a wrong checksum) and what the system refuses (too many open files) stops the run.
 */
function stopped(error: unknown, generation: number): SeedStatus {
  if (error instanceof HeirloomError || isFileError(error) || !(error instanceof Error)) throw error;
  // A plugin's words end up in tables and logs: whatever is not printable there becomes a question mark.
  const text = error.message.slice(0, 500).replaceAll(UNPRINTABLE, '?');
  return error instanceof Divergence
    ? { state: 'diverged', generation, reason: text }
    : { state: 'failed', generation, error: text };
}

/** Draws D0 and fits every learner on it, without hooks. */
async function firstGeneration(
  task: SeedTask,
  rng: Stream,
  report: Report,
  start: Pick<SeedStart, 'fitted'> | null,
): Promise<[SeedState, LedgerEntry, Fitted<unknown>]> {
  const { world, original: drawn } = await drawOriginal(task.benchmark, rng, task.seed, task.learner);
  const origins = new OriginTable();
  const meter = new Meter(0, origins);
  const original = stamp(drawn, origins.idOf(ORIGINAL));
  const sources = new Map<string, Source>();
  let main: Fitted<unknown> | undefined;
  for (const [name, learner] of learnersOf(task, world)) {
    const shared = name === MAIN_SOURCE ? start?.fitted : undefined;
    const fitted = shared ?? (await learner.fit(original, rng.child(`gen/0/fit/${name}`), { report }));
    const { model, epochs, updates } = fitted;
    if (name === MAIN_SOURCE) main = fitted;
    sources.set(name, { name, learner, initial: model, model, fittedIn: 0 });
    meter.train(original);
    meter.epochs += epochs;
    meter.updates += updates;
  }
  return [
    {
      task,
      world,
      rng,
      original,
      shape: shapeOf(original),
      origins,
      sources,
      kept: task.strategies.map(() => NOTHING_HELD),
    },
    entryOf(task, meter),
    // The main learner is always there.
    main as Fitted<unknown>,
  ];
}

async function nextGeneration(state: SeedState, generation: number, report: Report): Promise<LedgerEntry> {
  const meter = new Meter(generation, state.origins);
  const hooks = new GenerationHooks(state, generation, meter);
  const training = new Map([[MAIN_SOURCE, await hooks.compose()], ...hooks.otherTraining]);
  const fitted = new Map<string, unknown>();
  for (const [name, composed] of training) {
    const source = state.sources.get(name) as Source;
    const rng = state.rng.child(`gen/${generation}/fit/${name}`);
    fitted.set(name, await fitSource(source, composed, { hooks, meter, rng, report }));
  }
  // Only now: within a generation every training set is drawn from the models of the last one.
  for (const [name, model] of fitted) {
    const source = state.sources.get(name) as Source;
    if (source.model !== source.initial) await source.learner.release?.(source.model);
    source.model = model;
    source.fittedIn = generation;
  }
  meter.poolSize = hooks.storeKept();
  return entryOf(state.task, meter);
}

/** The entry with the fields that the protocol has. */
function entryOf({ ledger }: SeedTask, meter: Meter): LedgerEntry {
  return ledger === 2 ? { ...meter.entry(), ...meter.entry2() } : meter.entry();
}

async function measure({ task, world, rng, sources }: SeedState, generation: number) {
  const { model, initial } = sources.get(MAIN_SOURCE) as Source;
  const look = () => measureModel(task, world, rng, { model, initial, generation });
  return task.evidence?.during(look) ?? look();
}

/**
 * The metrics of a generation's model, as records have them.
 * @param rng the seed's stream @throws Divergence where the primary metric is none
 */
export async function measureModel(
  task: Pick<SeedTask, 'root' | 'metrics' | 'primary'>,
  world: World,
  rng: Stream,
  { model, initial, generation }: Omit<Evaluation, 'rng'>,
): Promise<Record<string, number | null>> {
  const measured: Readonly<Record<string, number | null>> = await world.evaluate({
    model,
    initial,
    rng: rng.child(`gen/${generation}/evaluate`),
    generation,
  });
  requireExactly(task, measured);
  const primary = measured[task.primary];
  if (!isWithinBound(primary)) {
    throw new Divergence(`The primary metric ${task.primary} is no number of at most ${DIVERGENCE_BOUND} in size.`);
  }
  return Object.fromEntries(
    task.metrics.map((id) => {
      const value = measured[id] ?? null;
      // Adding 0 turns -0 into 0.
      return [id, value !== null && Number.isFinite(value) ? value + 0 : null];
    }),
  );
}

/** @throws HeirloomError run-failed where a benchmark measures other metrics than its card lists: its records would be refused */
function requireExactly(
  { root, metrics }: Pick<SeedTask, 'root' | 'metrics'>,
  measured: Readonly<Record<string, unknown>>,
): void {
  const missing = metrics.filter((id) => !Object.hasOwn(measured, id));
  const extra = Object.keys(measured).filter((id) => !metrics.includes(id));
  if (missing.length === 0 && extra.length === 0) return;
  const faults = [
    ...(missing.length > 0 ? [`left out ${missing.join(', ')}`] : []),
    ...(extra.length > 0 ? [`gave ${extra.join(', ')}, which its card does not list`] : []),
  ];
  throw new HeirloomError(
    'run-failed',
    `${root} measured other metrics than those of its card: evaluate ${faults.join(' and ')}. Let evaluate return exactly the card’s metrics (measureAll in benchmarks/metrics/metric.ts).`,
    { context: { missing, extra } },
  );
}

function sampleOf(
  state: SeedState,
  generation: number,
  start: Pick<SeedStart, 'sample'> | null,
): Promise<Batch> | Batch {
  return start?.sample ? restoreBatch(start.sample) : publishedSamples(state, generation);
}

async function publishedSamples(state: SeedState, generation: number): Promise<Batch> {
  const main = state.sources.get(MAIN_SOURCE) as Source;
  const { rng, task, world } = state;
  const rngOfSamples = rng.child(`gen/${generation}/publish`);
  const sample = await (world.publish?.(main.model, rngOfSamples) ??
    main.learner.sample(main.model, task.benchmark.keptUnits, rngOfSamples));
  return world.shown?.(sample) ?? sample;
}
