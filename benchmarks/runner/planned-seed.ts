/** One planned seed, run in a worker thread. This and `record.ts` are where plugin code is loaded. */

import { workerData } from 'node:worker_threads';
import { dump } from 'npyjs';
import { MAX_SAMPLE_EXAMPLES, picturePath, samplePath } from '../bundle/layout.ts';
import { encodePicture, sideOf } from '../bundle/picture.ts';
import type { Learner } from '../learners/learner.ts';
import type { Batch } from '../numerics/batch.ts';
import { type BuildChoice, setBuild } from '../numerics/engine/build-choice.ts';
import { loadEngine } from '../numerics/engine/load.ts';
import { canonicalJson, sha256 } from '../protocol/digest.ts';
import { DEFAULT_ENGINE, PURE_ENGINE } from '../protocol/engine.ts';
import { fileError } from '../protocol/file-errors.ts';
import type { LedgerEntry } from '../protocol/ledger.ts';
import { ledgerOf } from '../protocol/ledger-2.ts';
import { learnerEngine, type Repeat } from '../protocol/outside.ts';
import { say } from '../protocol/print.ts';
import type { Maker, RunRecord, SampleFile, SeedStatus, Truth } from '../protocol/record.ts';
import { requireStrategy } from '../strategies/catalog.ts';
import type { Strategy } from '../strategies/strategy.ts';
import { requireBenchmark } from '../suite/catalog.ts';
import type { Benchmark } from '../suite/shared/benchmark.ts';
import { checkpointFile } from './checkpoint-file.ts';
import { EvidenceRecorder } from './evidence.ts';
import { runSeed, type SeedResult, startSeed } from './harness.ts';
import { ProgressWriter, type SharedProgress } from './live-progress.ts';
import type { RunPlan } from './plan.ts';
import { MOST_DIFFERENT, relativeDifference } from './repeat.ts';
import type { SeedStart } from './seed-start.ts';
import type { SeedTask } from './seed-state.ts';

export interface PlannedSeed {
  readonly plan: RunPlan;
  readonly seed: number;
  readonly keepSamples: boolean;
  /** Whether an outside learner is to make its generation 0 a second time, and what came of it is said. */
  readonly repeats?: boolean;
  /** File of the seed's checkpoints, and the digest of the code that makes them; null where none are kept. */
  readonly checkpoint: { readonly file: string; readonly code: string } | null;
  /** Its generation 0, where another seed of the command has it, too. */
  readonly start?: SeedStart | null;
}

/** Generation 0 of a seed, for all strategies of a command. */
export type PlannedStart = Pick<PlannedSeed, 'plan' | 'seed' | 'keepSamples'>;

/** What a seed leaves behind, plain JSON. */
export interface SeedOutcome {
  readonly seed: number;
  readonly status: SeedStatus;
  readonly metrics: Readonly<Record<string, readonly (number | null)[]>>;
  readonly ledger: readonly LedgerEntry[];
  readonly samples: readonly SampleFile[];
  readonly durationMs: number;
  /** What made it; missing in folders of earlier versions. */
  readonly madeBy?: Maker;
  /** What the benchmark says of every run of the plan; the same for all seeds. */
  readonly benchmark: Pick<Benchmark, 'size' | 'engine' | 'inputs'> & { readonly truth: RunRecord['truth'] };
  /** Only of the seed whose generation 0 an outside learner made twice. */
  readonly repeat?: Repeat;
}

export interface SeedReport {
  readonly outcome: SeedOutcome;
  readonly files: readonly { readonly path: string; readonly bytes: Uint8Array }[];
}

const shared: SharedProgress | null = workerData?.[1]?.progress ?? workerData?.progress ?? null;
const progress = shared === null ? null : new ProgressWriter(shared);

const build: BuildChoice | null = workerData?.[1]?.build ?? workerData?.build ?? null;
if (build !== null) setBuild(build);

/** The program of the sandbox, where the command compiled it for all its threads. */
const sandbox: string | null = workerData?.[1]?.sandbox ?? workerData?.sandbox ?? null;

const benchmarks = new Map<string, Promise<Benchmark>>();

