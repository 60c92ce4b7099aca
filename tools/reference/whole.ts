/**
 * Whole bundles in the size of reference results, for load and for tests: nobody ran them. Where a light result has left a
 * sample file out, the excerpt of the nearest generation stands, and the digests are made to fit.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runPath, SUBMISSION_PATH } from '#benchmarks/bundle/layout.ts';
import type { Excerpt } from '#benchmarks/bundle/light/format.ts';
import { resultDigest } from '#benchmarks/protocol/digest.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import type { Submission } from '#benchmarks/protocol/submission.ts';
import { bundleOf, readResult, resultFiles } from './results.ts';

export interface WholeRun {
  readonly record: RunRecord;
  /** Contents by path. */
  readonly files: ReadonlyMap<string, Buffer>;
}

/** A record with the files that it lists. @throws Error where there is none */
export function wholeRun(strategy: string, benchmark: string): WholeRun {
  const found = resultFiles(strategy).find((result) => result.benchmark === benchmark);
  if (!found) throw new Error(`there is no reference result of ${strategy} on ${benchmark}`);
  const { record, excerpts } = readResult(found.file);
  const nearest = (generation: number): Excerpt =>
    excerpts.reduce((best, excerpt) =>
      Math.abs(excerpt.generation - generation) < Math.abs(best.generation - generation) ? excerpt : best,
    );
  const files = new Map(record.samples.map((sample) => [sample.path, nearest(sample.generation).content]));
  const samples = record.samples.map((sample) => ({ ...sample, sha256: nearest(sample.generation).sha256 }));
  const whole = { ...record, samples };
  return { record: { ...whole, resultDigest: resultDigest(whole) }, files };
}

/** Writes a strategy's whole bundle into a folder. */
export function writeWhole(strategy: string, folder: string): void {
  const write = (name: string, content: string | Uint8Array): void => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  };
  const submission: Submission = JSON.parse(readFileSync(path.join(bundleOf(strategy), SUBMISSION_PATH), 'utf8'));
  const runs = submission.runs.map(({ benchmark }) => {
    const { record, files } = wholeRun(strategy, benchmark);
    write(runPath(benchmark), JSON.stringify(record));
    for (const [name, content] of files) write(name, content);
    return { benchmark, resultDigest: record.resultDigest };
  });
  write(SUBMISSION_PATH, JSON.stringify({ ...submission, runs }));
}
