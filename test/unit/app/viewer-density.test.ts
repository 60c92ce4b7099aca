/** Densities of the collapse viewer: contours run where they should, and the truth is drawn where it has moved. */
import { describe, expect, it } from 'vitest';
import { Stream } from '#benchmarks/numerics/stream.ts';
import type { SampleFrame } from '#leaderboard/views/index.ts';
import { contoursOf } from '../../../app/components/viewer/density.ts';
import { extentOf } from '../../../app/components/viewer/extent.ts';
import { type Pair, type Truth, truthAt } from '../../../app/components/viewer/truth.ts';

const DEVIATION = 0.5;
const truthOf = (...modes: readonly Pair[]): Truth & { kind: 'points-2d' } => ({
  kind: 'points-2d',
  points: [[0, 0]],
  modes: modes.map(([x, y]) => ({ at: [x, y], weight: 1 / modes.length })),
  deviation: DEVIATION,
});

/** Points around modes, in turn. */
function framed(count: number, ...modes: readonly Pair[]): SampleFrame & { kind: 'points' } {
  const rng = new Stream('viewer-density');
  const points = Array.from({ length: count }, (_, i): Pair => {
    const [x, y] = modes[i % modes.length] as Pair;
    return [x + DEVIATION * rng.normal(), y + DEVIATION * rng.normal()];
  });
  return { kind: 'points', generation: 0, points };
}

const radii = (line: readonly Pair[], [x, y]: Pair): number[] => line.map(([a, b]) => Math.hypot(a - x, b - y));

describe('contours', () => {
  it('of one mode are circles within which lie half and 95% of it, smoothed by the kernel', () => {
    const truth = truthOf([1, -2]);
    const frame = framed(300, [1, -2]);
    const contours = contoursOf(frame, truth, extentOf([frame], truth));
    const smoothed = Math.hypot(DEVIATION, DEVIATION / 2);
    const expected = [0.5, 0.95].map((share) => smoothed * Math.sqrt(-2 * Math.log(1 - share)));
    expect(contours?.truth).toHaveLength(2);
    for (const [index, line] of (contours?.truth ?? []).entries()) {
      expect(line[0]).toEqual(line.at(-1));
      for (const radius of radii(line, [1, -2]))
        expect(Math.abs(radius - (expected[index] as number))).toBeLessThan(0.05);
    }
  });

  it('of samples of the truth lie about where the truth’s are, and a mode that nothing was drawn of has none', () => {
    const modes: readonly Pair[] = [
      [-3, 0],
      [3, 0],
    ];
    const truth = truthOf(...modes);
    const extent = extentOf([framed(300, ...modes)], truth);
    const around = (frame: SampleFrame, mode: Pair): number =>
      contoursOf(frame, truth, extent)?.samples.filter((line) => radii(line, mode).every((radius) => radius < 2))
        .length ?? 0;
    expect(modes.map((mode) => around(framed(300, ...modes), mode) > 0)).toEqual([true, true]);
    expect(modes.map((mode) => around(framed(300, [-3, 0]), mode) > 0)).toEqual([true, false]);
  });

  it('are there of nothing but a plane with modes', () => {
    const line: SampleFrame = { kind: 'values', generation: 0, values: [0, 1] };
    expect(contoursOf(line, truthOf([0, 0]), extentOf([line], null))).toBeNull();
  });
});

describe('the truth of a world that moves', () => {
  it('is turned, scaled and shifted; one that stands stays as it is', () => {
    const frame = framed(10, [0, 0]);
    const truth = truthOf([4, 0]);
    expect(truthAt(truth, frame)).toBe(truth);
    const moved = truthAt(truth, { ...frame, moved: { shift: [1, 2], scale: 2, angle: Math.PI / 2 } });
    if (moved?.kind !== 'points-2d') throw new Error('expected modes');
    expect(moved.modes[0]?.at[0]).toBeCloseTo(1, 12);
    expect(moved.modes[0]?.at[1]).toBeCloseTo(10, 12);
    expect(moved.deviation).toBe(1);
    const density: Truth = { kind: 'points-1d', values: [0], density: [[0, 0.4]] };
    const later: SampleFrame = {
      kind: 'values',
      generation: 3,
      values: [0],
      moved: { shift: [-0.6], scale: 2, angle: 0 },
    };
    expect(truthAt(density, later)).toMatchObject({ density: [[-0.6, 0.2]] });
  });
});
