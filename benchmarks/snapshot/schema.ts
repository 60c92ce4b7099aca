/**
 * `heirloom.snapshot/1`: an immutable copy of a suite's ranked boards (design, section 11). Everything that its scores and
 * ranks are computed from is in the file, so that anyone can recompute them without the site that made it.
 */
import { z } from 'zod';
import { idSchema, sha256Schema, tierSchema } from '../protocol/ids.ts';
import { BUDGETS, CALL_CLASSES, TRAINING_CLASSES } from '../protocol/place.ts';
import { DIVISIONS, runRightsSchema } from '../protocol/regime.ts';

export const SNAPSHOT_FORMAT = 'heirloom.snapshot/1';

const count = z.int().min(0);
const numberOrNull = z.number().nullable();
const submissionIdSchema = z.string().regex(/^[0-9a-f]{16}$/, 'expected a submission’s id');
/** ISO 8601 in UTC, to the second. */
const momentSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/, 'expected a time such as 2026-11-23T12:00:00Z');

/** A(s) over generations 1…⌊G/2⌋ and 1…G where every seed completed, else how many stopped. */
const outcomeSchema = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('completed'),
    averages: z.strictObject({ full: z.array(z.number()), half: z.array(z.number()) }),
  }),
  z.strictObject({ state: z.enum(['diverged', 'failed']), stopped: count, seeds: count }),
  z.strictObject({ state: z.literal('not-applicable'), reason: z.string() }),
  z.strictObject({ state: z.literal('missing') }),
]);

export const SNAPSHOT_SCORE_STATES = [
  'pending',
  'scored',
  'uncontrolled',
  'inseparable',
  'diverged',
  'failed',
  'inapplicable',
  'missing',
  'incomplete',
] as const;

/** `value` is null unless `scored`; the interval (95%) is null with a single seed. */
const scoreSchema = z.strictObject({
  state: z.enum(SNAPSHOT_SCORE_STATES),
  value: numberOrNull,
  low: numberOrNull,
  high: numberOrNull,
});

const controlSchema = z.strictObject({
  submission: submissionIdSchema,
  resultDigest: sha256Schema,
  outcome: outcomeSchema,
});

/** One benchmark's controls, on the seeds that the entries of the group have. */
const groundSchema = z.strictObject({
  benchmark: idSchema,
  version: z.int().min(1),
  /** Null where the site had no control runs for these settings. */
  controls: z.strictObject({ replace: controlSchema, oracle: controlSchema }).nullable(),
});

/** Entries that are scored against the same controls; only they can be ranked together. */
const groupSchema = z.strictObject({ id: z.string(), grounds: z.array(groundSchema) });

const runSchema = z.strictObject({
  /** Null where the benchmark was not run. */
  resultDigest: sha256Schema.nullable(),
  outcome: outcomeSchema,
  score: scoreSchema,
  /** What the division follows from; not there where the benchmark was not run, nor in snapshots taken before it was kept. */
  rights: runRightsSchema.optional(),
  /** What roles go by where the suite's rules ask: the settings, seeds included, and the digest of the trajectories. */
  track: z.strictObject({ settings: z.string(), digest: sha256Schema }).optional(),
});

/** Beside an idle baseline of the board: overall score minus the baseline's, with its paired 95% interval. */
const idleSchema = z.strictObject({
  baseline: idSchema,
  verdict: z.enum(['beats', 'even', 'loses', 'unknown']),
  value: numberOrNull,
  low: numberOrNull,
  high: numberOrNull,
});

const countedSchema = z.strictObject({
  updates: z.number(),
  freshShown: z.number(),
  retainedShown: z.number(),
  densityCalls: z.number(),
});

const entrySchema = z.strictObject({
  submission: submissionIdSchema,
  bundleDigest: sha256Schema,
  spec: z.string(),
  title: z.string(),
  authors: z.array(z.string()),
  family: z.string(),
  licence: z.string(),
  division: z.enum(DIVISIONS),
  role: z.enum(['control', 'baseline', 'entry']),
  /** Whose it is; `baseline` says `maintained` in snapshots taken before 30 November 2026. */
  label: z.enum(['maintained', 'reported', 'baseline']),
  verification: z.enum(['reported', 'recomputed', 'reproduced', 'refuted']),
  official: z.boolean(),
  createdAt: momentSchema,
  group: z.string(),
  runs: z.record(idSchema, runSchema),
  overall: scoreSchema.extend({ interquartileMean: numberOrNull }),
  /** Mean over generations 1…G, seeds and benchmarks; amounts in units of M. */
  cost: z.strictObject({
    realShare: z.number(),
    realFresh: z.number(),
    training: z.number(),
    sampled: z.number(),
    verifierCalls: z.number(),
    /** Where a benchmark's protocol counts them; updates in those that a fit on M makes at most. */
    counted: countedSchema.optional(),
  }),
  /** Simultaneous 95% interval of its rank in its division and classes, and its place by score; null where it isn't ranked. */
  rank: z.strictObject({ low: z.int(), high: z.int(), position: z.int(), of: z.int() }).nullable(),
  /** Why it isn't ranked; empty where it is. */
  unranked: z.string(),
  /** Submissions against which its order flips between the half and the full horizon. */
  flips: z.array(submissionIdSchema),
  /** The control or baseline as which it ran under another name. This and `idle` are there where the suite's rules ask. */
  sameAs: z.string().nullable().optional(),
  idle: z.array(idleSchema).optional(),
  /** Its classes beside its division, in which it is ranked. This and `applicable` are there where the suite's rules ask. */
  classes: z
    .strictObject({ budget: z.enum(BUDGETS), training: z.enum(TRAINING_CLASSES), calls: z.enum(CALL_CLASSES) })
    .optional(),
  /** There where its strategy was a process of its own: `declared: memory not enforced`. */
  outside: z.literal(true).optional(),
  /** The score over the benchmarks that it applies to, of how many of the board; null where the overall score says it, or there is none. */
  applicable: z
    .strictObject({ value: z.number(), low: numberOrNull, high: numberOrNull, benchmarks: count, of: count })
    .nullable()
    .optional(),
});

