/** Real bundles for tests: run through the harness in this thread, once for each plan in an `npm test`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { draftSubmission } from '#benchmarks/bundle/draft.ts';
import { runPath, SUBMISSION_PATH } from '#benchmarks/bundle/layout.ts';
import { canonicalJson, sha256 } from '#benchmarks/protocol/digest.ts';
import type { Environment, RunRecord } from '#benchmarks/protocol/record.ts';
import type { Submission } from '#benchmarks/protocol/submission.ts';
import { planRuns, type RunPlan, type RunRequest } from '#benchmarks/runner/plan.ts';
import runPlannedSeed from '#benchmarks/runner/planned-seed.ts';
import { assembleRecord } from '#benchmarks/runner/record.ts';
import { keptOnce } from './kept-once.ts';
import { redigested } from './redigested.ts';
import { temporaryFolder } from './temporary-folder.ts';

const ENVIRONMENT: Environment = {
  node: 'v20.19.0',
  platform: 'linux',
  arch: 'x64',
  cpu: 'test',
  cores: 2,
  heirloom: '0.1.0',
  commit: null,
  dirty: null,
};

/** The files of a bundle by path. */
export type BundleFiles = Map<string, Uint8Array>;

export interface MadeRun {
  readonly record: RunRecord;
  readonly files: BundleFiles;
}

const made = new Map<string, Promise<MadeRun | null>>();

/** Takes the runs so far out of this process's memory. */
export const forgetRuns = (): void => made.clear();

/** Runs a strategy on a benchmark, at the smoke tier unless said; null where the pair is not applicable. */
export function makeRun(benchmark: string, spec: string, options: Partial<RunRequest> = {}): Promise<MadeRun | null> {
  const key = canonicalJson([benchmark, spec, options]);
  const known = made.get(key) ?? keptOnce(key, () => runAgain(benchmark, spec, options));
  made.set(key, known);
  return known;
}

/** As `makeRun`, whether or not the pair has been run before: for what must come out the same each time. */
export async function runAgain(
  benchmark: string,
  spec: string,
  options: Partial<RunRequest> = {},
): Promise<MadeRun | null> {
  const request = { benchmarks: [benchmark], strategies: [spec], tier: 'smoke', ...options } as const;
  const plan = planRuns(request).runs[0];
  return plan === undefined ? null : runOf(plan);
}

/** `claims`: the plan that this one is said to be, and isn't. */
export async function runOf(plan: RunPlan, claims = plan): Promise<MadeRun> {
  const files: BundleFiles = new Map();
  const outcomes = [];
  for (const seed of plan.seeds) {
    const report = await runPlannedSeed({ plan, seed, keepSamples: seed === plan.seeds[0], checkpoint: null });
    outcomes.push(report.outcome);
    for (const { path, bytes } of report.files) files.set(path, bytes);
  }
  return { record: await assembleRecord(claims, outcomes, ENVIRONMENT, new Date(0), 1), files };
}

/** @throws Error where the pair is not applicable */
export async function requireRun(benchmark: string, spec: string, options: Partial<RunRequest> = {}): Promise<MadeRun> {
  const run = await makeRun(benchmark, spec, options);
  if (run === null) throw new Error(`${spec} is not applicable to ${benchmark}.`);
  return run;
}

/** A submission with its blanks filled in. */
export function filledSubmission(records: readonly RunRecord[]): Submission {
  const { suite, benchmark, strategy } = records[0] as RunRecord;
  return {
    ...draftSubmission({ suite, tier: benchmark.tier, spec: strategy.spec, runs: records }),
    title: 'A test',
    authors: [{ name: 'Ada Lovelace' }],
    licence: 'CC0-1.0',
    attempts: 1,
  };
}

/** The files of a bundle of these runs that passes the check. */
export function bundleOf(
  runs: readonly MadeRun[],
  submission = filledSubmission(runs.map(({ record }) => record)),
): BundleFiles {
  const files: BundleFiles = new Map();
  for (const run of runs) {
    for (const [path, bytes] of run.files) files.set(path, bytes);
    setJson(files, runPath(run.record.benchmark.id), run.record);
  }
  setJson(files, SUBMISSION_PATH, submission);
  return files;
}

/** A bundle of one run, one of whose sample files is another, which the record knows. Returns its path, too. */
export function withSample(
  run: MadeRun,
  content: Uint8Array | string,
  { generation = 0, kind }: { readonly generation?: number; readonly kind?: 'npy' | 'jsonl' } = {},
): { readonly files: BundleFiles; readonly path: string } {
  const before = run.record.samples[generation] as RunRecord['samples'][number];
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const path = kind === undefined ? before.path : before.path.replace(/\w+$/, kind);
  const samples = run.record.samples.map((sample) =>
    sample === before ? { ...sample, path, sha256: sha256(bytes) } : sample,
  );
  const record: RunRecord = { ...run.record, samples };
  const files = new Map(run.files);
  files.delete(before.path);
  files.delete(before.path.replace(/\w+$/, 'png'));
  files.set(path, bytes);
  return { files: bundleOf([{ record: redigested(record), files }]), path };
}

export function setJson(files: BundleFiles, path: string, value: unknown): void {
  files.set(path, new TextEncoder().encode(`${JSON.stringify(value)}\n`));
}

/** Writes a bundle into a new temporary folder (or the one given) and returns its path. */
export function writeBundle(files: BundleFiles, folder = temporaryFolder()): string {
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  return folder;
}
