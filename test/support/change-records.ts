/** Bundles with other records: whatever is changed, their digests are right. */
import { runPath, SUBMISSION_PATH } from '#benchmarks/bundle/layout.ts';
import type { Engine, RunRecord } from '#benchmarks/protocol/record.ts';
import type { Submission } from '#benchmarks/protocol/submission.ts';
import { type BundleFiles, setJson } from './bundles.ts';
import { redigested } from './redigested.ts';

/** A copy of a bundle whose records are changed, with the title that tells it from the other. */
export function changeRecords(
  files: BundleFiles,
  title: string,
  change: (record: Omit<RunRecord, 'resultDigest'>) => Omit<RunRecord, 'resultDigest'>,
): BundleFiles {
  const changed: BundleFiles = new Map(files);
  const read = <T>(path: string): T => JSON.parse(new TextDecoder().decode(files.get(path))) as T;
  const submission = read<Submission>(SUBMISSION_PATH);
  const runs = submission.runs.map(({ benchmark }) => {
    const { resultDigest: _, ...record } = read<RunRecord>(runPath(benchmark));
    const made = redigested(change(record));
    setJson(changed, runPath(benchmark), made);
    return { benchmark, resultDigest: made.resultDigest };
  });
  setJson(changed, SUBMISSION_PATH, { ...submission, title, runs });
  return changed;
}

/** The same results as if another engine had made them. */
export function onEngine(files: BundleFiles, engine: Engine): BundleFiles {
  return changeRecords(files, `On ${engine.id} ${engine.version}`, (record) => ({ ...record, engine }));
}

/** The same results, but that the second seed diverged in a generation. */
export function diverged(files: BundleFiles, generation: number): BundleFiles {
  const stop = <T>(seeds: readonly (readonly T[])[]): T[][] =>
    seeds.map((values, s) => (s === 1 ? values.slice(0, generation) : [...values]));
  return changeRecords(files, 'With a seed that diverged', (record) => ({
    ...record,
    statuses: record.statuses.map((status, s) =>
      s === 1 ? { state: 'diverged', generation, reason: 'the variance is not finite' } : status,
    ),
    ledger: stop(record.ledger),
    trajectories: Object.fromEntries(
      Object.entries(record.trajectories).map(([metric, seeds]) => [metric, stop(seeds)]),
    ),
  }));
}