/** The benchmark of a plan, made once a process: loading a corpus is slow. */
export function loadBenchmark({
  benchmark: { id, version, params },
  engine,
}: Pick<RunPlan, 'benchmark' | 'engine'>): Promise<Benchmark> {
  const key = canonicalJson([id, version, params, engine]);
  const known = benchmarks.get(key);
  if (known) return known;
  const tensors = engine === PURE_ENGINE.id ? null : loadEngine(engine);
  const created = requireBenchmark({ id, version })
    .load()
    .then(async ({ default: module }) => module.create(params, await tensors));
  benchmarks.set(key, created);
  return created;
}

/** @throws HeirloomError also for what the system refuses: of its errors only the text would reach another thread */
export default async function runPlannedSeed(task: PlannedSeed): Promise<SeedReport> {
  try {
    return await reportOf(task);
  } catch (error) {
    throw fileError(error) ?? error;
  }
}

/** Makes what seeds of several strategies share; null where each has to begin by itself. @throws HeirloomError */
export async function startPlannedSeed(task: PlannedStart): Promise<SeedStart | null> {
  const startedAt = performance.now();
  try {
    const start = await startSeed(taskOf(await loadBenchmark(task.plan), task), (generation, done, loss) =>
      progress?.fit(task.seed, generation, done, loss),
    );
    return start && { ...start, durationMs: performance.now() - startedAt };
  } catch (error) {
    throw fileError(error) ?? error;
  } finally {
    progress?.seedEnded(0);
  }
}

function taskOf(benchmark: Benchmark, { plan, seed, keepSamples }: PlannedStart): SeedTask {
  const { id, version, generations } = plan.benchmark;
  const { card } = requireBenchmark({ id, version });
  return {
    root: `${id}@${version}`,
    benchmark,
    metrics: card.metrics.map((metric) => metric.id),
    primary: card.primary,
    strategies: [],
    seed,
    generations,
    keepSamples,
    ledger: ledgerOf(card),
  };
}

async function reportOf(task: PlannedSeed): Promise<SeedReport> {
  const startedAt = performance.now();
  const { plan, seed, checkpoint, start = null } = task;
  const { id, generations } = plan.benchmark;
  const loading = loadBenchmark(plan);
  // Together: where the benchmark refuses its parameters, nobody else waits for it.
  const [benchmark, strategies] = await Promise.all([loading, makersOf(plan, loading)]);
  const outside = await learnerFor(benchmark, plan, false);
  const evidence = outside && keepsEvidence(plan) ? new EvidenceRecorder() : undefined;
  const learner = outside && (evidence?.watch(outside) ?? outside);
  const result = await runSeed(
    { ...taskOf(benchmark, task), strategies, learner, evidence, takesOwn: plan.regime.external === 'other-data' },
    {
      onResume: (done) => progress?.skip(done),
      onGeneration: () => progress?.generationFinished(),
      onFit: (generation, done, loss) => progress?.fit(seed, generation, done, loss),
    },
    checkpoint === null
      ? null
      : checkpointFile(checkpoint.file, { engine: benchmark.engine, code: checkpoint.code }, say),
    start,
  );
  progress?.seedEnded(generations + 1 - result.ledger.length);
  const again = task.repeats && learner !== undefined && result.ledger.length > 0;
  const repeat = again ? await repeatOf(benchmark, task, result) : undefined;
  const files = result.samples.map((batch, generation) => sampleFile(benchmark, id, seed, generation, batch));
  return {
    outcome: {
      seed,
      status: result.status,
      metrics: result.metrics,
      ledger: result.ledger,
      samples: files.map(({ path, generation, bytes }) => ({ path, seed, generation, sha256: sha256(bytes) })),
      // What the seed takes by itself, whoever made its start: costs of strategies are compared.
      durationMs: Math.round(performance.now() - startedAt + (start?.durationMs ?? 0)),
      benchmark: {
        size: benchmark.size,
        engine: plan.learner === undefined ? benchmark.engine : learnerEngine(plan.learner),
        truth: truthOf(benchmark, generations),
        ...(benchmark.inputs && { inputs: benchmark.inputs }),
      },
      ...(repeat && { repeat }),
    },
    files: [
      ...files.map(({ path, bytes }) => ({ path, bytes })),
      ...result.samples.flatMap((batch, generation) => pictureFile(id, seed, generation, batch)),
      ...(evidence?.files(id, seed) ?? []),
    ],
  };
}

