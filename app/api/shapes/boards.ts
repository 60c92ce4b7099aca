/** A page of a board: leaderboard/views/boards.ts as schemas. */
import { z } from 'zod';
import { idSchema, tierSchema } from '#benchmarks/protocol/ids.ts';
import { BUDGETS, CALL_CLASSES, TRAINING_CLASSES } from '#benchmarks/protocol/place.ts';
import { DIVISIONS, divisionSchema } from '#benchmarks/protocol/regime.ts';
import { QUESTIONS } from '#leaderboard/boards/answer.ts';
import { STATUSES } from '#leaderboard/boards/order.ts';
import type { AnswerEntryView, BoardRow, BoardView } from '#leaderboard/views/index.ts';
import { chartLine, metric } from './charts.ts';
import { boardDoses, group } from './doses.ts';
import { cost, runAxes } from './run-measures.ts';
import { applicable, idle, score } from './scores.ts';
import { count, moment, numberOrNull, shape, submissionId } from './shape.ts';
import { classes, label, rank, rankReason, rankState, role, verification } from './standing.ts';

const axisScore = z.strictObject({ value: z.number(), benchmarks: count, of: count }).nullable();

const collapseCount = z.strictObject({ collapsed: count, benchmarks: count });

const answerEntry = shape<AnswerEntryView>()(
  'AnswerEntry',
  'An entry as the answer in words names it, with its overall score and the rank in its own place.',
  z.strictObject({
    id: submissionId,
    spec: z.string(),
    division: divisionSchema,
    classes: classes.nullable(),
    value: numberOrNull,
    low: numberOrNull,
    high: numberOrNull,
    rank: z.strictObject({ low: z.int().min(1), high: z.int().min(1), of: z.int().min(1) }).nullable(),
  }),
);

const row = shape<BoardRow>()(
  'BoardRow',
  'An entry of a board.',
  z.strictObject({
    id: submissionId,
    spec: z.string(),
    title: z.string(),
    family: z.string(),
    authors: z.array(z.string()),
    label,
    role,
    sameAs: z.string().nullable(),
    isIdle: z.boolean(),
    idle: z.array(idle),
    group: z
      .enum(['control', 'baseline', 'real-data', 'accumulation', 'diversity', 'filtering', 'training', 'sampling'])
      .nullable(),
    division: divisionSchema,
    classes: classes.nullable(),
    official: z.boolean(),
    outside: z.boolean(),
    overall: score,
    iqm: numberOrNull,
    applicable: applicable.nullable(),
    rank: rank.nullable(),
    placeRank: rank.nullable(),
    rankState,
    rankReason: rankReason.nullable(),
    rankWords: z.string(),
    flips: z.array(submissionId),
    groups: z.record(z.string(), score),
    benchmarks: z.record(z.string(), score),
    axes: z.record(z.string(), runAxes),
    cost,
    axisScores: z.strictObject({ fidelity: axisScore, diversity: axisScore, tail: axisScore }),
    early: collapseCount,
    late: collapseCount,
    verification,
    bundleDigest: z.string(),
    objection: z.string().nullable(),
    createdAt: moment,
  }),
);

const choice = <Value extends z.ZodType<string>>(value: Value) => z.array(z.strictObject({ value, count }));

const division = z.enum(['all', ...DIVISIONS]);

export const board = shape<BoardView>()(
  'Board',
  'A page of a board, at most 50 rows, in the order asked for.',
  z.strictObject({
    suite: z.string(),
    tier: tierSchema,
    division,
    group,
    options: z.strictObject({
      strategy: z.string().nullable(),
      status: z.enum(STATUSES),
      real: numberOrNull,
      drawn: numberOrNull,
      sort: z.string(),
    }),
    page: z.int().min(1),
    pages: z.int().min(1),
    pageSize: z.int().min(1),
    total: count,
    budget: z.enum(['all', ...BUDGETS]),
    training: z.enum(['all', ...TRAINING_CLASSES]),
    calls: z.enum(['all', ...CALL_CLASSES]),
    ranked: z.boolean(),
    rankRules: z.int().min(1),
    placeRules: z.int().min(1).nullable(),
    answer: z.strictObject({
      answers: z.array(
        z.strictObject({ question: z.enum(QUESTIONS), best: answerEntry.nullable(), untold: z.array(answerEntry) }),
      ),
      worse: z.array(answerEntry),
      indistinct: z.array(answerEntry),
    }),
    weights: z.record(z.string(), z.number().positive()).nullable(),
    idleBaselines: z.array(z.string()),
    ranksPending: z.boolean(),
    groupColumns: z.array(z.enum(['closed-forms', 'densities', 'text', 'images', 'drift', 'knowledge', 'outside'])),
    benchmarks: z.array(
      z.strictObject({
        id: idSchema,
        version: z.int().min(1),
        name: z.string(),
        summary: z.string(),
        primary: metric,
        seeds: count,
        generations: count,
        hasControls: z.boolean(),
        separable: z.boolean().nullable(),
        inCatalog: z.boolean(),
        command: z.string().nullable(),
      }),
    ),
    retired: z.array(z.string()),
    suites: z.array(z.string()),
    groups: choice(group),
    divisions: choice(division),
    budgets: choice(z.enum(['all', ...BUDGETS])),
    trainings: choice(z.enum(['all', ...TRAINING_CLASSES])),
    callClasses: choice(z.enum(['all', ...CALL_CLASSES])),
    tiers: choice(tierSchema),
    strategies: z.array(z.string()),
    names: z.record(z.string(), z.string()),
    rows: z.array(row).max(50),
    doses: z.array(boardDoses),
    charted: z.array(chartLine),
  }),
);
