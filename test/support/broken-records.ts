/** Bundles whose record is wrong in one place, and what the check says of it. */
import { checkBundleAt } from '#benchmarks/bundle/check.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { bundleOf, filledSubmission, type MadeRun, setJson, writeBundle } from './bundles.ts';
import { redigested } from './redigested.ts';

/** A record whose fields may be anything. */
// biome-ignore lint/suspicious/noExplicitAny: tests break the types on purpose
export type Loose = any;

/** Problems of a bundle whose record was changed, by place below the record. The digests are made to fit unless `keep`. */
export async function problemsAfter(
  run: MadeRun,
  change: (record: Loose) => void,
  keep: 'new-digest' | 'old-digest' = 'new-digest',
) {
  const record = structuredClone(run.record) as Loose;
  change(record);
  if (keep === 'new-digest') {
    try {
      Object.assign(record, redigested(record as RunRecord));
    } catch {
      // A record that is too broken for a digest is checked without a fitting one.
    }
  }
  const files = bundleOf([run], {
    ...filledSubmission([run.record]),
    runs: [{ benchmark: 'gaussian', resultDigest: record.resultDigest }],
  });
  setJson(files, 'runs/gaussian.json', record);
  const report = await checkBundleAt(writeBundle(files));
  const problems: Record<string, string> = {};
  for (const { path, message } of report.problems) {
    const place = path.replace('runs/gaussian.json#', '');
    problems[place] = problems[place] === undefined ? message : `${problems[place]}; ${message}`;
  }
  return problems;
}

/** A ledger entry of a record. */
export const entry = (record: Loose, seed: number, generation: number): Loose => record.ledger[seed][generation];

/** Takes a seed out of a record, everywhere. */
export function dropSeed(record: Loose, index: number): void {
  for (const rows of [
    record.seeds,
    record.statuses,
    record.ledger,
    record.timings.seedDurationMs,
    ...Object.values(record.trajectories),
  ]) {
    (rows as unknown[]).splice(index, 1);
  }
}
