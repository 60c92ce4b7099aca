/**
 * What claims are compared with: runs of specifications on benchmarks, from the reference results of the newest suite that has some of a
 * benchmark; with the long horizon beside them.
 */
import { REFERENCE_SETS } from '#benchmarks/bundle/reference-sets.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { requireSamePlan, runOutcome, toScoredRun } from '#benchmarks/scoring/index.ts';
import { benchmarksOf, requireBenchmark } from '#benchmarks/suite/catalog.ts';
import { keptSpecs, readRecords } from '../reference/results.ts';
import { type Averages, type LongRuns, longAverages, readLongRuns } from './long.ts';

const CONTROLS = ['replace', 'oracle'];

/** Of a run at half of the generations, at all of them, and at four times as many. Undefined where nobody ran it. */
export interface Measured {
  readonly half: Averages | undefined;
  readonly full: Averages | undefined;
  readonly long: Averages | undefined;
}

export type Horizon = keyof Measured;

export interface MeasuredBenchmark {
  readonly id: string;
  /** As commands take it; with its protocol where it is of the first set's suites. */
  readonly name: string;
  readonly primary: string;
  readonly records: ReadonlyMap<string, RunRecord>;
  readonly runs: ReadonlyMap<string, Measured>;
}

/** Reads the runs of some specifications and of the controls, by benchmark; those of which a control is missing are left out. */
export async function readMeasured(specs: readonly string[]): Promise<MeasuredBenchmark[]> {
  const long = readLongRuns();
  const newestFirst = REFERENCE_SETS.toReversed();
  const found = new Map<string, Map<string, RunRecord>>();
  for (const set of newestFirst) {
    const wanted = keptSpecs(set).filter((spec) => CONTROLS.includes(spec) || specs.includes(spec));
    const own = new Map<string, Map<string, RunRecord>>();
    for (const spec of wanted) {
      for (const record of await readRecords(spec, set)) {
        const { id } = record.benchmark;
        own.set(id, (own.get(id) ?? new Map()).set(spec, record));
      }
    }
    for (const [id, records] of own)
      if (!found.has(id) && CONTROLS.every((control) => records.has(control))) found.set(id, records);
  }
  const ids = new Set(newestFirst.flatMap(({ suite }) => benchmarksOf(suite).map(({ id }) => id)));
  return [...ids].flatMap((id) => {
    const records = found.get(id);
    return records === undefined ? [] : measure(id, records, long);
  });
}

function measure(id: string, records: ReadonlyMap<string, RunRecord>, long: LongRuns): MeasuredBenchmark {
  const [control] = records.values();
  const { card } = requireBenchmark((control as RunRecord).benchmark);
  const isFirst = benchmarksOf(REFERENCE_SETS[0].suite).includes(card);
  const plan = toScoredRun(records.get('replace') as RunRecord, card).plan;
  const protocol = `${id}@${card.version}`;
  const runs = new Map<string, Measured>();
  for (const [spec, record] of records) {
    requireSamePlan(toScoredRun(record, card).plan, plan, 'replace');
    const outcome = runOutcome(record, card.primary);
    // A run that failed says nothing about its strategy.
    const at = (which: 'half' | 'full'): Averages | undefined =>
      outcome.state === 'completed'
        ? Array.from(outcome.averages[which])
        : outcome.state === 'diverged'
          ? null
          : undefined;
    runs.set(spec, { half: at('half'), full: at('full'), long: longAverages(long, protocol, spec) });
  }
  return { id, name: isFirst ? protocol : id, primary: card.primary, records, runs };
}
