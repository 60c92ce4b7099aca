/**
 * Makes many distinct, valid bundles from three real runs: every generation of a variant is one of the two
 * controls', its ledger is the base's. They are for load, not for science: nobody ran them.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { resultDigest, sha256 } from '#benchmarks/protocol/digest.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import type { Submission } from '#benchmarks/protocol/submission.ts';
import { readMatrix, writeRows } from './matrix.ts';

type Trajectories = Readonly<RunRecord['trajectories']>;

function trajectoriesOf(records: ReadonlyMap<string, RunRecord>, benchmark: string): Trajectories {
  const record = records.get(benchmark);
  if (record === undefined) throw new Error(`A control has no run of ${benchmark}.`);
  return record.trajectories;
}

/** Of the published samples one example is kept, so that a thousand bundles fit into a database in minutes. */
async function firstExample(file: string): Promise<Uint8Array> {
  const bytes = readFileSync(file);
  if (!file.endsWith('.npy')) return bytes.subarray(0, bytes.indexOf(10) + 1);
  return writeRows(await readMatrix(bytes), 1);
}

/** Reads the records of a run's bundle. @param bundle its folder */
export function readRecords(bundle: string): RunRecord[] {
  const names = readdirSync(path.join(bundle, 'runs'));
  return names.map((name) => JSON.parse(readFileSync(path.join(bundle, 'runs', name), 'utf8')));
}

/** Folders of the real runs' bundles. */
export interface RealRuns {
  readonly replace: string;
  readonly oracle: string;
  readonly base: string;
}

export interface Variants {
  /** Fills a folder with variant `index` of `count`. */
  readonly write: (index: number, count: number, folder: string) => void;
}

/** Variants of the base, between the controls. `family`: the name of a strategy of its own, in place of another value of the base's parameter. */
export async function openVariants(
  { replace, oracle, base }: RealRuns,
  family?: (index: number) => string | undefined,
): Promise<Variants> {
  const records = readRecords(base);
  const submission: Submission = JSON.parse(readFileSync(path.join(base, 'submission.json'), 'utf8'));
  const byBenchmark = (folder: string): Map<string, RunRecord> =>
    new Map(readRecords(folder).map((record) => [record.benchmark.id, record]));
  const [worst, best] = [byBenchmark(replace), byBenchmark(oracle)] as const;
  const samples = new Map<string, Uint8Array>();
  for (const { path: name } of records.flatMap((record) => record.samples))
    samples.set(name, await firstExample(path.join(base, name)));
  const digests = new Map([...samples].map(([name, bytes]) => [name, sha256(bytes)]));

  return {
    write(index, count, folder) {
      const value = 0.5 + (0.4 * (index + 1)) / (count + 1);
      const own = family?.(index);
      const spec = own ?? `temperature:value=${value}`;
      const [first] = records[0]?.strategy.parts ?? [];
      if (first === undefined) throw new Error(`${base} has no runs.`);
      const part =
        own === undefined
          ? { ...first, passed: { value }, resolved: { value } }
          : { id: own, version: 1, passed: {}, resolved: {} };
      const runs = records.map((record, place) => {
        const { id } = record.benchmark;
        // Spread over (0, 1), in another order on every benchmark.
        const share = ((index * (2 * place + 1)) % count) / count;
        const run = {
          ...record,
          strategy: { spec, parts: [part] },
          trajectories: blend(trajectoriesOf(worst, id), trajectoriesOf(best, id), record.trajectories, share),
          samples: record.samples.map((sample) => ({ ...sample, sha256: String(digests.get(sample.path)) })),
        };
        return { ...run, resultDigest: resultDigest(run) };
      });
      const file = (name: string, content: string | Uint8Array): void => {
        mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
        writeFileSync(path.join(folder, name), content);
      };
      for (const run of runs) file(`runs/${run.benchmark.id}.json`, JSON.stringify(run));
      for (const [name, bytes] of samples) file(name, bytes);
      file(
        'submission.json',
        JSON.stringify({
          ...submission,
          title: `Variant ${index + 1} of ${count}`,
          strategy: { ...submission.strategy, spec },
          authors: [{ name: `Bench ${index + 1}` }],
          runs: runs.map(({ benchmark, resultDigest }) => ({ benchmark: benchmark.id, resultDigest })),
        }),
      );
    },
  };
}

/**
 * Each generation of each seed is one of the controls', with all its metrics: they are functions of each other, so nothing between
 * would pass the check. The larger the share, the more are the best's.
 */
function blend(worst: Trajectories, best: Trajectories, base: Trajectories, share: number): RunRecord['trajectories'] {
  const chosen = (seed: number, generation: number): Trajectories =>
    ((31 * seed + 17 * generation) % 97) / 97 < share ? best : worst;
  return Object.fromEntries(
    Object.entries(base).map(([metric, rows]) => [
      metric,
      rows.map((row, seed) =>
        row.map((own, generation) => {
          const value = chosen(seed, generation)[metric]?.[seed]?.[generation];
          return value === undefined ? own : value;
        }),
      ),
    ]),
  );
}
