/** Dose and response: leaderboard/views/doses.ts as schemas. */
import { z } from 'zod';
import { tierSchema } from '#benchmarks/protocol/ids.ts';
import { divisionSchema } from '#benchmarks/protocol/regime.ts';
import { BOARD_GROUPS } from '#leaderboard/catalog/suites.ts';
import type { BoardDosesView, DosesView } from '#leaderboard/views/index.ts';
import { metric } from './charts.ts';
import { cost } from './run-measures.ts';
import { score } from './scores.ts';
import { count, named, numberOrNull, shape, submissionId } from './shape.ts';
import { classes, label } from './standing.ts';

export const group = z.enum(BOARD_GROUPS);

const dosesOf = {
  family: z.string(),
  parameter: z.string(),
  axis: z.enum(['real-share', 'parameter']),
  lines: z.array(z.strictObject({ others: z.string() })),
  total: count,
};

export const boardDoses = shape<BoardDosesView>()(
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
