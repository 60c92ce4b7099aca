/** What an outside trainer's models gave is kept as it was asked for, and gives the same metrics again, or is refused in words. */
import { writeFileSync } from 'node:fs';
import { dump } from 'npyjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkBundleAt } from '#benchmarks/bundle/check.ts';
import { type EvidencePart, evidencePath } from '#benchmarks/bundle/layout.ts';
import { PURE_ENGINE } from '#benchmarks/protocol/engine.ts';
import { resolveLearner } from '#benchmarks/runner/exec/resolve-learner.ts';
import { EvidenceDiffers } from '#leaderboard/verification/evidence-differs.ts';
import type { RerunSeed } from '#leaderboard/verification/rerun/messages.ts';
import { recompute } from '#leaderboard/verification/rerun/recompute.ts';
import { bundleOf, filledSubmission, type MadeRun, runAgain, writeBundle } from '../../support/bundles.ts';
import { learnerCommand } from '../../support/exec.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const SEED = 1;

async function runOn(benchmark: string): Promise<MadeRun> {
  const learner = await resolveLearner(`exec:${learnerCommand('plain')}`);
  return (await runAgain(benchmark, 'replace', { learner })) as MadeRun;
}

let run: MadeRun;
let generations: number;
const primary = 'cross-entropy';

beforeAll(async () => {
  run = await runOn('ngram-text');
  generations = run.record.trajectories[primary]?.[0]?.length as number;
}, 600_000);

const pathOf = (generation: number, part: EvidencePart) => evidencePath('ngram-text', SEED, generation, part);

/** Computes the seed again, with some files of its evidence replaced. */
function again(
  replaced: Readonly<Record<string, Uint8Array>> = {},
  inputs: Readonly<Record<string, string>> = {},
): Promise<RerunSeed> {
  const folder = temporaryFolder();
  const files = [...run.files].flatMap(([path, bytes], index) => {
    if (!path.startsWith(`evidence/ngram-text/seed-${SEED}/`)) return [];
    const file = `${folder}/${index}.npy`;
    writeFileSync(file, replaced[path] ?? bytes);
    return [[path, file] as const];
  });
  const { size: _, ...benchmark } = run.record.benchmark;
  return recompute(
    {
      benchmark,
      engine: PURE_ENGINE.id,
      strategy: { spec: '', module: null },
      seed: SEED,
      keepSamples: false,
    },
    { files: Object.fromEntries(files), generations, inputs },
  );
}

const lengthOf = (path: string, bytesEach: number): number => {
  const bytes = Buffer.from(run.files.get(path) as Uint8Array);
  return (bytes.length - 10 - bytes.readUInt16LE(8)) / bytesEach;
};
const array = (values: Float64Array | Int32Array | Uint8Array, shape: number[]): Uint8Array =>
  new Uint8Array(dump(values, shape));

describe('a seed that is computed again', () => {
  it('has the metrics that were measured, bit for bit', async () => {
    const { metrics } = await again();
    for (const [metric, values] of Object.entries(metrics))
      expect(values, metric).toEqual(run.record.trajectories[metric]?.[0]);
  });

  it('is refused where its evidence gives the primary metric no value, which nothing is measured of', async () => {
    const path = pathOf(1, 'log-probabilities');
    const count = lengthOf(path, 8);
    const impossible = again({ [path]: array(new Float64Array(count).fill(Number.NEGATIVE_INFINITY), [count]) });
    await expect(impossible).rejects.toThrow(EvidenceDiffers);
    await expect(impossible).rejects.toMatchObject({
      fault: { generation: 1, message: expect.stringContaining(`The primary metric ${primary} is no number`) },
    });
  });

  it('is refused where tokens follow the last text', async () => {
    const path = pathOf(2, 'tokens');
    const count = lengthOf(path, 4) + 1;
    const original = Buffer.from(run.files.get(path) as Uint8Array);
    const longer = new Int32Array(count);
    for (let i = 0; i < count - 1; i++) longer[i] = original.readInt32LE(10 + original.readUInt16LE(8) + 4 * i);
    await expect(again({ [path]: array(longer, [count]) })).rejects.toMatchObject({
      fault: { generation: 2, message: `The evidence has ${count} tokens; its texts end at ${count - 1}.` },
    });
  });

  it('is no fault of its evidence where the benchmark reads something else here', async () => {
    const empty = array(new Float64Array(0), [0]);
    const elsewhere = again({ [pathOf(0, 'log-probabilities')]: empty }, { text: '0'.repeat(64) });
    await expect(elsewhere).rejects.toMatchObject({
      code: 'bad-parameter',
      message: expect.stringContaining('is not what the entry’s trainer read'),
    });
  });
});

it('the check refuses arrays of another shape', async () => {
  const path = pathOf(1, 'log-probabilities');
  const count = lengthOf(path, 8);
  const files = new Map(run.files).set(path, array(new Float64Array(count), [count, 1]));
  const folder = writeBundle(bundleOf([{ record: run.record, files }], filledSubmission([run.record])));
  expect((await checkBundleAt(folder)).problems).toEqual([
    { path, message: `its shape is (${count}, 1); expected (n,)` },
  ]);
});
