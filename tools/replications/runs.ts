/** The reference results that the tables of docs/replications.md show. */
import type { ReferenceSet } from '#benchmarks/bundle/reference-sets.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { readRecords } from '../reference/results.ts';

const STRATEGIES = ['replace', 'retain', 'fresh', 'accumulate', 'oracle'];

export interface Runs {
  /** @throws where there is no result of it */
  of(benchmark: string, strategy: string): RunRecord;
  /** Those of the document's that have a result on it. */
  strategies(benchmark: string): readonly string[];
}

/** What is kept of a suite, of the strategies that the document shows. */
export async function loadRuns(set: ReferenceSet): Promise<Runs> {
  const records = new Map<string, RunRecord>();
  for (const strategy of STRATEGIES) {
    for (const record of await readRecords(strategy, set)) records.set(`${record.benchmark.id}/${strategy}`, record);
  }
  return {
    of: (benchmark, strategy) => {
      const record = records.get(`${benchmark}/${strategy}`);
      if (!record)
        throw new Error(
          `There is no reference result of ${strategy} on ${benchmark}; npm run reference -- --suite ${set.suite} makes it.`,
        );
      return record;
    },
    strategies: (benchmark) => STRATEGIES.filter((strategy) => records.has(`${benchmark}/${strategy}`)),
  };
}
