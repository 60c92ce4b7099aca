/** The messages of `heirloom.exec/1` that an outside learner sends (docs/exec-learners.md). */
import { z } from 'zod';
import { canonicalJson, sha256 } from '../../protocol/digest.ts';
import { idSchema, paramsSchema, positiveSchema } from '../../protocol/ids.ts';
import { EXEC_PROTOCOL } from '../../protocol/outside.ts';
import { ExecFault, shown } from './fault.ts';
import { fileName, KINDS, parsed } from './messages.ts';
import type { Role } from './session.ts';

/** What a learner says of itself in answer to `hello`. */
export const learnerCardSchema = z.strictObject({
  type: z.literal('card'),
  protocol: z.literal(EXEC_PROTOCOL),
  role: z.literal('learner'),
  /** With what records put before it, it is the id of an engine. */
  id: idSchema.max(59),
  version: positiveSchema,
  name: z.string().min(1).max(80).optional(),
  summary: z.string().max(300).optional(),
  /** Its own settings, as it was started: they stand in the record. */
  params: paramsSchema.default({}),
  /** The kinds of examples that it can be fitted to. */
  kinds: z.array(z.enum(KINDS)).min(1),
  /** What it can do beyond being fitted and sampled. */
  can: z.array(z.enum(['log-probabilities', 'weights', 'temperature'])).default([]),
});
export type LearnerCard = z.infer<typeof learnerCardSchema>;

const nothing = z.strictObject({ type: z.literal('return') });

const ANSWERS = {
  begin: nothing,
  fit: z.union([
    z.strictObject({
      type: z.literal('return'),
      /** Passes over the training set. */
      epochs: z.number().nonnegative().max(1e6),
      /** Updates of parameters. */
      updates: z.int().nonnegative().max(1e9),
    }),
    /** No model can be fitted to this: a result, which ends the seed. */
    z.strictObject({ type: z.literal('return'), diverged: z.string().min(1).max(500) }),
  ]),
  draw: z.strictObject({
    type: z.literal('return'),
    examples: z.union([z.strictObject({ values: fileName }), z.strictObject({ tokens: fileName, offsets: fileName })]),
  }),
  'log-probabilities': z.strictObject({ type: z.literal('return'), values: fileName }),
  forget: nothing,
};
export type LearnerAnswers = { [Name in keyof typeof ANSWERS]: z.infer<(typeof ANSWERS)[Name]> };

/** A learner on the other side of a session. */
export const LEARNER: Role<LearnerCard, LearnerAnswers> = {
  name: 'learner',
  card: (message) => {
    const { type, role } = (message ?? {}) as { readonly type?: unknown; readonly role?: unknown };
    if (type === 'card' && role === undefined)
      throw new ExecFault(
        `It answered hello with ${shown(message)}, the card of a strategy: give it to --strategy. A learner’s card says "role": "learner".`,
      );
    return parsed(learnerCardSchema, message, 'answered hello with');
  },
  answer: (name, message) => parsed(ANSWERS[name] as z.ZodType, message, `answered ${name} with`) as never,
};

/** Hex SHA-256 of what a card declares. */
export const learnerDigest = (card: LearnerCard): string => sha256(canonicalJson(structuredClone(card)));
