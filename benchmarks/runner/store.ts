/**
 * The output folder of a run: one bundle per strategy, and beside them a log of finished seeds, so that an interrupted run
 * can go on. A seed's sample files are written before its line in the log: a line in the log is a finished seed.
 */
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { draftSubmission } from '../bundle/draft.ts';
import { runPath, SUBMISSION_PATH, samplePath } from '../bundle/layout.ts';
import { canonicalJson } from '../protocol/digest.ts';
import { HeirloomError } from '../protocol/errors.ts';
import { type Engine, type RunRecord, runRecordSchema } from '../protocol/record.ts';
import { specSlug } from '../protocol/spec.ts';
import type { Submission } from '../protocol/submission.ts';
import { firstSuiteOf, requireBenchmark } from '../suite/catalog.ts';
import { isSameEngine, presentEngine } from './engine.ts';
import type { Plan, RunPlan, SamplePolicy } from './plan.ts';
import type { SeedOutcome, SeedReport } from './planned-seed.ts';

const PLAN_FILE = 'plan.json';
const WORK_FOLDER = '.work';

export interface OutputOptions {
  readonly samples: SamplePolicy;
  /** Whether to go on with the run that the folder holds. */
  readonly resume: boolean;
  /** Takes a line for the user: finished work can't be used. */
  readonly say: (line: string) => void;
}

export class OutputFolder {
  readonly dir: string;
  readonly #say: (line: string) => void;

  private constructor(dir: string, say: (line: string) => void) {
    this.dir = dir;
    this.#say = say;
  }

  /**
   * Opens a folder for a plan.
   * @throws not-empty where it holds something and `resume` is false; plan-mismatch where what it holds is of another plan or
   * was begun with other samples
   */
  static open(dir: string, plan: Plan, { samples, resume, say }: OutputOptions): OutputFolder {
    const planFile = join(dir, PLAN_FILE);
    const occupied = existsSync(dir) && readdirSync(dir).length > 0;
    if (occupied && !resume) {
      throw new HeirloomError(
        'not-empty',
        `The folder ${dir} is not empty. Give --resume to go on with the run in it, or another --out.`,
      );
    }
    if (occupied && !existsSync(planFile)) {
      throw new HeirloomError(
        'plan-mismatch',
        `The folder ${dir} holds no ${PLAN_FILE}, so there is no run to resume in it. Give another --out.`,
      );
    }
    if (occupied) requireSameRun(dir, planFile, plan, samples);
    mkdirSync(dir, { recursive: true });
    writeAtomically(planFile, `${canonicalJson(structuredClone({ ...plan, samples }))}\n`);
    return new OutputFolder(dir, say);
  }

