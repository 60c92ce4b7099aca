/** Runs a plan: seeds over worker threads, records in the plan's order. */
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
}

export interface RunOptions {
  readonly workers: number;
  /** Null keeps nothing on disk. */
  readonly output: OutputFolder | null;
  readonly samples: SamplePolicy;
  readonly signal: AbortSignal;
  /** Called once, with a function that tells how far the run is. */
  readonly onStart?: (progress: () => Progress) => void;
}

/** @throws interrupted when the signal is aborted; what was finished is in the output folder */
export async function runPlan(plan: Plan, options: RunOptions): Promise<RunRecord[]> {
  const pool = openSeedPool(options.workers);
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
    throw new HeirloomError('interrupted', `Interrupted. ${where}`);
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
  #finishedSeeds = 0;
  #skippedBefore = 0;
  #current: RunPlan | null = null;

  constructor(plan: Plan, options: RunOptions, pool: SeedPool) {
    this.#plan = plan;
    this.#options = options;
    this.#pool = pool;
    this.#totalSeeds = sum(plan.runs.map((run) => run.seeds.length));
    this.#totalGenerations = sum(plan.runs.map((run) => run.seeds.length * generationsOf(run)));
  }

  async execute(): Promise<RunRecord[]> {
    const sources = this.#plan.runs.flatMap((run) => [...codeOf(run).files.keys()]);
    const environment = describeEnvironment({ sources, output: this.#options.output?.dir ?? null });
    // All seeds of all runs are queued at once, so that no worker waits for the end of a run.
    const running = this.#plan.runs.map((run) => ({ run, result: this.#start(run, makerOf(run, environment)) }));
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
      const record = assembleRecord(run, outcomes, environment, timing.startedAt, timing.durationMs);
      this.#options.output?.addRecord(run, record);
      records.push(record);
    }
    return records;
  }

  #start(run: RunPlan, maker: Maker) {
    const record = this.#options.output?.finishedRecord(run) ?? null;
    if (record !== null) {
      this.#skip(run, run.seeds.length);
      return { record };
    }
    const before = this.#options.output?.finishedSeeds(run) ?? [];
    this.#skip(run, before.length);
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
          outcomes.push(report.outcome);
          this.#finishedSeeds += 1;
        }),
    );
    const now = Date.now();
    const first = Math.min(startedAt, now);
    return { outcomes, timing: { startedAt: new Date(first), durationMs: now - first } };
  }

  async #runSeed(run: RunPlan, maker: Maker, seed: number): Promise<SeedReport> {
    const keepSamples = this.#options.samples === 'all' || seed === run.seeds[0];
    // A seed without a network takes a second or two: it is run again, whole.
    const keeps = run.engine !== PURE_ENGINE.id;
    const file = keeps ? (this.#options.output?.checkpointFile(run, seed) ?? null) : null;
    const checkpoint = file === null ? null : { file, code: maker.code };
    const { outcome, files } = await this.#pool.run({ plan: run, seed, keepSamples, checkpoint });
    return { outcome: { ...outcome, madeBy: maker }, files };
  }

  #skip(run: RunPlan, seeds: number): void {
    this.#finishedSeeds += seeds;
    this.#skippedBefore += seeds * generationsOf(run);
  }

  #progress(): Progress {
    const skipped = this.#skippedBefore + skippedGenerations(this.#pool.progress);
    return {
      finishedGenerations: skipped + finishedGenerations(this.#pool.progress),
      skippedGenerations: skipped,
      totalGenerations: this.#totalGenerations,
      finishedSeeds: this.#finishedSeeds,
      totalSeeds: this.#totalSeeds,
      current: this.#current,
      live: liveSeeds(this.#pool.progress),
    };
  }
}

function makerOf(run: RunPlan, { node, platform, arch, commit, dirty }: Environment): Maker {
  return { code: codeOf(run).digest, node, platform, arch, commit, dirty };
}

const generationsOf = (run: RunPlan): number => run.benchmark.generations + 1;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
