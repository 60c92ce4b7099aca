/** Runs a plan: seeds over worker threads, records in the plan's order. */
import { existsSync } from 'node:fs';
import type { BuildChoice } from '../numerics/engine/build-choice.ts';
import { PURE_ENGINE } from '../protocol/engine.ts';
import { HeirloomError } from '../protocol/errors.ts';
import type { Environment, Maker, RunRecord } from '../protocol/record.ts';
import { describeEnvironment } from './environment.ts';
import { finishedGenerations, type LiveSeed, liveSeeds, skippedGenerations } from './live-progress.ts';
import type { Plan, RunPlan, SamplePolicy } from './plan.ts';
import type { SeedOutcome, SeedReport } from './planned-seed.ts';
import { openSeedPool, type SeedPool } from './pool.ts';
import { assembleRecord } from './record.ts';
import { codeOf } from './run-code.ts';
import { sandboxProgram } from './sandbox/program.ts';
import { isOneBenchmark, seedMs, type TimedRun, workLeftMs } from './seed-costs.ts';
import { wholeOf } from './shard.ts';
import { SharedStarts } from './shared-starts.ts';
import type { OutputFolder } from './store.ts';

export interface Progress {
  /** Skipped ones included. */
  readonly finishedGenerations: number;
  /** Those that took this run no time: finished in an earlier run, or never to be because their seed stopped. */
  readonly skippedGenerations: number;
  readonly totalGenerations: number;
  readonly finishedSeeds: number;
  readonly totalSeeds: number;
  /** The run whose seeds are being finished. */
  readonly current: RunPlan | null;
  /** Seeds whose networks are being trained at this moment. */
  readonly live: readonly LiveSeed[];
  /** Time left by what seeds were measured to take; null while that is not known of some benchmark. */
  readonly leftMs: number | null;
  /** Whether what is left is of one benchmark, so that generations tell the time where seeds don't yet. */
  readonly isOneBenchmark: boolean;
}

export interface RunOptions {
  readonly workers: number;
  /** Null keeps nothing on disk. */
  readonly output: OutputFolder | null;
  readonly samples: SamplePolicy;
  readonly signal: AbortSignal;
  /** Of the kernels; null or missing lets each worker choose. */
  readonly build?: BuildChoice | null;
  /** Called with each seed that this run finished, as it comes. */
  readonly onSeed?: (run: RunPlan, outcome: SeedOutcome) => void;
  /** Called once, with a function that tells how far the run is. */
  readonly onStart?: (progress: () => Progress) => void;
}

/** @throws interrupted when the signal is aborted; what was finished is in the output folder */
export async function runPlan(plan: Plan, options: RunOptions): Promise<RunRecord[]> {
  const hasModules = plan.runs.some(({ strategy }) => strategy.module !== undefined);
  const pool = openSeedPool(options.workers, options.build ?? null, hasModules ? await sandboxProgram() : null);
  const onAbort = () => void pool.close();
  options.signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await new PlanRun(plan, options, pool).execute();
  } catch (error) {
    if (!options.signal.aborted) throw options.output?.resumable(error) ?? error;
    const where =
      options.output === null
        ? 'Nothing was kept (no --out).'
        : `Repeat the command with --resume to go on in ${options.output.dir}.`;
    const { reason: signal } = options.signal;
    throw new HeirloomError('interrupted', `Interrupted. ${where}`, { context: { signal } });
  } finally {
    options.signal.removeEventListener('abort', onAbort);
    await pool.close();
  }
}

/** The state of one execution. */
class PlanRun {
  readonly #plan: Plan;
  readonly #options: RunOptions;
  readonly #pool: SeedPool;
  readonly #totalSeeds: number;
  readonly #totalGenerations: number;
  readonly #timed: ReadonlyMap<RunPlan, TimedRun>;
  readonly #starts = new SharedStarts();
  #finishedSeeds = 0;
  /** Generations of the seeds that this run finished. */
  #countedGenerations = 0;
  #skippedBefore = 0;
  #current: RunPlan | null = null;

