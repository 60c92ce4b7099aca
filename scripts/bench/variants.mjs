/**
 * Makes many distinct, valid bundles from three real runs: every generation of a variant is one of the two
 * controls', its ledger is the base's. They are for load, not for science: nobody ran them.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { dump, load } from 'npyjs';
import { resultDigest, sha256 } from '../../benchmarks/protocol/digest.ts';

/** Of the published samples one example is kept, so that a thousand bundles fit into a database in minutes. */
async function firstExample(file) {
  const bytes = readFileSync(file);
  if (!file.endsWith('.npy')) return bytes.subarray(0, bytes.indexOf(10) + 1);
  const { data, shape } = await load(new Uint8Array(bytes));
  return new Uint8Array(dump(data.slice(0, shape[1]), [1, shape[1]]));
}

/** Reads the records of a run's bundle. @param {string} bundle */
export function readRecords(bundle) {
  const names = readdirSync(path.join(bundle, 'runs'));
  return names.map((name) => JSON.parse(readFileSync(path.join(bundle, 'runs', name), 'utf8')));
}

/**
 * Writes variants next to each other; `write(i, folder)` fills a folder with variant i.
 * @param {{ replace: string, oracle: string, base: string }} bundles folders of the real runs
 */
export async function openVariants({ replace, oracle, base }) {
  const records = readRecords(base);
  const submission = JSON.parse(readFileSync(path.join(base, 'submission.json'), 'utf8'));
  const byBenchmark = (folder) => new Map(readRecords(folder).map((record) => [record.benchmark.id, record]));
  const [worst, best] = [byBenchmark(replace), byBenchmark(oracle)];
  /** @type {Map<string, Uint8Array>} */
  const samples = new Map();
  for (const { path: name } of records.flatMap((record) => record.samples))
    samples.set(name, await firstExample(path.join(base, name)));
  const digests = new Map([...samples].map(([name, bytes]) => [name, sha256(bytes)]));

  return {
    /** @param {number} index @param {number} count @param {string} folder */
    write(index, count, folder) {
      const value = 0.5 + (0.4 * (index + 1)) / (count + 1);
      const spec = `temperature:value=${value}`;
      const part = { ...records[0].strategy.parts[0], passed: { value }, resolved: { value } };
      const runs = records.map((record, place) => {
        const { id } = record.benchmark;
        // Spread over (0, 1), in another order on every benchmark.
        const share = ((index * (2 * place + 1)) % count) / count;
        const run = {
          ...record,
          strategy: { spec, parts: [part] },
          trajectories: blend(worst.get(id).trajectories, best.get(id).trajectories, record.trajectories, share),
          samples: record.samples.map((sample) => ({ ...sample, sha256: digests.get(sample.path) })),
        };
        return { ...run, resultDigest: resultDigest(run) };
      });
      const file = (name, content) => {
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
function blend(worst, best, base, share) {
  const chosen = (seed, generation) => (((31 * seed + 17 * generation) % 97) / 97 < share ? best : worst);
  return Object.fromEntries(
    Object.entries(base).map(([metric, rows]) => [
      metric,
      rows.map((row, seed) =>
        row.map((own, generation) => {
          const value = chosen(seed, generation)[metric][seed]?.[generation];
          return value === undefined ? own : value;
        }),
      ),
    ]),
  );
}
