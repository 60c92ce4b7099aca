/** The process in which verification runs seeds: what goes over its limits is ended and said, and the next seed runs as ever. */
import { afterAll, describe, expect, test } from 'vitest';
import type { Params } from '#benchmarks/protocol/ids.ts';
import { benchmarkNamed } from '#benchmarks/suite/catalog.ts';
import { SeedProcess } from '#leaderboard/verification/seed-process.ts';

const { card } = benchmarkNamed('gaussian');
const request = (spec: string, sampleSize: number, generations: number) =>
  ({
    benchmark: {
      id: 'gaussian',
      version: 1,
      tier: 'smoke',
      params: card.params.parse({ sampleSize }) as Params,
      generations,
    },
    engine: 'js',
    strategy: { spec, module: null },
    seed: 1,
    keepSamples: false,
  }) as const;
const SMALL = request('replace', 100, 2);

describe.each([
  [
    'memory',
    { seconds: 600, megabytes: 256 },
    request('accumulate', 1_000_000, 200),
    /more than 256 MB|limited to 256 MB/,
  ],
  [
    'time',
    { seconds: 2, megabytes: 4_096 },
    request('replace', 1_000_000, 10_000),
    'The seed took longer than 2 seconds.',
  ],
] as const)('more %s than a seed may have', (_, limits, large, words) => {
  const runner = new SeedProcess({ limits });
  afterAll(() => runner.close());

  test('ends the process and says so', async () => {
    await expect(runner.run(large)).rejects.toThrow(words);
  }, 240_000);

  test('is no matter of the next seed', async () => {
    expect((await runner.run(SMALL)).status).toEqual({ state: 'completed' });
  }, 240_000);
});
