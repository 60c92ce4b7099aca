/** Metrics, and what charts show: leaderboard/views/charts.ts as schemas. */
import { z } from 'zod';
import { AXES } from '#benchmarks/protocol/metric.ts';
import { divisionSchema } from '#benchmarks/protocol/regime.ts';
import type { ChartLine, HistogramView, HorizonView, MetricView, ParetoView } from '#leaderboard/views/index.ts';
import { count, numberOrNull, shape, share, submissionId } from './shape.ts';
import { role } from './standing.ts';

export const metric = shape<MetricView>()(
  'Metric',
  'A metric as tables and charts name it; with a bin, in [from, to), where it is a share of a distribution.',
  z.strictObject({
    id: z.string(),
    name: z.string(),
    unit: z.string(),
    better: z.enum(['lower', 'higher', 'closer']),
    axis: z.enum(AXES),
    bin: z
      .strictObject({
        of: z.strictObject({ id: z.string(), name: z.string() }),
        from: numberOrNull,
        to: numberOrNull,
      })
      .exactOptional(),
  }),
);

export const histogram = shape<HistogramView>()(
  'Histogram',
  'Metrics that are drawn together, as a distribution.',
  z.strictObject({ id: z.string(), name: z.string(), bins: count }),
);

export const horizon = shape<HorizonView>()(
  'Horizon',
  'What a score hides at its horizon: ratio is how many times the oracle’s error is left, with its 95% interval, null where the metric is no distance; halfLife is the generation by which half of what replace loses is lost, null unless it is reached.',
  z.strictObject({
    ratio: z.strictObject({ value: z.number(), low: numberOrNull, high: numberOrNull }).nullable(),
    halfLife: z.strictObject({
      state: z.enum(['reached', 'not-reached', 'no-loss']),
      generation: z.number().nonnegative().nullable(),
    }),
  }),
);

export const chartLine = shape<ChartLine>()(
  'ChartLine',
  'A submission as charts name it.',
  z.strictObject({ id: submissionId, spec: z.string(), role }),
);

export const pareto = shape<ParetoView>()(
  'Pareto',
  'Score against the mean share of real data, and against the examples trained on in a generation in training sets, of every entry that has an overall score against the site’s controls, the best first.',
  z.strictObject({
    points: z.array(
      z.strictObject({
        id: submissionId,
        spec: z.string(),
        role,
        division: divisionSchema,
        overall: z.number(),
        low: numberOrNull,
        high: numberOrNull,
        realShare: share,
        efficient: z.boolean(),
        training: z.number().nonnegative(),
        trainingEfficient: z.boolean(),
      }),
    ),
  }),
);
