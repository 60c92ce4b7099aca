/**
 * The output folder of a run: one bundle per strategy, and beside them a log of finished seeds, so that an interrupted run
 * can go on. A seed's sample files are written before its line in the log: a line in the log is a finished seed.
 */
import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { evidenceFolder, runPath, SUBMISSION_PATH, samplePath } from '../bundle/layout.ts';
import { HeirloomError } from '../protocol/errors.ts';
import { fileError, withFile } from '../protocol/file-errors.ts';
import { type Engine, type Maker, type RunRecord, runRecordSchema } from '../protocol/record.ts';
import { specSlug } from '../protocol/spec.ts';
import { draftText } from './draft-file.ts';
import { isSameEngine, presentEngine } from './engine.ts';
import { type Plan, type RunPlan, requireOneProtocol, type SamplePolicy } from './plan.ts';
import { type CodeBefore, formatPlan, planFile, requireSameRun } from './plan-file.ts';
import type { SeedOutcome, SeedReport } from './planned-seed.ts';
import { changesOf, codeOf, plannedCode } from './run-code.ts';
import { makeFolder, makeNewFolder, writeWhole } from './write-whole.ts';

const WORK_FOLDER = '.work';

export interface OutputOptions {
  readonly samples: SamplePolicy;
  /** Whether to go on with the run that the folder holds. */
  readonly resume: boolean;
  /** The plan that the folder has to hold, where it is another than the one that it is opened for. */
  readonly held?: Plan;
  /** Takes a line for the user: finished work can't be used. */
  readonly say: (line: string) => void;
}

export class OutputFolder {
  readonly dir: string;
  readonly #say: (line: string) => void;
  readonly #codeBefore: CodeBefore;
  /** Whether its bundles are to be submitted: those of a shard are not. */
  readonly #isWhole: boolean;

  private constructor(dir: string, codeBefore: CodeBefore, isWhole: boolean, say: (line: string) => void) {
    this.dir = dir;
    this.#isWhole = isWhole;
    this.#codeBefore = codeBefore;
    this.#say = say;
  }

  /**
   * Opens a folder for a plan.
   * @throws not-empty where it holds something and `resume` is false; plan-mismatch where what it holds is of another plan or
   * was begun with other samples
   */
  static open(dir: string, plan: Plan, { samples, resume, held, say }: OutputOptions): OutputFolder {
    requireOneProtocol(plan);
    const file = planFile(dir);
    const occupied = existsSync(dir) && withFile(dir, () => readdirSync(dir)).length > 0;
    if (occupied && !resume) {
      throw new HeirloomError(
        'not-empty',
        `The folder ${dir} is not empty. Give --resume to go on with the run in it, or another --out.`,
      );
    }
    if (occupied && !existsSync(file)) {
      throw new HeirloomError(
        'plan-mismatch',
        `The folder ${dir} holds no ${basename(file)}, so there is no run to resume in it. Give another --out.`,
      );
    }
    const before = occupied ? requireSameRun(dir, held ?? plan, samples) : null;
    withFile(dir, () => makeFolder(dir));
    writeWhole(file, formatPlan(plan, samples, plannedCode(plan.runs.map((run) => codeOf(run)))));
    return new OutputFolder(dir, before, plan.shard === undefined, say);
  }

  /** Opens a folder that nobody else has, in another: named by the time, so that two runs of one second have one each. */
  static openNew(parent: string, plan: Plan, options: OutputOptions): OutputFolder {
    requireOneProtocol(plan);
    const name = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
    return OutputFolder.open(
      withFile(parent, () => makeNewFolder(parent, name)),
      plan,
      options,
    );
  }

