/** What the site says of itself, and what it answers to what it takes in. */
import { z } from 'zod';
import type { Problem } from '#benchmarks/protocol/errors.ts';
import { GIVEN_SCOPES, type IssuedToken } from '#leaderboard/access/issued-tokens.ts';
import type { Limit } from '#leaderboard/access/limit-table.ts';
import { SCOPES } from '#leaderboard/access/tokens.ts';
import type { QueueState } from '#leaderboard/host/bounded-queue.ts';
import type { DiskSpace } from '#leaderboard/host/free-space.ts';
import type { QueueName } from '#leaderboard/host/queues.ts';
import { TOMBSTONES } from '#leaderboard/intake/tombstones.ts';
import { count, moment, named, shape, submissionId } from './shape.ts';
import { label } from './standing.ts';

const queue = shape<QueueState>()(
  'QueueState',
  'Jobs of a queue: how many run and wait, and how many were begun and refused since the start.',
  z.strictObject({ running: count, waiting: count, begun: count, refused: count }),
);

const queues = z.strictObject({
  uploads: queue,
  scoring: queue,
  comparisons: queue,
  frames: queue,
  snapshots: queue,
  answers: queue,
} satisfies Record<QueueName, typeof queue>);

const disk = shape<DiskSpace>()(
  'DiskSpace',
  'Room on the disk of the data directory, in bytes; null where the file system doesn’t tell.',
  z.strictObject({ freeBytes: count.nullable(), reserveBytes: count, isBelow: z.boolean() }),
);

const known = { suite: z.string(), disk, scoring: z.enum(['idle', 'running', 'waiting', 'unfinished']) };
const facts = {
  ...known,
  database: z.enum(['embedded', 'server']),
  isBusy: z.boolean(),
  dataVersion: count,
  queues,
};

export const health = named(
  'Health',
  'The site is well: it can use its database and store something.',
  z.strictObject({ status: z.literal('ok'), ...facts }),
);

export const illHealth = named(
  'IllHealth',
  'What is the matter with the site: its database does not answer, or its disk is full.',
  z.discriminatedUnion('status', [
    z.strictObject({ status: z.literal('no-space'), ...facts, code: z.literal('no-space'), detail: z.string() }),
    z.strictObject({ status: z.literal('unavailable'), ...known, code: z.literal('unavailable'), detail: z.string() }),
  ]),
);

const limit = shape<Limit>()(
  'Limit',
  'A limit in its unit; the variable of the environment sets it, null where the format does.',
  z.strictObject({ id: z.string(), value: z.number(), unit: z.string(), variable: z.string().nullable() }),
);
export const limits = named('Limits', 'What this site takes, as numbers.', z.strictObject({ limits: z.array(limit) }));

const place = shape<Problem>()(
  'Place',
  'One thing that is wrong, at its place.',
  z.strictObject({ path: z.string(), message: z.string() }),
);

export const problem = named(
  'Problem',
  'What went wrong (RFC 9457): what was received, what was expected, what to do; with every place where something is wrong, the names that are known, or the quota that was used up.',
  z.strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string(),
    code: z.string(),
    problems: z.array(place).optional(),
    known: z.array(z.string()).optional(),
    'violated-policies': z.array(z.string()).optional(),
    quota: z
      .strictObject({
        policy: z.enum(['requests', 'uploads', 'entries', 'strategy', 'bytes']),
        limit: count,
        used: count,
        windowSeconds: count.nullable(),
      })
      .optional(),
  }),
);

export const accepted = named(
  'Accepted',
  'What became of a bundle: whether it is new, and whether it was there as reported and is the owner’s from now on.',
  z.strictObject({
    id: submissionId,
    url: z.url(),
    label,
    created: z.boolean(),
    adopted: z.boolean(),
    note: z.string(),
    warnings: z.array(place),
  }),
);

export const madeToken = named(
  'MadeToken',
  'A new token, told this once.',
  z.strictObject({
    id: count,
    token: z.string(),
    scope: z.enum(GIVEN_SCOPES),
    label: z.string(),
    expiresAt: moment.nullable(),
  }),
);

const issued = shape<IssuedToken>()(
  'IssuedToken',
  'A token without its secret; entries are those sent with it, off the boards or not.',
  z.strictObject({
    id: count,
    scope: z.enum(SCOPES),
    label: z.string(),
    state: z.enum(['good', 'expired', 'revoked']),
    createdAt: moment,
    expiresAt: moment.nullable(),
    revokedAt: moment.nullable(),
    entries: count,
  }),
);
export const tokens = named('Tokens', 'Every token, the oldest first.', z.strictObject({ tokens: z.array(issued) }));
export const revokedToken = named('RevokedToken', 'A token that is no good any more.', z.strictObject({ id: count }));

export const objection = named(
  'Objection',
  'What was said of a submission: the objection, or why it was lifted.',
  z.strictObject({ id: submissionId, reason: z.string(), lift: z.boolean() }),
);

export const tombstone = named(
  'Tombstone',
  'What was said of a submission that is off the boards.',
  z.strictObject({
    id: submissionId,
    kind: z.enum(TOMBSTONES),
    reason: z.string(),
    supersededBy: submissionId.nullable(),
  }),
);

export const description = named(
  'Description',
  'A document of OpenAPI 3.1: this one.',
  z.looseObject({ openapi: z.string().regex(/^3\.1\./), info: z.looseObject({}), paths: z.looseObject({}) }),
);
