/**
 * What the database keeps of a bundle's runs, made by the thread that checks it: a long ledger would keep everybody waiting
 * on the site's own, and needn't be sent there whole.
 */
import { type BadReport, type GoodReport, unreadReport } from '#benchmarks/bundle/check-source.ts';
import { type CompactLedger, compactLedger } from '#benchmarks/protocol/compact-ledger.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { requireBenchmark } from '#benchmarks/suite/catalog.ts';
import { type RunResults, runResults } from '../scores/run-results.ts';
import type { CheckedBundle, UnpackedBundle } from './checked-bundle.ts';

export interface KeptRun {
  /** Without what is kept in another form, or in the bundle alone. */
  readonly record: Omit<RunRecord, 'ledger' | 'samples'>;
  readonly ledger: CompactLedger;
  readonly results: RunResults;
}

/** A bundle that passes, with its runs as they are stored. */
export interface StorableBundle extends Omit<GoodReport, 'runs'> {
  readonly runs: readonly KeptRun[];
  readonly unpacked: UnpackedBundle;
}

/** A bundle's report as the site's own thread takes it; a bundle whose results can't be computed doesn't pass. */
export function storable(checked: CheckedBundle): BadReport | StorableBundle {
  if (!checked.ok) return checked;
  try {
    return { ...checked, runs: checked.runs.map(keptRun) };
  } catch (error) {
    return unreadReport(error);
  }
}

function keptRun(run: RunRecord): KeptRun {
  const { ledger, samples: _, ...record } = run;
  return { record, ledger: compactLedger(ledger), results: runResults(run, requireBenchmark(run.benchmark).card) };
}