  /** The record of a run that is finished, or null. One of another engine is removed: its run is to be done again. */
  finishedRecord(run: RunPlan): RunRecord | null {
    const file = this.#recordFile(run);
    if (!existsSync(file)) return null;
    const record = runRecordSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    if (isSameEngine(record.engine, presentEngine(run))) return record;
    // Neither is left until the new ones are there: the samples they list are overwritten before.
    rmSync(file);
    rmSync(this.#logFile(run), { force: true });
    this.#sayRunAgain(run, record.seeds.length, record.engine);
    return null;
  }

  /** Outcomes of the seeds that were finished before. Failed ones are tried again, and those of another engine. */
  finishedSeeds(run: RunPlan): SeedOutcome[] {
    const file = this.#logFile(run);
    if (!existsSync(file)) return [];
    // What follows the last line feed was being written when the run stopped.
    const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
    const tried = lines.map((line) => JSON.parse(line) as SeedOutcome);
    const finished = tried.filter(({ status }) => status.state !== 'failed');
    const engine = presentEngine(run);
    const usable = finished.filter(({ benchmark }) => isSameEngine(benchmark.engine, engine));
    const foreign = finished.find((outcome) => !usable.includes(outcome));
    if (foreign) this.#sayRunAgain(run, finished.length - usable.length, foreign.benchmark.engine);
    // What is run again leaves the log now: its new samples overwrite the old ones before there is a new line.
    writeAtomically(file, usable.map((outcome) => `${JSON.stringify(outcome)}\n`).join(''));
    return usable;
  }

  addSeed(run: RunPlan, report: SeedReport): void {
    // A seed that is run again may stop earlier than it did.
    const samples = dirname(samplePath(run.benchmark.id, report.outcome.seed, 0, 'npy'));
    rmSync(join(this.bundleDir(run), samples), { recursive: true, force: true });
    for (const { path, bytes } of report.files) {
      const file = join(this.bundleDir(run), path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, bytes);
    }
    const log = this.#logFile(run);
    mkdirSync(dirname(log), { recursive: true });
    appendFileSync(log, `${JSON.stringify(report.outcome)}\n`);
    rmSync(this.checkpointFile(run, report.outcome.seed), { force: true });
  }

  /** Where a worker keeps the checkpoints of a seed. */
  checkpointFile(run: RunPlan, seed: number): string {
    return join(this.dir, WORK_FOLDER, specSlug(run.strategy.spec), run.benchmark.id, `seed-${seed}.checkpoint`);
  }

  addRecord(run: RunPlan, record: RunRecord): void {
    const file = this.#recordFile(run);
    mkdirSync(dirname(file), { recursive: true });
    writeAtomically(file, `${JSON.stringify(record)}\n`);
  }

  /** Writes a draft submission for every strategy's bundle that has none and removes the log. */
  finish(records: readonly RunRecord[]): string[] {
    const bundles = new Map<string, RunRecord[]>();
    for (const record of records) {
      const dir = join(this.dir, specSlug(record.strategy.spec));
      bundles.set(dir, [...(bundles.get(dir) ?? []), record]);
    }
    for (const [dir, runs] of bundles) {
      const file = join(dir, SUBMISSION_PATH);
      if (!existsSync(file)) writeAtomically(file, `${JSON.stringify(draftOf(runs), null, 2)}\n`);
    }
    rmSync(join(this.dir, WORK_FOLDER), { recursive: true, force: true });
    return [...bundles.keys()];
  }

  bundleDir(run: RunPlan): string {
    return join(this.dir, specSlug(run.strategy.spec));
  }

  #sayRunAgain(run: RunPlan, seeds: number, { id, version }: Engine): void {
    const present = presentEngine(run);
    this.#say(
      `Finished seeds of ${run.benchmark.id} ${run.strategy.spec} that are run again: ${seeds}. They ran on engine ${id} ${version}; this is ${present.id} ${present.version}.`,
    );
  }

  #recordFile(run: RunPlan): string {
    return join(this.bundleDir(run), runPath(run.benchmark.id));
  }

  #logFile(run: RunPlan): string {
    return join(this.dir, WORK_FOLDER, specSlug(run.strategy.spec), `${run.benchmark.id}.jsonl`);
  }
}

/** @throws plan-mismatch where the folder's run is not the one that is asked for */
function requireSameRun(dir: string, planFile: string, plan: Plan, samples: SamplePolicy): void {
  const held = readPlan(planFile);
  if (held?.plan !== canonicalJson(structuredClone(plan))) {
    throw new HeirloomError(
      'plan-mismatch',
      `The folder ${dir} holds a run of another plan (see ${planFile}). Repeat the command that began it, or give another --out.`,
    );
  }
  if (held.samples !== samples) {
    throw new HeirloomError(
      'plan-mismatch',
      `Received --samples ${samples}, but the run in ${dir} was begun with --samples ${held.samples}, and one run's seeds keep their samples by one rule. Repeat the command with --samples ${held.samples}, or give another --out.`,
    );
  }
}

/** The plan as canonical JSON and the samples it was begun with; null where the file is no JSON. */
function readPlan(file: string): { readonly plan: string; readonly samples: string } | null {
  const text = readFileSync(file, 'utf8');
  try {
    // Folders of earlier versions don't say whose samples they hold; without --samples it is the first seed's.
    const { samples = 'first', ...plan } = JSON.parse(text);
    return { plan: canonicalJson(plan), samples };
  } catch {
    return null;
  }
}

function draftOf(runs: readonly RunRecord[]): Submission {
  const { benchmark, strategy } = runs[0] as RunRecord;
  const suite = firstSuiteOf(runs.map((run) => requireBenchmark(run.benchmark.id).card));
  return draftSubmission({ suite, tier: benchmark.tier, spec: strategy.spec, runs });
}

function writeAtomically(file: string, text: string): void {
  writeFileSync(`${file}.tmp`, text);
  renameSync(`${file}.tmp`, file);
}