  /** The record of a run that is finished, or null. One of another engine or code is removed: its run is to be done again. */
  finishedRecord(run: RunPlan): RunRecord | null {
    const file = this.#recordFile(run);
    if (!existsSync(file)) return null;
    const record = runRecordSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    const makers = record.environment.madeBy ?? [undefined];
    const reason = makers.map((maker) => this.#foreignReason(run, record.engine, maker)).find((text) => text !== null);
    if (reason === undefined) return record;
    // Neither is left until the new ones are there: the samples they list are overwritten before.
    rmSync(file);
    rmSync(this.#logFile(run), { force: true });
    this.#sayRunAgain(run, record.seeds.length, reason);
    return null;
  }

  /** Outcomes of the seeds that were finished before. Failed ones are tried again, and those of another engine or code. */
  finishedSeeds(run: RunPlan): SeedOutcome[] {
    const file = this.#logFile(run);
    if (!existsSync(file)) return [];
    // What follows the last line feed was being written when the run stopped.
    const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
    const tried = lines.flatMap(parseOutcome);
    const finished = tried.filter(({ status }) => status.state !== 'failed');
    const reasons = finished.map(({ benchmark, madeBy }) => this.#foreignReason(run, benchmark.engine, madeBy));
    const usable = finished.filter((_, index) => reasons[index] === null);
    const reason = reasons.find((text) => text !== null);
    if (typeof reason === 'string') this.#sayRunAgain(run, finished.length - usable.length, reason);
    // What is run again leaves the log now: its new samples overwrite the old ones before there is a new line.
    writeWhole(file, usable.map((outcome) => `${JSON.stringify(outcome)}\n`).join(''));
    return usable;
  }

  addSeed(run: RunPlan, report: SeedReport): void {
    // A seed that is run again may stop earlier than it did.
    const samples = dirname(samplePath(run.benchmark.id, report.outcome.seed, 0, 'npy'));
    for (const folder of [samples, evidenceFolder(run.benchmark.id, report.outcome.seed)])
      rmSync(join(this.bundleDir(run), folder), { recursive: true, force: true });
    for (const { path, bytes } of report.files) {
      const file = join(this.bundleDir(run), path);
      withFile(file, () => {
        makeFolder(dirname(file));
        writeFileSync(file, bytes);
      });
    }
    const log = this.#logFile(run);
    withFile(log, () => {
      makeFolder(dirname(log));
      appendFileSync(log, `${JSON.stringify(report.outcome)}\n`);
    });
    rmSync(this.checkpointFile(run, report.outcome.seed), { force: true });
  }

  /** Where a worker keeps the checkpoints of a seed. */
  checkpointFile(run: RunPlan, seed: number): string {
    return join(this.dir, WORK_FOLDER, specSlug(run.strategy.spec), run.benchmark.id, `seed-${seed}.checkpoint`);
  }

  addRecord(run: RunPlan, record: RunRecord): void {
    const file = this.#recordFile(run);
    for (const [path, text] of Object.entries(run.strategy.module?.files ?? {}))
      writeWhole(join(this.bundleDir(run), path), text);
    writeWhole(file, `${JSON.stringify(record)}\n`);
  }

  /** Writes a draft submission for every strategy's bundle that has none, with the digests of its runs, and removes the log. */
  finish(records: readonly RunRecord[]): string[] {
    try {
      return this.#writeDrafts(records);
    } catch (error) {
      throw this.resumable(error);
    }
  }

  /** An error of the run, with how to go on where the system refused something (a full disk): that costs no finished seed. */
  resumable(error: unknown): unknown {
    const known = fileError(error) ?? error;
    if (!(known instanceof HeirloomError) || known.code !== 'input-output') return known;
    return new HeirloomError(
      known.code,
      `${known.message} With --resume it goes on in ${this.dir}: finished seeds are kept.`,
      { cause: error },
    );
  }

  #writeDrafts(records: readonly RunRecord[]): string[] {
    const bundles = new Map<string, RunRecord[]>();
    for (const record of records) {
      const dir = join(this.dir, specSlug(record.strategy.spec));
      bundles.set(dir, [...(bundles.get(dir) ?? []), record]);
    }
    for (const [dir, runs] of bundles) {
      const file = join(dir, SUBMISSION_PATH);
      const text = this.#isWhole ? draftText(file, runs) : null;
      if (text !== null) writeWhole(file, text);
    }
    rmSync(join(this.dir, WORK_FOLDER), { recursive: true, force: true });
    return [...bundles.keys()];
  }

  bundleDir(run: RunPlan): string {
    return join(this.dir, specSlug(run.strategy.spec));
  }

  #sayRunAgain(run: RunPlan, seeds: number, reason: string): void {
    this.#say(
      `Finished seeds of ${run.benchmark.id} ${run.strategy.spec} that are run again: ${seeds}. They ${reason}.`,
    );
  }

  /** Why a finished seed can't stand beside those that are run now; null where it can. */
  #foreignReason(run: RunPlan, engine: Engine, maker: Pick<Maker, 'code'> | undefined): string | null {
    const present = presentEngine(run);
    if (!isSameEngine(engine, present)) {
      return `ran on engine ${engine.id} ${engine.version}; this is ${present.id} ${present.version}`;
    }
    if (maker === undefined) return 'do not say which code made them';
    const code = codeOf(run);
    if (maker.code === code.digest) return null;
    const changes = this.#codeBefore === null ? '' : changesOf(code, this.#codeBefore);
    return changes === '' ? 'were made by other code' : `were made by other code; it differs in ${changes}`;
  }

  #recordFile(run: RunPlan): string {
    return join(this.bundleDir(run), runPath(run.benchmark.id));
  }

  #logFile(run: RunPlan): string {
    return join(this.dir, WORK_FOLDER, specSlug(run.strategy.spec), `${run.benchmark.id}.jsonl`);
  }
}

/** Nothing where the line is none: on a full disk half a line may be followed by a whole one. */
function parseOutcome(line: string): SeedOutcome[] {
  try {
    return [JSON.parse(line) as SeedOutcome];
  } catch {
    return [];
  }
}