  constructor(plan: Plan, options: RunOptions, pool: SeedPool) {
    this.#plan = plan;
    this.#options = options;
    this.#pool = pool;
    this.#totalSeeds = sum(plan.runs.map((run) => run.seeds.length));
    this.#totalGenerations = sum(plan.runs.map((run) => run.seeds.length * generationsOf(run)));
    this.#timed = new Map(
      plan.runs.map((run) => [run, { benchmark: run.benchmark.id, seedsLeft: run.seeds.length, durationsMs: [] }]),
    );
  }

  async execute(): Promise<RunRecord[]> {
    const sources = this.#plan.runs.flatMap((run) => [...codeOf(run).files.keys()]);
    const environment = describeEnvironment({ sources, output: this.#options.output?.dir ?? null });
    const { build } = this.#options;
    const environmentOf = ({ engine }: RunPlan) =>
      engine === 'wasm' && build ? { ...environment, build: build.id } : environment;
    // All seeds of all runs are queued at once, so that no worker waits for the end of a run.
    const running = this.#plan.runs.map((run) => ({ run, result: this.#start(run, makerOf(run, environmentOf(run))) }));
    // Only now is it known what an earlier run finished.
    this.#options.onStart?.(() => this.#progress());
    // The first failure is thrown below, in order; the others must not count as unhandled.
    for (const { result } of running) if ('outcomes' in result) result.outcomes.catch(() => {});
    const records: RunRecord[] = [];
    for (const { run, result } of running) {
      this.#current = run;
      if ('record' in result) {
        records.push(result.record);
        continue;
      }
      const { outcomes, timing } = await result.outcomes;
      const record = assembleRecord(run, outcomes, environmentOf(run), timing.startedAt, timing.durationMs);
      this.#options.output?.addRecord(run, record);
      records.push(record);
    }
    return records;
  }

  #start(run: RunPlan, maker: Maker) {
    const record = this.#options.output?.finishedRecord(run) ?? null;
    if (record !== null) {
      this.#skip(run, record.timings.seedDurationMs);
      return { record };
    }
    const before = this.#options.output?.finishedSeeds(run) ?? [];
    this.#skip(
      run,
      before.map(({ durationMs }) => durationMs),
    );
    return { outcomes: this.#runSeeds(run, maker, before) };
  }

  async #runSeeds(run: RunPlan, maker: Maker, before: readonly SeedOutcome[]) {
    const done = new Set(before.map((outcome) => outcome.seed));
    const outcomes = [...before];
    // A run's time is counted from its first seed's start: the queue before it is other runs' time.
    let startedAt = Number.POSITIVE_INFINITY;
    await Promise.all(
      run.seeds
        .filter((seed) => !done.has(seed))
        .map(async (seed) => {
          const report = await this.#runSeed(run, maker, seed);
          startedAt = Math.min(startedAt, Date.now() - report.outcome.durationMs);
          this.#options.output?.addSeed(run, report);
          this.#options.onSeed?.(run, report.outcome);
          outcomes.push(report.outcome);
          this.#countedGenerations += report.outcome.ledger.length;
          this.#finish(run, [report.outcome.durationMs]);
        }),
    );
    const now = Date.now();
    const first = Math.min(startedAt, now);
    return { outcomes, timing: { startedAt: new Date(first), durationMs: now - first } };
  }

  async #runSeed(run: RunPlan, maker: Maker, seed: number): Promise<SeedReport> {
    const isFirst = seed === wholeOf(this.#plan, run).seeds[0];
    const keepSamples = this.#options.samples === 'all' || isFirst;
    // A seed without a network takes a second or two: it is run again, whole.
    // So is one whose strategy or learner is a process: what that remembers is in no checkpoint.
    const isOutside = run.strategy.outside !== undefined || run.learner !== undefined;
    const keeps = run.engine !== PURE_ENGINE.id && !isOutside;
    const file = keeps ? (this.#options.output?.checkpointFile(run, seed) ?? null) : null;
    const checkpoint = file === null ? null : { file, code: maker.code };
    const repeats = isFirst && run.learner !== undefined;
    const task = { plan: run, seed, keepSamples, checkpoint, ...(repeats && { repeats }) };
    // A seed that goes on has its generation 0. Only models of networks are sure to survive the way between threads.
    const shares = keeps && (file === null || !existsSync(file));
    if (shares) this.#starts.expect(run, seed);
    const prepare = () => this.#starts.take(run, seed, () => this.#pool.start({ plan: run, seed, keepSamples }));
    const { outcome, files } = await this.#pool.run(task, shares ? prepare : undefined);
    return { outcome: { ...outcome, madeBy: maker }, files };
  }

  #skip(run: RunPlan, durationsMs: readonly number[]): void {
    this.#finish(run, durationsMs);
    this.#skippedBefore += durationsMs.length * generationsOf(run);
  }

  #finish(run: RunPlan, durationsMs: readonly number[]): void {
    const timed = this.#timed.get(run) as TimedRun;
    timed.durationsMs.push(...durationsMs);
    timed.seedsLeft -= durationsMs.length;
    this.#finishedSeeds += durationsMs.length;
  }

  /** Time left on the clock: the work of the seeds left without what is done of those under way, over the workers. */
  #leftMs(live: readonly LiveSeed[]): number | null {
    const work = workLeftMs([...this.#timed.values()]);
    if (work === null) return null;
    const busy = Math.min(this.#options.workers, Math.max(1, this.#totalSeeds - this.#finishedSeeds));
    return Math.max(0, work - this.#underWayMs(live)) / busy;
  }

  /** Work that is done of unfinished seeds, as if all were of the current run. */
  #underWayMs(live: readonly LiveSeed[]): number {
    const run = this.#current;
    const each = run === null ? null : seedMs(this.#timed.get(run) as TimedRun, [...this.#timed.values()]);
    if (run === null || each === null) return 0;
    const inFits = sum(live.map(({ done }) => done));
    const generations = finishedGenerations(this.#pool.progress) - this.#countedGenerations + inFits;
    return Math.min(Math.max(0, generations / generationsOf(run)), this.#options.workers) * each;
  }

  #progress(): Progress {
    const skipped = this.#skippedBefore + skippedGenerations(this.#pool.progress);
    const live = liveSeeds(this.#pool.progress);
    return {
      finishedGenerations: skipped + finishedGenerations(this.#pool.progress),
      skippedGenerations: skipped,
      totalGenerations: this.#totalGenerations,
      finishedSeeds: this.#finishedSeeds,
      totalSeeds: this.#totalSeeds,
      current: this.#current,
      live,
      leftMs: this.#leftMs(live),
      isOneBenchmark: isOneBenchmark([...this.#timed.values()]),
    };
  }
}

function makerOf(run: RunPlan, { node, platform, arch, commit, dirty, build }: Environment): Maker {
  return { code: codeOf(run).digest, node, platform, arch, commit, dirty, ...(build === undefined ? {} : { build }) };
}

const generationsOf = (run: RunPlan): number => run.benchmark.generations + 1;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