const boardSchema = z.strictObject({ tier: tierSchema, groups: z.array(groupSchema), entries: z.array(entrySchema) });

const withdrawnSchema = z.strictObject({
  submission: submissionIdSchema,
  spec: z.string(),
  tier: tierSchema,
  kind: z.enum(['withdrawn', 'rejected', 'superseded']),
  reason: z.string(),
  at: momentSchema,
  supersededBy: submissionIdSchema.nullable(),
});

/** Why something differs from the snapshot before. */
export const CHANGE_REASONS = [
  /** Its controls were replaced by newer runs. */
  'controls',
  /** The scoring method has another version. */
  'method',
  /** A benchmark has another version. */
  'benchmark',
  /** Entries joined or left its ranking, or their scores changed. */
  'competition',
  /** Its own score changed. */
  'score',
] as const;

const subject = { tier: tierSchema, submission: submissionIdSchema, spec: z.string() };
const reasonsSchema = z.array(z.enum(CHANGE_REASONS));
const rankPairSchema = z.tuple([z.int(), z.int()]).nullable();

export const changesSchema = z.strictObject({
  added: z.array(z.strictObject(subject)),
  removed: z.array(z.strictObject({ ...subject, reason: z.string() })),
  rescored: z.array(
    z.strictObject({
      ...subject,
      /** `overall`, or a benchmark's id. */
      scope: z.string(),
      before: numberOrNull,
      after: numberOrNull,
      why: reasonsSchema,
    }),
  ),
  reranked: z.array(z.strictObject({ ...subject, before: rankPairSchema, after: rankPairSchema, why: reasonsSchema })),
});

export const snapshotSchema = z.strictObject({
  format: z.literal(SNAPSHOT_FORMAT),
  suite: z.string().regex(/^\d+\.\d+$/, 'expected a suite such as 0.1'),
  createdAt: momentSchema,
  /** The constants of the scoring method; see docs/scoring.md of the version that made the file. */
  method: z.strictObject({
    version: z.literal(1),
    confidence: z.number(),
    resamples: z.int().min(1),
    stream: z.string(),
    clip: z.tuple([z.number(), z.number()]),
  }),
  /** How the overall score weighs benchmarks, where the suite says so (those before 0.3 do not); as scoring takes it. */
  overall: z
    .strictObject({ weights: z.record(idSchema, z.number().positive()), groups: z.record(idSchema, idSchema) })
    .refine(({ weights, groups }) => Object.values(groups).every((group) => Object.hasOwn(weights, group)), {
      message: 'expected a weight of every group that a benchmark is of',
    })
    .optional(),
  /** Who is ranked, where the suite has rules of its own for that (those before 0.3 have not); as its manifest states it. */
  ranking: z
    .strictObject({
      version: z.int().min(2),
      roles: z.literal('trajectories').optional(),
      above: z.literal('replace').optional(),
      idle: z.array(idSchema).optional(),
      places: z.literal(1).optional(),
    })
    .optional(),
  /** How to read the file, in words, for whoever has nothing but the file. */
  rules: z.array(z.string()),
  benchmarks: z.array(
    z.strictObject({
      id: idSchema,
      version: z.int().min(1),
      name: z.string(),
      primary: z.string(),
      summary: z.string(),
    }),
  ),
  boards: z.array(boardSchema),
  withdrawn: z.array(withdrawnSchema),
  previous: z.strictObject({ id: z.string(), digest: sha256Schema }).nullable(),
  changes: changesSchema,
});

export type Snapshot = z.infer<typeof snapshotSchema>;
export type SnapshotRanking = NonNullable<Snapshot['ranking']>;
export type SnapshotBoard = Snapshot['boards'][number];
export type SnapshotEntry = SnapshotBoard['entries'][number];
export type SnapshotGroup = SnapshotBoard['groups'][number];
export type SnapshotScore = z.infer<typeof scoreSchema>;
export type SnapshotChanges = z.infer<typeof changesSchema>;
export type ChangeReason = (typeof CHANGE_REASONS)[number];