/** Whether a site could compute the same metrics of it, bit for bit: with an engine that has the same bits everywhere. */
const keepsEvidence = ({ engine }: RunPlan): boolean => engine === PURE_ENGINE.id || engine === DEFAULT_ENGINE;

/** What fits the models of a seed in the place of the benchmark's own learner; undefined where that does it. */
async function learnerFor(
  { size, tokens, toText }: Benchmark,
  { learner, benchmark }: RunPlan,
  again: boolean,
): Promise<Learner | undefined> {
  if (learner === undefined) return undefined;
  const { learnerOf } = await import('./exec/learner-session.ts');
  const { id, version, params } = benchmark;
  return learnerOf(learner, { benchmark: { id, version, params }, totalSize: size, tokens, toText, again });
}

/** Makes generation 0 of a seed a second time, by a new process of the learner, and compares what was measured. */
async function repeatOf(benchmark: Benchmark, task: PlannedSeed, { metrics }: SeedResult): Promise<Repeat | undefined> {
  const { endLearner } = await import('./exec/learner-session.ts');
  await endLearner();
  const learner = await learnerFor(benchmark, task.plan, true);
  const start = await startSeed({ ...taskOf(benchmark, { ...task, keepSamples: false }), learner });
  if (start === null) return { seed: task.seed, difference: MOST_DIFFERENT };
  const differences = Object.entries(metrics).map(([id, [first = null]]) =>
    relativeDifference(first, start.metrics[id] ?? null),
  );
  return { seed: task.seed, difference: Math.max(...differences) };
}

/** What makes the strategies of a composition for a generation. */
async function makersOf({ strategy }: RunPlan, benchmark: Promise<Benchmark>): Promise<(() => Strategy)[]> {
  if (strategy.outside !== undefined) {
    const { outsideMaker } = await import('./exec/worker.ts');
    return [outsideMaker(strategy.outside, (await benchmark).toText)];
  }
  if (strategy.module !== undefined) {
    const { moduleMaker } = await import('./sandbox/worker.ts');
    return [moduleMaker(strategy.module, strategy.parts, sandbox)];
  }
  return Promise.all(
    strategy.parts.map(async ({ id, resolved }) => {
      const { default: module } = await requireStrategy(id).load();
      return () => module.create({ ...resolved });
    }),
  );
}

/** What a run of so many generations says of the truth. */
export function truthOf({ truth }: Pick<Benchmark, 'truth'>, generations: number): RunRecord['truth'] {
  const known = Object.entries(truth).flatMap(([id, value]): [string, Truth][] => {
    if (value === undefined) return [];
    return [[id, typeof value === 'number' ? value : Array.from({ length: generations + 1 }, (_, g) => value(g))]];
  });
  return Object.fromEntries(known);
}

function sampleFile(benchmark: Benchmark, id: string, seed: number, generation: number, batch: Batch) {
  const kept = batch.take(Array.from({ length: Math.min(batch.count, MAX_SAMPLE_EXAMPLES) }, (_, index) => index));
  const { toText } = benchmark;
  if (!toText) {
    const { values, width } = kept.data.kind === 'pixels' ? kept.data : kept.rowData;
    const bytes = new Uint8Array(dump(values, [kept.count, width]));
    return { path: samplePath(id, seed, generation, 'npy'), generation, bytes };
  }
  const lines = Array.from({ length: kept.count }, (_, index) => `${JSON.stringify(toText(kept, index))}\n`);
  return {
    path: samplePath(id, seed, generation, 'jsonl'),
    generation,
    bytes: new TextEncoder().encode(lines.join('')),
  };
}

/** A picture of images, for people; not a sample file, and in no digest. */
function pictureFile(id: string, seed: number, generation: number, { data }: Batch) {
  const side = data.kind === 'pixels' ? sideOf(data.width) : null;
  if (data.kind !== 'pixels' || side === null) return [];
  return [{ path: picturePath(id, seed, generation), bytes: encodePicture({ values: data.values, side }) }];
}
