/** The bundles that the vectors change: small runs under a name that no strategy has, with three samples a file. */
import { draftSubmission } from '#benchmarks/bundle/draft.ts';
import { runPath, SUBMISSION_PATH } from '#benchmarks/bundle/layout.ts';
import { sha256, withDigests } from '#benchmarks/protocol/digest.ts';
import type { Environment, RunRecord } from '#benchmarks/protocol/record.ts';
import { planRuns } from '#benchmarks/runner/plan.ts';
import runPlannedSeed from '#benchmarks/runner/planned-seed.ts';
import { assembleRecord } from '#benchmarks/runner/record.ts';

/** A bundle as vectors keep it: JSON files as values, all others as bytes in base64. */
export interface Base {
  readonly json: Readonly<Record<string, unknown>>;
  readonly bytes: Readonly<Record<string, string>>;
}

/** One with the first ledger, one with that of suite 0.3. */
export const BASES = ['gaussian@1', 'gaussian-drift'] as const;
export type BaseName = (typeof BASES)[number];

const SPEC = 'widen:factor=1.005';
const PART = { id: 'widen', version: 1, passed: { factor: 1.005 }, resolved: { factor: 1.005, seed: 'own' } } as const;
const ROWS = 3;
const ENVIRONMENT: Environment = {
  node: 'none',
  platform: 'linux',
  arch: 'x64',
  cpu: 'made by a tool',
  cores: 2,
  heirloom: 'none',
  commit: null,
  dirty: null,
};

export async function makeBase(name: BaseName): Promise<Base> {
  const [plan] = planRuns({ benchmarks: [name], strategies: ['replace'], tier: 'smoke' }).runs;
  if (plan === undefined) throw new Error(`replace is not applicable to ${name}.`);
  const outcomes = [];
  for (const seed of plan.seeds)
    outcomes.push((await runPlannedSeed({ plan, seed, keepSamples: seed === 1, checkpoint: null })).outcome);
  const run = await assembleRecord(plan, outcomes, ENVIRONMENT, new Date(0), 1);
  const { width } = run.samples.length > 0 ? widthOf(run) : { width: 1 };
  const bytes: Record<string, string> = {};
  const samples = run.samples.map((sample, generation) => {
    const content = matrix(ROWS, width, (i) => (i + 1) / (generation + 2));
    bytes[sample.path] = content.toString('base64');
    return { ...sample, sha256: sha256(content) };
  });
  const { resultDigest: _, metricDigests: _later, ...undigested } = run;
  const record = withDigests(
    {
      ...undigested,
      engine: { id: 'python', version: '3' },
      strategy: { spec: SPEC, parts: [PART] },
      timings: { startedAt: '2026-01-31T12:00:00Z', durationMs: 1, seedDurationMs: run.seeds.map(() => 1) },
      samples,
    },
    Object.keys(run.metricDigests ?? {}),
  );
  const submission = {
    ...draftSubmission({ suite: run.suite, tier: 'smoke', spec: SPEC, runs: [record] }),
    title: 'Widen',
    authors: [{ name: 'Ada Lovelace' }],
    licence: 'CC0-1.0',
    attempts: 1,
  };
  return { json: { [runPath(run.benchmark.id)]: record, [SUBMISSION_PATH]: submission }, bytes };
}

/** Both benchmarks' samples are vectors of as many numbers as the world has dimensions. */
const widthOf = ({ benchmark }: RunRecord) => ({ width: Number(benchmark.params.dimension ?? 1) });

/** A `.npy` file of doubles in C order, as numpy.save writes it. */
export function matrix(rows: number, columns: number, valueAt: (index: number) => number, descr = '<f8'): Buffer {
  const values = Buffer.alloc(rows * columns * 8);
  for (let i = 0; i < rows * columns; i++) values.writeDoubleLE(valueAt(i), i * 8);
  return npy(`{'descr': '${descr}', 'fortran_order': False, 'shape': (${rows}, ${columns}), }`, values);
}

/** A `.npy` file with any text for a header. */
export function npy(header: string, values: Uint8Array, version = 1): Buffer {
  const start = version === 1 ? 10 : 12;
  const padded = `${header}${' '.repeat(63 - ((start + header.length) % 64))}\n`;
  const prefix = Buffer.alloc(start);
  prefix.write('\x93NUMPY', 'latin1');
  prefix.writeUInt8(version, 6);
  if (version === 1) prefix.writeUInt16LE(padded.length, 8);
  else prefix.writeUInt32LE(padded.length, 8);
  return Buffer.concat([prefix, Buffer.from(padded, 'latin1'), values]);
}
