/** What the API answers of verification. */
import { z } from 'zod';
import type {
  DuplicateView,
  HiddenBatchView,
  QueuedView,
  VerificationQueueView,
  VerificationReasonView,
  VerificationStatusView,
  VerifiedRunView,
  VerifiedScore,
} from '#leaderboard/views/index.ts';
import { count, moment, numberOrNull, shape, share, submissionId } from './shape.ts';

const score = shape<VerifiedScore>()(
  'VerifiedScore',
  'A score in points with its 95% interval, which one seed has not.',
  z.strictObject({ value: z.number(), low: numberOrNull, high: numberOrNull }),
);

const batch = shape<HiddenBatchView>()(
  'HiddenBatch',
  'Hidden seeds that were run, of as many as are drawn where something looks wrong; p of the hypothesis that the claimed seeds are no better.',
  z.strictObject({ seeds: count, of: count, score: score.nullable(), p: share }),
);

const run = shape<VerifiedRunView>()(
  'VerifiedRun',
  'A benchmark’s claimed score beside those that this site got on the registered seeds and on hidden ones.',
  z.strictObject({
    benchmark: z.string(),
    seeds: count,
    claimed: score.nullable(),
    verified: score.nullable(),
    hidden: batch.nullable(),
    second: batch.nullable(),
  }),
);

const reason = shape<VerificationReasonView>()(
  'VerificationReason',
  'Why a verification ended as it did: where a seed differs first, on which benchmarks hidden seeds are worse, what its module declares otherwise, or what is in the way.',
  z.strictObject({
    code: z.enum([
      'differs',
      'samples',
      'evidence',
      'hidden',
      'module',
      'obstacle',
      'unofficial',
      'off-boards',
      'away',
      'failed',
    ]),
    benchmark: z.string().nullable(),
    seed: count.nullable(),
    generation: count.nullable(),
    part: z.string().nullable(),
    metric: z.string().nullable(),
    claimed: z.string().nullable(),
    verified: z.string().nullable(),
    message: z.string().nullable(),
  }),
);

const duplicate = shape<DuplicateView>()(
  'Duplicate',
  'Another submission that shares trajectories or sample files with this one, bit for bit, under another name.',
  z.strictObject({
    id: submissionId,
    spec: z.string(),
    title: z.string(),
    benchmarks: count,
    of: count,
    samples: count,
  }),
);

const ENDED = ['reproduced', 'recomputed', 'refuted', 'impossible', 'parked'] as const;
const state = z.enum(['queued', 'running', ...ENDED]);

export const verificationStatus = shape<VerificationStatusView>()(
  'VerificationStatus',
  'Where the verification of a submission stands: its place in line from 1, seeds done of those planned, what it came to, and the computing that it took.',
  z.strictObject({
    id: submissionId,
    state: z.enum(['none', 'queued', 'running', ...ENDED]),
    place: count.nullable(),
    waiting: count,
    done: count,
    planned: count,
    reason: reason.nullable(),
    words: z.string(),
    computeMs: count,
    controlsMs: count,
    queuedAt: moment.nullable(),
    startedAt: moment.nullable(),
    endedAt: moment.nullable(),
    runs: z.array(run),
    duplicates: z.array(duplicate),
  }),
);

const queued = shape<QueuedView>()(
  'QueuedSubmission',
  'A submission in the lists of the verification queue; `at`: when it was queued, or ended.',
  z.strictObject({
    id: submissionId,
    spec: z.string(),
    title: z.string(),
    tier: z.string(),
    state,
    done: count,
    planned: count,
    computeMs: count,
    at: moment,
  }),
);

export const verificationQueue = shape<VerificationQueueView>()(
  'VerificationQueue',
  'What is being verified, the first 50 that wait in the order in which they are taken, and the last 50 that ended; with how many there are in each state.',
  z.strictObject({
    states: z.strictObject({
      queued: count,
      running: count,
      reproduced: count,
      recomputed: count,
      refuted: count,
      impossible: count,
      parked: count,
    }),
    running: z.array(queued),
    queued: z.array(queued),
    ended: z.array(queued),
  }),
);
