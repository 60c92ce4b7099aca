/** The truth that samples are seen beside. */
import type { RealSample } from '#benchmarks/protocol/real-sample.ts';
import type { SampleFrame } from '#leaderboard/views/index.ts';

export type Truth = RealSample['data'] | null;
export type Pair = readonly [number, number];

/** The truth as it lies by a frame's generation: a world that stands as it is, one that moves where it has gone. */
export function truthAt(truth: Truth, frame: SampleFrame): Truth {
  const moved = 'moved' in frame ? frame.moved : undefined;
  if (truth === null || moved === undefined) return truth;
  const { shift, scale, angle } = moved;
  const [toX = 0, toY = 0] = shift;
  switch (truth.kind) {
    case 'points-1d':
      return { ...truth, density: truth.density.map(([x, p]) => [toX + scale * x, p / scale]) };
    case 'points-2d': {
      const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
      return {
        ...truth,
        modes: truth.modes.map(({ at: [x, y], weight }) => ({
          at: [toX + scale * (cosine * x - sine * y), toY + scale * (sine * x + cosine * y)],
          weight,
        })),
        deviation: scale * truth.deviation,
      };
    }
    default:
      return truth;
  }
}
