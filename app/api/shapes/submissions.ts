/** Submissions: leaderboard/views/submissions.ts and frames.ts as schemas. */
import { z } from 'zod';
import { paramsSchema, sha256Schema, tierSchema } from '#benchmarks/protocol/ids.ts';
import { environmentSchema, statusSchema } from '#benchmarks/protocol/record.ts';
import { divisionSchema, regimeSchema } from '#benchmarks/protocol/regime.ts';
import { SUBMISSION_EVENTS } from '#leaderboard/events/record-event.ts';
import type {
  FileView,
  LedgerView,
  RepeatObstacle,
  RunView,
  SubmissionEventView,
  SubmissionView,
} from '#leaderboard/views/index.ts';
import { chartLine, histogram, horizon } from './charts.ts';
import { cost, runAxes } from './run-measures.ts';
import { idle, score } from './scores.ts';
import { count, moment, named, numberOrNull, shape, share, submissionId } from './shape.ts';
import { classes, label, rank, rankReason, rankState, role, verification } from './standing.ts';

const run = shape<RunView>()(
  'Run',
  'One benchmark’s run of a submission; size is M, the training units of one generation.',
  z.strictObject({
    benchmark: z.strictObject({
      id: z.string(),
      version: z.int().min(1),
      name: z.string(),
      unit: z.enum(['example', 'token']),
      inCatalog: z.boolean(),
    }),
    params: paramsSchema,
    generations: count,
    size: count,
    official: z.boolean(),
    division: divisionSchema,
    regime: regimeSchema,
    seeds: z.array(count),
    statuses: z.strictObject({ total: count, completed: count, diverged: count, failed: count }),
    stopped: z.array(z.strictObject({ seed: count, status: statusSchema })).max(20),
    score,
    horizon: horizon.nullable(),
    axes: runAxes.nullable(),
    cost,
    engine: z.strictObject({ id: z.string(), version: z.string() }),
    environment: environmentSchema,
    startedAt: moment,
    durationMs: z.number().nonnegative(),
    resultDigest: sha256Schema,
    samplesMadeAgain: z.string().nullable(),
    histograms: z.array(histogram),
    metrics: count,
    notMeasured: z.array(z.strictObject({ id: z.string(), name: z.string() })),
    lines: z.array(chartLine),
    controls: z.strictObject({ replace: submissionId, oracle: submissionId }).nullable(),
  }),
);

const obstacle = shape<RepeatObstacle>()(
  'RepeatObstacle',
  'Why this checkout can’t make a submission’s runs again.',
  z.discriminatedUnion('code', [
    z.strictObject({ code: z.literal('strategy'), id: z.string() }),
    z.strictObject({ code: z.literal('strategy-version'), id: z.string(), version: z.int(), here: z.int() }),
    z.strictObject({ code: z.literal('strategy-parameters'), id: z.string() }),
    z.strictObject({
      code: z.literal('benchmark'),
      benchmark: z.string(),
      version: z.int(),
      here: z.int().nullable(),
    }),
    z.strictObject({ code: z.literal('parameters'), benchmark: z.string() }),
    z.strictObject({ code: z.literal('seeds'), benchmark: z.string() }),
    z.strictObject({ code: z.literal('engine'), benchmark: z.string(), engine: z.string(), here: z.string() }),
  ]),
);

const part = z.strictObject({
  id: z.string(),
  version: z.int().min(1),
  name: z.string(),
  summary: z.string(),
  passed: paramsSchema,
  resolved: paramsSchema,
});

const event = shape<SubmissionEventView>()(
  'SubmissionEvent',
  'Something that happened to a submission, who did it and why; other is the submission that it is about, too.',
  z.strictObject({
    kind: z.enum(SUBMISSION_EVENTS),
    at: moment,
    actor: z.enum(['owner', 'maintainer', 'sender', 'site']),
    reason: z.string().nullable(),
    other: submissionId.nullable(),
  }),
);
export const events = named(
  'SubmissionEvents',
  'What happened to a submission, the oldest first.',
  z.strictObject({ id: submissionId, events: z.array(event) }),
);

export const submission = shape<SubmissionView>()(
  'Submission',
  'Everything of a submission, as its page shows it.',
  z.strictObject({
    id: submissionId,
    title: z.string(),
    suite: z.string(),
    tier: tierSchema,
    spec: z.string(),
    family: z.string(),
    description: z.string(),
    parts: z.array(part),
    authors: z.array(
      z.strictObject({ name: z.string(), affiliation: z.string().nullable(), orcid: z.string().nullable() }),
    ),
    paper: z.string().nullable(),
    code: z.string().nullable(),
    licence: z.string(),
    externalInformation: z.string(),
    attempts: count,
    counted: z.strictObject({ place: count, made: count, gone: count }),
    official: z.boolean(),
    label,
    role,
    sameAs: z.string().nullable(),
    idle: z.array(idle),
    division: divisionSchema,
    classes: classes.nullable(),
    outside: z.boolean(),
    overall: score,
    iqm: numberOrNull,
    rank: rank.nullable(),
    rankState,
    rankReason: rankReason.nullable(),
    rankWords: z.string(),
    cost,
    bundleDigest: sha256Schema,
    createdAt: moment,
    runs: z.array(run),
    missing: z.array(z.strictObject({ id: z.string(), name: z.string(), score })),
    isModule: z.boolean(),
    command: z.string().nullable(),
    repeat: z.strictObject({
      obstacles: z.array(obstacle),
      caveats: z.array(z.enum(['reported', 'dirty', 'engine'])),
    }),
    permalink: z.string(),
    download: z.string(),
    verification,
    verifications: z.array(
      z.strictObject({
        level: verification,
        outcome: z.enum(['passed', 'flagged', 'failed']),
        createdAt: moment,
        words: z.string(),
      }),
    ),
    tombstone: z
      .strictObject({
        kind: z.enum(['withdrawn', 'rejected', 'superseded']),
        reason: z.string(),
        at: moment,
        supersededBy: submissionId.nullable(),
      })
      .nullable(),
    objection: z.string().nullable(),
    supersedes: z.array(submissionId),
    events: z.array(event),
  }),
);

const file = shape<FileView>()(
  'File',
  'A file of a bundle, its path relative to the top of it.',
  z.strictObject({ path: z.string(), bytes: count, sha256: sha256Schema }),
);
export const files = named('Files', 'The files of a bundle.', z.strictObject({ files: z.array(file) }));

const ledgerEntry = shape<LedgerView>()(
  'LedgerEntry',
  'What one generation consumed, averaged over the seeds that got there, in the benchmark’s unit. An age of 1 is the generation before. Updates of parameters, real data shown and densities are there where its protocol counts them.',
  z.strictObject({
    generation: count,
    seeds: z.int().min(1),
    realFresh: z.number().nonnegative(),
    realRetained: z.number().nonnegative(),
    synthetic: z.array(z.strictObject({ source: z.string(), age: count, count: z.number().nonnegative() })),
    trainingSize: z.number().nonnegative(),
    weightShare: share,
    sampled: z.number().nonnegative(),
    simulated: z.number().nonnegative(),
    verifierCalls: z.number().nonnegative(),
    updates: z.number().nonnegative().exactOptional(),
    freshShown: z.number().nonnegative().exactOptional(),
    retainedShown: z.number().nonnegative().exactOptional(),
    densityCalls: z.number().nonnegative().exactOptional(),
  }),
);
export const ledger = named(
  'Ledger',
  'A run’s ledger by generation, at most 1001 of them.',
  z.strictObject({ ledger: z.array(ledgerEntry).max(1001) }),
);
