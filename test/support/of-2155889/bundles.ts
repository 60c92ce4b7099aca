/**
 * Bundles that the checkout of then made and took: its own harness runs, one seed stands for all of a benchmark's, and what is
 * drawn is blank, so that a whole board stays small. An entry that is run in full has its own numbers, which today's harness must
 * make again.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

export interface Entry {
  readonly spec: string;
  readonly benchmarks: readonly string[];
  /** Every seed is run, and samples are kept as they are. */
  readonly inFull?: boolean;
  readonly title: string;
  /** Gap closed that the scores come out near where one seed stands for all: 0 as replace, 100 as oracle. */
  readonly quality: number;
}

/** A record as the code of then made it. */
interface Run {
  // biome-ignore lint/suspicious/noExplicitAny: its types were those of then
  readonly record: any;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

const TIER = 'quick';
const ENVIRONMENT = {
  ...{ node: 'v20.20.2', platform: 'linux', arch: 'x64', cpu: 'test', cores: 2 },
  ...{ heirloom: '0.1.0', commit: null, dirty: null },
};

/** Returns what writes an entry's bundle into a folder. @param root the checkout of then */
export async function openThen(root: string): Promise<(entry: Entry, folder: string) => Promise<void>> {
  const load = (file: string) => import(pathToFileURL(path.join(root, 'benchmarks', file)).href);
  const [{ planRuns }, { default: runPlannedSeed }, { assembleRecord }, { draftSubmission }] = await Promise.all(
    ['runner/plan.ts', 'runner/planned-seed.ts', 'runner/record.ts', 'bundle/draft.ts'].map(load),
  );
  const [{ resultDigest, sha256 }, { requireBenchmark }, { runPath, SUBMISSION_PATH }] = await Promise.all(
    ['protocol/digest.ts', 'suite/catalog.ts', 'bundle/layout.ts'].map(load),
  );

  const run = async (benchmark: string, spec: string, seeds?: number): Promise<Run> => {
    const plan = planRuns({ benchmarks: [benchmark], strategies: [spec], tier: TIER, ...(seeds && { seeds }) }).runs[0];
    const outcomes = [];
    const files = new Map<string, Uint8Array>();
    for (const seed of plan.seeds) {
      const { outcome, files: own } = await runPlannedSeed({ plan, seed, keepSamples: seed === 1, checkpoint: null });
      outcomes.push(outcome);
      for (const { path: name, bytes } of own) files.set(name, bytes);
    }
    return { record: await assembleRecord(plan, outcomes, ENVIRONMENT, new Date(0), 1), files };
  };
  // biome-ignore-start lint/suspicious/noExplicitAny: records of then
  const withBlanks = ({ record: { resultDigest: _, ...record }, files }: Run): Run => {
    const blanks = new Map([...files].map(([name, bytes]) => [name, blank(name, bytes)]));
    const samples = record.samples.map((sample: any) => ({ ...sample, sha256: sha256(blanks.get(sample.path)) }));
    const made = { ...record, samples };
    return { record: { ...made, resultDigest: resultDigest(made) }, files: blanks };
  };
  const asAll = (record: any, quality: number) => {
    const { card } = requireBenchmark(record.benchmark.id);
    const seeds = Array.from({ length: card.tiers[TIER].seeds }, (_, index) => index + 1);
    const repeated = (items: readonly unknown[]) => seeds.map(() => items[0]);
    const rows = Object.entries<unknown[]>(record.trajectories).map(([metric, of]) => [metric, repeated(of)]);
    const { generations } = record.benchmark;
    const primary = seeds.map((seed) => risingTo(generations, seed, record.strategy.spec.length, quality));
    return {
      ...record,
      official: true,
      seeds,
      statuses: repeated(record.statuses),
      ledger: repeated(record.ledger),
      trajectories: { ...Object.fromEntries(rows), [card.primary]: primary },
      timings: { ...record.timings, seedDurationMs: seeds.map(() => 1) },
    };
  };

  // biome-ignore-end lint/suspicious/noExplicitAny: records of then
  const oneSeed = new Map<string, Promise<Run>>();
  const runBriefly = async (benchmark: string, spec: string, quality: number): Promise<Run> => {
    const key = `${benchmark} ${spec}`;
    const known = oneSeed.get(key) ?? run(benchmark, spec, 1);
    oneSeed.set(key, known);
    const { record, files } = await known;
    return withBlanks({ record: asAll(record, quality), files });
  };

  return async ({ spec, benchmarks, inFull = false, title, quality }, folder) => {
    const runs: Run[] = [];
    for (const benchmark of benchmarks)
      runs.push(inFull ? await run(benchmark, spec) : await runBriefly(benchmark, spec, quality));
    const records = runs.map(({ record }) => record);
    const { suite, strategy } = records[0];
    const submission = {
      ...draftSubmission({ suite, tier: TIER, spec, parts: strategy.parts, runs: records }),
      ...{ title, authors: [{ name: 'Ada Lovelace' }], licence: 'CC0-1.0', attempts: 1 },
    };
    const write = (name: string, content: Uint8Array | string) => {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), content);
    };
    for (const { record, files } of runs) {
      for (const [name, bytes] of files) write(name, bytes);
      write(runPath(record.benchmark.id), `${JSON.stringify(record)}\n`);
    }
    write(SUBMISSION_PATH, `${JSON.stringify(submission)}\n`);
  };
}

/** A sample file of the same size and form with nothing in it: what was drawn is large, and nobody asks what it was. */
function blank(name: string, bytes: Uint8Array): Uint8Array {
  if (name.endsWith('.jsonl')) return Buffer.from('"word"\n');
  if (!name.endsWith('.npy')) return bytes;
  // NumPy format 1.0: ten bytes, of which the last two tell how long the header is.
  const start = 10 + new DataView(bytes.buffer, bytes.byteOffset).getUint16(8, true);
  return new Uint8Array(bytes.length).map((_, place) => (place < start ? (bytes[place] ?? 0) : 0));
}

/** From 0.1 to 0.2 where nothing is gained, in few digits and five steps; seeds differ in what all strategies share, and a little of one's own. */
function risingTo(generations: number, seed: number, own: number, quality: number): number[] {
  const lean = 0.0005 * ((seed * 7) % 20) + 0.0002 * ((seed * own) % 11);
  const rise = 0.1 * (1 - quality / 100);
  return Array.from({ length: generations + 1 }, (_, g) => {
    const step = Math.ceil((5 * g) / generations) / 5;
    return Math.round(1e4 * (0.1 + lean + rise * step)) / 1e4;
  });
}
