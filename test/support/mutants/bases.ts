/**
 * Small bundles that pass the check, for mutants: cut out of the reference results, so that nothing is trained. Two seeds,
 * four generations, and the first examples of each sample.
 */
import { draftSubmission } from '#benchmarks/bundle/draft.ts';
import { runPath, SUBMISSION_PATH } from '#benchmarks/bundle/layout.ts';
import { readHeader } from '#benchmarks/bundle/npy.ts';
import { sha256 } from '#benchmarks/protocol/digest.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { wholeRun } from '../../../tools/reference/whole.ts';
import type { BundleFiles } from '../bundles.ts';
import { npyOf } from '../npy.ts';
import { redigested } from '../redigested.ts';

const SEEDS = 2;
const GENERATIONS = 3;
const EXAMPLES = 6;

/** Every form of samples, every kind of ledger, one bundle of several runs. */
const CHOICES: readonly (readonly [strategy: string, ...benchmarks: string[]])[] = [
  ['retain', 'gaussian'],
  ['accumulate', 'regression'],
  ['temperature', 'gmm-2d'],
  ['fresh', 'word-frequencies'],
  ['filter-verifier', 'ngram-text'],
  ['distill', 'digits-vae'],
  ['freeze', 'text-transformer'],
  ['accumulate-subsample', 'gaussian', 'regression', 'ngram-text'],
];

export interface Base {
  readonly name: string;
  readonly files: BundleFiles;
  /** `replace` and `oracle` on its benchmarks, by name. */
  readonly controls: ReadonlyMap<string, BundleFiles>;
}

export function readBases(): Base[] {
  const bases: Base[] = [];
  for (const [strategy, ...benchmarks] of CHOICES) {
    const controls = new Map<string, BundleFiles>();
    for (const control of ['replace', 'oracle']) controls.set(control, cut(control, benchmarks));
    bases.push({ name: `${strategy} on ${benchmarks.join(', ')}`, files: cut(strategy, benchmarks), controls });
  }
  return bases;
}

function cut(strategy: string, benchmarks: readonly string[]): BundleFiles {
  const files: BundleFiles = new Map();
  const records: RunRecord[] = [];
  for (const benchmark of benchmarks) {
    const record = cutRun(strategy, benchmark, files);
    files.set(runPath(benchmark), encode(record));
    records.push(record);
  }
  const { suite, benchmark, strategy: named } = records[0] as RunRecord;
  const draft = draftSubmission({ suite, tier: benchmark.tier, spec: named.spec, runs: records });
  files.set(
    SUBMISSION_PATH,
    encode({ ...draft, title: 'A test', authors: [{ name: 'Ada Lovelace' }], licence: 'CC0-1.0', attempts: 1 }),
  );
  return files;
}

function cutRun(strategy: string, benchmark: string, files: BundleFiles): RunRecord {
  const { record: whole, files: sampleFiles } = wholeRun(strategy, benchmark);
  const rows = <T>(seeds: readonly (readonly T[])[]): T[][] =>
    seeds.slice(0, SEEDS).map((values) => values.slice(0, GENERATIONS + 1));
  const seeds = whole.seeds.slice(0, SEEDS);
  const samples = [];
  for (const sample of whole.samples) {
    if (sample.seed !== seeds[0] || sample.generation > GENERATIONS) continue;
    const bytes = fewExamples(sample.path, sampleFiles.get(sample.path) as Buffer);
    files.set(sample.path, bytes);
    samples.push({ ...sample, sha256: sha256(bytes) });
  }
  const { resultDigest: _, environment, ...rest } = whole;
  const makers = environment.madeBy?.flatMap((maker) => {
    const made = maker.seeds.filter((seed) => seeds.includes(seed));
    return made.length > 0 ? [{ ...maker, seeds: made }] : [];
  });
  const record = {
    ...rest,
    benchmark: { ...rest.benchmark, tier: 'smoke' as const, generations: GENERATIONS },
    official: false,
    seeds,
    statuses: rest.statuses.slice(0, SEEDS),
    ledger: rows(rest.ledger),
    trajectories: Object.fromEntries(
      Object.entries(rest.trajectories).map(([metric, values]) => [metric, rows(values)]),
    ),
    samples,
    environment: { ...environment, ...(makers && { madeBy: makers }) },
    timings: { ...rest.timings, seedDurationMs: rest.timings.seedDurationMs.slice(0, SEEDS) },
  };
  return redigested(record);
}

function fewExamples(path: string, bytes: Buffer): Uint8Array {
  if (path.endsWith('.jsonl'))
    return encodeText(bytes.toString('utf8').split('\n').slice(0, EXAMPLES).join('\n').concat('\n'));
  const header = readHeader(bytes);
  if (typeof header === 'string' || header.type.kind === 'other')
    throw new Error(`${path} can't be cut: ${String(header)}`);
  const [examples = 0, ...rest] = header.shape;
  const count = Math.min(EXAMPLES, examples);
  const size = header.type.size * count * rest.reduce((product, length) => product * length, 1);
  const kind = { float: 'f', integer: header.type.name.startsWith('u') ? 'u' : 'i', bool: 'b' }[header.type.kind];
  const descr = `${header.type.size === 1 ? '|' : '<'}${kind}${header.type.size}`;
  return npyOf({ descr, shape: [count, ...rest], bytes: bytes.subarray(header.offset, header.offset + size) });
}

const encodeText = (text: string): Uint8Array => new TextEncoder().encode(text);
const encode = (value: unknown): Uint8Array => encodeText(`${JSON.stringify(value)}\n`);
