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
import { runPath, SUBMISSION_PATH } from '../bundle/layout.ts';
import { canonicalJson } from '../protocol/digest.ts';
import { HeirloomError } from '../protocol/errors.ts';
import { type RunRecord, runRecordSchema } from '../protocol/record.ts';
import { specSlug } from '../protocol/spec.ts';
import type { Submission } from '../protocol/submission.ts';
import { firstSuiteOf, requireBenchmark } from '../suite/catalog.ts';
import type { Plan, RunPlan } from './plan.ts';
import type { SeedOutcome, SeedReport } from './planned-seed.ts';

const PLAN_FILE = 'plan.json';
const WORK_FOLDER = '.work';

export class OutputFolder {
  readonly dir: string;

  private constructor(dir: string) {
    this.dir = dir;
  }

  /**
   * Opens a folder for a plan.
   * @throws not-empty where it holds something and `resume` is false; plan-mismatch where what it holds is of another plan
   */
  static open(dir: string, plan: Plan, resume: boolean): OutputFolder {
    const planFile = join(dir, PLAN_FILE);
    const text = `${canonicalJson(structuredClone(plan))}\n`;
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
    if (occupied && readFileSync(planFile, 'utf8') !== text) {
      throw new HeirloomError(
        'plan-mismatch',
        `The folder ${dir} holds a run of another plan (see ${planFile}). Repeat the command that began it, or give another --out.`,
      );
    }
    mkdirSync(dir, { recursive: true });
    writeAtomically(planFile, text);
    return new OutputFolder(dir);
  }

  /** The record of a run that is finished, or null. */
  finishedRecord(run: RunPlan): RunRecord | null {
    const file = join(this.bundleDir(run), runPath(run.benchmark.id));
    return existsSync(file) ? runRecordSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : null;
  }

  /** Outcomes of the seeds that were finished before. Failed ones are tried again. */
  finishedSeeds(run: RunPlan): SeedOutcome[] {
    const file = this.#logFile(run);
    if (!existsSync(file)) return [];
    const lines = readFileSync(file, 'utf8').split('\n');
    // What follows the last line feed was being written when the run stopped.
    const complete = lines.slice(0, -1);
    if (lines.at(-1) !== '') writeAtomically(file, complete.map((line) => `${line}\n`).join(''));
    return complete
      .map((line) => JSON.parse(line) as SeedOutcome)
      .filter((outcome) => outcome.status.state !== 'failed');
  }

  addSeed(run: RunPlan, report: SeedReport): void {
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
    const file = join(this.bundleDir(run), runPath(run.benchmark.id));
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

  #logFile(run: RunPlan): string {
    return join(this.dir, WORK_FOLDER, specSlug(run.strategy.spec), `${run.benchmark.id}.jsonl`);
  }
}

function draftOf(runs: readonly RunRecord[]): Submission {
  const { benchmark, strategy } = runs[0] as RunRecord;
  const suite = firstSuiteOf(runs.map((run) => requireBenchmark(run.benchmark.id).card));
  return draftSubmission({ suite, tier: benchmark.tier, spec: strategy.spec, parts: strategy.parts, runs });
}

function writeAtomically(file: string, text: string): void {
  writeFileSync(`${file}.tmp`, text);
  renameSync(`${file}.tmp`, file);
}
