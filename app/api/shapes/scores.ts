/** Scores with what to know of them: leaderboard/views/scores.ts as schemas. */
import { z } from 'zod';
import { tierSchema } from '#benchmarks/protocol/ids.ts';
import type { ApplicableView, IdleView, MissingControlsView, ScoreView } from '#leaderboard/views/index.ts';
import { count, numberOrNull, shape } from './shape.ts';

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

export const applicable = shape<ApplicableView>()(
  'ApplicableScore',
  'The score, in points, over the benchmarks that an entry applies to, with its 95% interval, and how many of the board’s these are. It is no overall score, and no rank rests on it.',
  z.strictObject({ value: z.number(), low: numberOrNull, high: numberOrNull, benchmarks: count, of: count }),
);

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
