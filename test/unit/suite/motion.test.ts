/** How worlds that move are said to move is how their real data moves. */
import { describe, expect, it } from 'vitest';
import { seedRoot, worldStream } from '#benchmarks/numerics/seed-streams.ts';
import { Stream } from '#benchmarks/numerics/stream.ts';
import { resolveBenchmarkParams } from '#benchmarks/runner/plan.ts';
import { loadBenchmark } from '#benchmarks/runner/planned-seed.ts';
import { benchmarkNamed, findMotion } from '#benchmarks/suite/catalog.ts';
import { getRealSample } from '#benchmarks/suite/real-samples.ts';

const DRAWN = 4000;
const GENERATION = 7;

/** Real data of a seed at a generation as sample files have it, row by row, and where the truth is said to lie. */
async function movedWorld(name: string, seed: number) {
  const { card } = benchmarkNamed(name);
  const { id, version } = card;
  const params = resolveBenchmarkParams(card, 'smoke', {});
  const tier = { tier: 'smoke', params, generations: 10 } as const;
  const benchmark = await loadBenchmark({ benchmark: { id, version, ...tier }, engine: 'js' });
  const world = await benchmark.open(worldStream(new Stream(seedRoot(`${id}@${version}`, seed))), seed);
  const batch = await world.drawReal(DRAWN, new Stream('draw'), GENERATION);
  const shown = world.shown?.(batch) ?? batch;
  const motion = await findMotion({ id, version });
  const rows = Array.from({ length: DRAWN }, (_, i) => [...shown.row(i)]);
  return { rows, moved: motion?.(params, seed)(GENERATION), real: getRealSample(card)?.data };
}

describe.each([1, 2, 3, 4])('seed %i', (seed) => {
  it('of gaussian-drift lies where its motion says', async () => {
    const { rows, moved } = await movedWorld('gaussian-drift', seed);
    const mean = rows.reduce((sum, [x = 0]) => sum + x, 0) / DRAWN;
    const deviation = Math.sqrt(rows.reduce((sum, [x = 0]) => sum + (x - mean) ** 2, 0) / DRAWN);
    expect(Math.abs(mean)).toBeGreaterThan(1);
    // Four standard errors.
    expect(Math.abs(mean - (moved?.shift[0] ?? 0))).toBeLessThan((4 * deviation) / Math.sqrt(DRAWN));
    expect(Math.abs(deviation / (moved?.scale ?? 0) - 1)).toBeLessThan(4 / Math.sqrt(2 * DRAWN));
  });

  it('of gmm-drift has its modes where its motion says', async () => {
    const { rows, moved, real } = await movedWorld('gmm-drift', seed);
    if (real?.kind !== 'points-2d' || moved === undefined) throw new Error('expected modes that move');
    const [cosine, sine] = [Math.cos(moved.angle), Math.sin(moved.angle)];
    const modes = real.modes.map(({ at: [x, y] }) => [cosine * x - sine * y, sine * x + cosine * y] as const);
    const near = rows.filter(([x = 0, y = 0]) =>
      modes.some(([a, b]) => Math.hypot(x - a, y - b) < 3 * real.deviation),
    ).length;
    // Of a round Gaussian 1 − e^(−4.5) = 98.9% lie within three deviations; turned the other way round it would be far less.
    expect(near / DRAWN).toBeGreaterThan(0.98);
  });
});

it('worlds that stand have no motion', async () => {
  expect(await findMotion(benchmarkNamed('gmm-2d').card)).toBeNull();
});
