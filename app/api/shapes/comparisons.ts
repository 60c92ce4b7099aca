/** Comparisons: leaderboard/views/comparisons.ts as a schema. */
import { z } from 'zod';
import { tierSchema } from '#benchmarks/protocol/ids.ts';
import { divisionSchema } from '#benchmarks/protocol/regime.ts';
import type { ComparedEntry, ComparisonView, PairView } from '#leaderboard/views/index.ts';
import { collapse, cost } from './run-measures.ts';
import { score } from './scores.ts';
import { count, numberOrNull, shape, share, submissionId } from './shape.ts';
import { classes, role } from './standing.ts';

const lack = z.enum([
  'neither-ran',
  'first-did-not-run',
  'second-did-not-run',
  'settings',
  'stopped',
  'no-common-seeds',
  'no-controls',
  'controls-stopped',
  'not-separable',
]);

const entry = shape<ComparedEntry>()(
  'ComparedEntry',
  'One side of a comparison; its profile is the share of seeds above each threshold, averaged over benchmarks.',
  z.strictObject({
    id: submissionId,
    spec: z.string(),
    role,
    title: z.string(),
    authors: z.array(z.string()),
    tier: tierSchema,
    division: divisionSchema,
    classes: classes.nullable(),
    outside: z.boolean(),
    overall: score,
    cost,
    runs: z.record(
      z.string(),
      z.strictObject({ score, early: collapse, late: collapse, durationMs: z.number().nonnegative() }),
    ),
    profile: z.array(share),
  }),
);

const difference = z.strictObject({ value: z.number(), low: numberOrNull, high: numberOrNull });
const meanDifference = difference.extend({ benchmarks: count, probability: share.nullable() });
const interval = z.tuple([z.number(), z.number()]);
const benchmarks = z.array(z.string());

const conclusion = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum(['ahead', 'undecided', 'no-interval']),
    scope: z.enum(['overall', 'common']),
    points: z.number(),
    interval: interval.nullable(),
    benchmarks,
    each: interval,
  }),
  z.strictObject({
    kind: z.literal('no-overall'),
    lacking: z.array(z.strictObject({ why: lack, benchmarks })),
  }),
  z.strictObject({ kind: z.literal('benchmarks'), first: benchmarks, second: benchmarks, undecided: benchmarks }),
  z.strictObject({ kind: z.literal('few-seeds'), benchmarks }),
]);

const pair = shape<PairView>()(
  'Pair',
  'Two of the entries, by their places in the list: differences are first minus second with 95% intervals, scores in points, a probability that a seed of the first is better.',
  z.strictObject({
    first: count,
    second: count,
    benchmarks: z.array(
      z.strictObject({
        benchmark: z.string(),
        seeds: count,
        score: difference.nullable(),
        metric: difference.nullable(),
        probability: share.nullable(),
        mismatches: z.array(z.strictObject({ field: z.string(), first: z.string(), second: z.string() })),
        why: lack.nullable(),
        reason: z.string(),
      }),
    ),
    overall: meanDifference.nullable(),
    common: meanDifference.nullable(),
    conclusions: z.array(conclusion),
    sameRights: z.boolean(),
  }),
);

export const comparison = shape<ComparisonView>()(
  'Comparison',
  'Two to six submissions, compared in pairs on the seeds that they have in common.',
  z.strictObject({
    suite: z.string(),
    entries: z.array(entry).min(2).max(6),
    benchmarks: z.array(z.strictObject({ id: z.string(), version: z.int().min(1), name: z.string() })),
    pairs: z.array(pair),
    improvementSeeds: count,
    thresholds: z.array(z.number()),
  }),
);
