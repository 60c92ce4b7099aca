/** The committed samples of real data are what their own command makes of this code, and small enough for a page. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { MAX_REAL_SAMPLE_BYTES } from '#benchmarks/protocol/real-sample.ts';
import { runSeed } from '#benchmarks/runner/harness.ts';
import { loadBenchmark } from '#benchmarks/runner/planned-seed.ts';
import { drawRealSample, formatRealSample } from '#benchmarks/runner/real-sample.ts';
import { BENCHMARKS, benchmarkName, benchmarkNamed, folderOf } from '#benchmarks/suite/catalog.ts';
import { isReleased, type Versioned } from '#benchmarks/suite/manifests.ts';
import { getRealSample } from '#benchmarks/suite/real-samples.ts';
import { heirloom } from '../../support/cli.ts';

const fileAt = (card: Versioned): string =>
  path.resolve(import.meta.dirname, `../../../benchmarks/suite/${folderOf(card)}/real-sample.json`);
const fileOf = (card: Versioned): string => readFileSync(fileAt(card), 'utf8');
/** Of a released suite all; a benchmark that is new may have none yet. */
const shown = BENCHMARKS.map(({ card }) => card).filter((card) => isReleased(card) || existsSync(fileAt(card)));

describe.each(shown.map((card) => [benchmarkName(card), card] as const))('%s', (name, card) => {
  it('is what its stream draws, in less than 20 kB', async () => {
    const text = fileOf(card);
    expect(formatRealSample(await drawRealSample(name))).toBe(text);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MAX_REAL_SAMPLE_BYTES);
    expect(getRealSample(card)).toEqual(JSON.parse(text));
  });
});

it('is generation 0’s training set of seed 1', async () => {
  const { card } = benchmarkNamed('gaussian');
  const sample = getRealSample(card);
  if (sample?.data.kind !== 'points-1d') throw new Error('gaussian shows points on a line');
  const { params, version, tier } = sample.benchmark;
  const benchmark = await loadBenchmark({
    benchmark: { id: 'gaussian', version, tier, params, generations: card.tiers[tier].generations },
    engine: 'js',
  });
  const { metrics } = await runSeed({
    root: `gaussian@${version}`,
    benchmark,
    metrics: card.metrics.map(({ id }) => id),
    primary: 'w2-root',
    strategies: [],
    seed: 1,
    generations: 0,
    keepSamples: false,
  });
  const mean = sample.data.values.reduce((sum, value) => sum + value, 0) / sample.units;
  expect(sample.data.values).toHaveLength(sample.units);
  // The file has four digits of each number.
  expect(mean * mean).toBeCloseTo(metrics['mean-error']?.[0] as number, 4);
});

it('is printed by the command line, and asked for a name that is no benchmark it says which there are', async () => {
  expect(await heirloom(['show', 'gaussian', '--real-sample'])).toEqual({
    code: 0,
    stdout: fileOf(benchmarkNamed('gaussian').card),
    stderr: '',
  });
  expect(await heirloom(['show', 'w2-root', '--real-sample'])).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/Unknown benchmark "w2-root"\. npx heirloom list benchmarks lists all\./),
  });
});

it('null for what is no benchmark', () => expect(getRealSample({ id: 'nothing', version: 1 })).toBeNull());
