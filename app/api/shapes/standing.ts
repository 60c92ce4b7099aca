/** Who an entry is on a board, and its rank there: leaderboard/views/standing.ts as schemas. */
import { z } from 'zod';
import { BUDGETS, CALL_CLASSES, TRAINING_CLASSES } from '#benchmarks/protocol/place.ts';
import type { RankView } from '#leaderboard/views/index.ts';
import { shape } from './shape.ts';

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

export const rank = shape<RankView>()(
  'Rank',
  'Simultaneous 95% interval of a rank, 1 the best, and the place by score among those ranked.',
  z.strictObject({ low: z.int().min(1), high: z.int().min(1), position: z.int().min(1), of: z.int().min(1) }),
);

export const classes = z.strictObject({
  budget: z.enum(BUDGETS),
  training: z.enum(TRAINING_CLASSES),
  calls: z.enum(CALL_CLASSES),
});
