/** What stands beside a run’s score: leaderboard/views/run-measures.ts as schemas. */
import { z } from 'zod';
import type { CollapseView, CostView, RunAxesView } from '#leaderboard/views/index.ts';
import { count, numberOrNull, shape, share } from './shape.ts';

export const collapse = shape<CollapseView>()(
  'Collapse',
  'When a run collapses, in generations: the Kaplan–Meier median over seeds, null where at most half of them collapsed within the horizon; share of seeds in which it was seen, in [0, 1].',
  z.strictObject({ median: numberOrNull, share, horizon: count }),
);

const axis = z.strictObject({
  metric: z.string(),
  name: z.string(),
  unit: z.string(),
  value: numberOrNull,
  truth: numberOrNull,
});

export const runAxes = shape<RunAxesView>()(
  'RunAxes',
  'What stands beside the score of one benchmark: the seeds’ means in the last generation, and when the run collapses.',
  z.strictObject({
    fidelity: axis.nullable(),
    diversity: axis.nullable(),
    tail: axis.nullable(),
    drift: axis.nullable(),
    early: collapse,
    late: collapse,
  }),
);

export const cost = shape<CostView>()(
  'Cost',
  'What a run consumed, mean per generation from 1 on over seeds: the share of real data by count, in [0, 1]; all others in units of M, the training size. Where the benchmark’s protocol counts them, real data shown, densities asked for, and updates in those that a fit on M makes at most.',
  z.strictObject({
    realShare: share,
    realFresh: z.number().nonnegative(),
    training: z.number().nonnegative(),
    sampled: z.number().nonnegative(),
    verifierCalls: z.number().nonnegative(),
    counted: z
      .strictObject({
        updates: z.number().nonnegative(),
        freshShown: z.number().nonnegative(),
        retainedShown: z.number().nonnegative(),
        densityCalls: z.number().nonnegative(),
      })
      .exactOptional(),
  }),
);
