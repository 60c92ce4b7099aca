/** Metrics over the generations: what charts draw. */
import { z } from 'zod';
import { tierSchema } from '#benchmarks/protocol/ids.ts';
import { realSampleSchema } from '#benchmarks/protocol/real-sample.ts';
import type { BenchmarkChartsView, TrajectoriesView } from '#leaderboard/views/index.ts';
import { metric } from './charts.ts';
import { count, named, numberOrNull, shape, submissionId, truthOrNull } from './shape.ts';
import { role } from './standing.ts';

const point = z.strictObject({
  generation: count,
  mean: z.number(),
  low: numberOrNull,
  high: numberOrNull,
  seeds: z.int().min(1),
});

const trajectory = shape<TrajectoriesView>()(
  'Trajectory',
  'A metric of a benchmark over the generations, controls first: means over the seeds that got there with their 95% t intervals, null with one seed; at most 1001 generations.',
  z.strictObject({
    benchmark: z.strictObject({ id: z.string(), version: z.int().min(1), name: z.string() }),
    metric,
    truth: truthOrNull,
    horizon: count,
    series: z.array(z.strictObject({ id: submissionId, spec: z.string(), role, points: z.array(point).max(1001) })),
    notMeasured: z.array(z.strictObject({ id: submissionId, spec: z.string() })),
    limits: z.tuple([z.number(), z.number()]).exactOptional(),
  }),
);

export const trajectories = named(
  'Trajectories',
  'Metrics over the generations.',
  z.strictObject({ trajectories: z.array(trajectory) }),
);

export const scoresByHorizon = named(
  'ScoresByHorizon',
  'Scores by horizon: at a generation stands the score, in points, that the run would have with that horizon, with its 95% jackknife-t interval. Horizons at which the controls can’t be told apart are left out.',
  z.strictObject({ trajectories: z.array(trajectory) }),
);

export const benchmarkCharts = shape<BenchmarkChartsView>()(
  'BenchmarkCharts',
  'Every metric of a benchmark at a tier, with the curves of the laws and the limits of collapse; six significant digits.',
  z.strictObject({
    suite: z.string(),
    tier: tierSchema,
    trajectories: z.array(
      trajectory.extend({
        laws: z.array(
          z.strictObject({
            law: z.string(),
            statement: z.string(),
            entry: submissionId,
            spec: z.string(),
            values: z.array(z.number()),
          }),
        ),
        collapse: z.array(
          z.strictObject({
            stage: z.enum(['early', 'late']),
            metric: z.string(),
            side: z.enum(['below', 'above']),
            threshold: z.number(),
            relativeTo: z.enum(['truth', 'absolute']),
            consecutive: z.int().min(1),
            limit: truthOrNull,
          }),
        ),
      }),
    ),
  }),
);

export const realSample = named(
  'RealSample',
  'A sample of a benchmark’s real data, with where it comes from.',
  realSampleSchema,
);
