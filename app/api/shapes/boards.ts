/** Boards, and what every view shares with them: leaderboard/views/boards.ts as schemas. */
import { z } from 'zod';
import { idSchema, tierSchema } from '#benchmarks/protocol/ids.ts';
import { AXES } from '#benchmarks/protocol/metric.ts';
import { BUDGETS, CALL_CLASSES, TRAINING_CLASSES } from '#benchmarks/protocol/place.ts';
import { DIVISIONS, divisionSchema } from '#benchmarks/protocol/regime.ts';
import { QUESTIONS } from '#leaderboard/boards/answer.ts';
import { STATUSES } from '#leaderboard/boards/order.ts';
import { BOARD_GROUPS } from '#leaderboard/catalog/suites.ts';
import type {
  AnswerEntryView,
  ApplicableView,
  BoardDosesView,
  BoardRow,
  BoardView,
  ChartLine,
  CollapseView,
  CostView,
  DosesView,
  HistogramView,
  HorizonView,
  IdleView,
  MetricView,
  MissingControlsView,
  ParetoView,
  RankView,
  RunAxesView,
  ScoreView,
} from '#leaderboard/views/index.ts';
import { count, moment, named, numberOrNull, shape, share, submissionId } from './shape.ts';

export const label = z.enum(['maintained', 'reported']);
export const role = z.enum(['control', 'baseline', 'entry']);
export const verification = z.enum(['reported', 'recomputed', 'reproduced', 'refuted']);
export const rankState = z.enum(['ranked', 'pending', 'unranked']);
export const rankReason = z.enum([
  'control',
  'baseline',
  'same',
  'replaced',
  'own-controls',
  'reported',
  'refuted',
  'unofficial',
  'smoke',
  'open',
  'incomplete',
  'indistinct',
  'outdone',
  'basis',
  'pending',
  'everywhere',
  'places',
  'gone',
]);

const lackingControl = z.strictObject({
  control: z.enum(['replace', 'oracle']),
  why: z.enum(['absent', 'seeds', 'stopped']),
});

const missingControls = shape<MissingControlsView>()(
  'MissingControls',
  'Which control runs a score lacks, from the site and from the sender, and the settings that they would need.',
  z.strictObject({
    site: z.array(lackingControl),
    own: z.array(lackingControl).nullable(),
    settings: z.strictObject({
      benchmark: z.string(),
      tier: tierSchema,
      params: z.string(),
      generations: count,
      seeds: z.string(),
      engine: z.string(),
    }),
  }),
);

export const score = shape<ScoreView>()(
  'Score',
  'Gap closed, in points: 100 as good as fresh real data for ever, 0 as bad as doing nothing; it may leave that range. value is null unless status is "scored"; low and high are its 95% interval, null where there is none. clipped: the value is at an end of the range in which scores count, −100 to 110, or beyond, and reads “≥ 110” or “≤ −100”.',
  z.strictObject({
    status: z.enum([
      'pending',
      'scored',
      'uncontrolled',
      'inseparable',
      'diverged',
      'failed',
      'inapplicable',
      'missing',
      'incomplete',
    ]),
    value: numberOrNull,
    low: numberOrNull,
    high: numberOrNull,
    fewSeeds: z.boolean(),
    clipped: z.boolean(),
    words: z.string(),
    command: z.string().nullable(),
    controls: z.enum(['site', 'own']).nullable(),
    missing: missingControls.nullable(),
  }),
);

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

export const rank = shape<RankView>()(
  'Rank',
  'Simultaneous 95% interval of a rank, 1 the best, and the place by score among those ranked.',
  z.strictObject({ low: z.int().min(1), high: z.int().min(1), position: z.int().min(1), of: z.int().min(1) }),
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

const axisScore = z.strictObject({ value: z.number(), benchmarks: count, of: count }).nullable();
const collapseCount = z.strictObject({ collapsed: count, benchmarks: count });

export const idle = shape<IdleView>()(
  'IdleStanding',
  'How an entry stands beside an idle baseline of its board, which keeps what it begins with: overall score minus the baseline’s, in points, with its paired 95% interval. beats, loses: the interval lies above, below 0; even: it holds 0; unknown: there is none.',
  z.strictObject({
    baseline: z.string(),
    verdict: z.enum(['beats', 'even', 'loses', 'unknown']),
    value: numberOrNull,
    low: numberOrNull,
    high: numberOrNull,
  }),
);

export const classes = z.strictObject({
  budget: z.enum(BUDGETS),
  training: z.enum(TRAINING_CLASSES),
  calls: z.enum(CALL_CLASSES),
});

const applicable = shape<ApplicableView>()(
  'ApplicableScore',
  'The score, in points, over the benchmarks that an entry applies to, with its 95% interval, and how many of the board’s these are. It is no overall score, and no rank rests on it.',
  z.strictObject({ value: z.number(), low: numberOrNull, high: numberOrNull, benchmarks: count, of: count }),
);

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
const group = z.enum(BOARD_GROUPS);
const division = z.enum(['all', ...DIVISIONS]);

const dosesOf = {
  family: z.string(),
  parameter: z.string(),
  axis: z.enum(['real-share', 'parameter']),
  lines: z.array(z.strictObject({ others: z.string() })),
  total: count,
};

const boardDoses = shape<BoardDosesView>()(
  'BoardDoses',
  'A family of strategies with several doses: overall scores on the board against the share of real data in [0, 1], or against its one parameter.',
  z.strictObject({
    ...dosesOf,
    points: z.array(
      z.strictObject({
        id: submissionId,
        spec: z.string(),
        line: count,
        dose: z.number(),
        score: z.number(),
        low: numberOrNull,
        high: numberOrNull,
        vouched: z.boolean(),
      }),
    ),
  }),
);

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

const doses = shape<DosesView>()(
  'Doses',
  'Dose and response of one family on a board: scores against the share of real data in [0, 1], or against its one parameter, with costs, and beside what closed-form laws expect of the gap in their own metrics.',
  z.strictObject({
    suite: z.string(),
    tier: tierSchema,
    group,
    ...dosesOf,
    entries: z.array(
      z.strictObject({
        id: submissionId,
        spec: z.string(),
        label,
        division: divisionSchema,
        classes: classes.nullable(),
        vouched: z.boolean(),
        outside: z.boolean(),
        line: count,
        value: z.number(),
        dose: z.number(),
        overall: score,
        benchmarks: z.record(z.string(), score),
        cost,
      }),
    ),
    benchmarks: z.array(z.strictObject({ id: z.string(), name: z.string() })),
    laws: z.array(
      z.strictObject({
        benchmark: z.string(),
        metric,
        law: z.string(),
        statement: z.string(),
        points: z.array(
          z.strictObject({
            id: submissionId,
            line: count,
            dose: z.number(),
            expected: z.number(),
            value: numberOrNull,
            low: numberOrNull,
            high: numberOrNull,
          }),
        ),
      }),
    ),
  }),
);

export const familyDoses = named(
  'FamilyDoses',
  'The doses of a family on a board; null where no two of its official entries there differ in one number alone.',
  z.strictObject({ doses: doses.nullable() }),
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
