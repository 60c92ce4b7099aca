/** What pages and the API show of verification: of one submission, and of the queue. */
import type { Queryable } from '../db/data-version.ts';
import type { Database } from '../db/database.ts';
import type { VerificationState } from '../generated/enums.ts';
import type {
  QueuedView,
  VerificationQueueView,
  VerificationReasonView,
  VerificationStatusView,
  VerifiedRunView,
} from '../views/index.ts';
import { duplicatesOf } from './duplicates.ts';
import { reasonWords, type VerificationReason } from './reasons.ts';
import type { RunReport, VerificationReport } from './report.ts';

const MOST_LISTED = 50;
const inOrder = [{ priority: 'desc' }, { queuedAt: 'asc' }, { submissionId: 'asc' }] as const;

/** Null where there is no such submission. */
export async function getVerification(
  { prisma }: Pick<Database, 'prisma'>,
  id: string,
): Promise<VerificationStatusView | null> {
  if ((await prisma.submission.count({ where: { id } })) === 0) return null;
  const task = await prisma.verificationTask.findUnique({ where: { submissionId: id } });
  const waiting = await prisma.verificationTask.findMany({
    where: { state: 'queued' },
    select: { submissionId: true },
    orderBy: [...inOrder],
  });
  const reason = (task?.reason ?? null) as unknown as VerificationReason | null;
  const place = waiting.findIndex(({ submissionId }) => submissionId === id) + 1;
  return {
    id,
    state: task?.state ?? 'none',
    place: place === 0 ? null : place,
    waiting: waiting.length,
    done: task?.done ?? 0,
    planned: Math.max(task?.planned ?? 0, task?.done ?? 0),
    reason: reason === null ? null : reasonView(reason),
    words: reason === null ? '' : reasonWords(reason),
    computeMs: Number(task?.computeMs ?? 0),
    controlsMs: Number(task?.controlsMs ?? 0),
    queuedAt: task?.queuedAt.toISOString() ?? null,
    startedAt: task?.startedAt?.toISOString() ?? null,
    endedAt: task?.endedAt?.toISOString() ?? null,
    runs: task?.endedAt ? await runsOf(prisma, id) : [],
    duplicates: await duplicatesOf(prisma, id),
  };
}

function reasonView(reason: VerificationReason): VerificationReasonView {
  const nothing = {
    benchmark: null,
    seed: null,
    generation: null,
    part: null,
    metric: null,
    claimed: null,
    verified: null,
    message: null,
  };
  switch (reason.code) {
    case 'hidden':
      return { ...nothing, code: reason.code, benchmark: reason.benchmarks.join(', ') };
    case 'obstacle':
      return { ...nothing, code: reason.code, message: reason.obstacle };
    case 'module': {
      const { code, field, claimed, verified } = reason;
      return { ...nothing, code, part: field, claimed, verified };
    }
    default:
      return { ...nothing, ...reason };
  }
}

/** What the last verification that came to an end found, with what is claimed beside it. */
async function runsOf(client: Queryable, submissionId: string): Promise<VerifiedRunView[]> {
  const last = await client.verification.findFirst({
    where: { submissionId, level: 'reproduced' },
    select: { report: true },
    orderBy: { id: 'desc' },
  });
  const { runs = [] } = (last?.report ?? {}) as unknown as Partial<VerificationReport>;
  const scores = await client.benchmarkScore.findMany({
    where: { submissionId },
    select: { benchmarkId: true, value: true, low: true, high: true },
  });
  const claimedOf = (benchmark: string) => scores.find(({ benchmarkId }) => benchmarkId === benchmark);
  return runs.map(({ benchmark, seeds, verified, hidden, second }: RunReport) => {
    const claimed = claimedOf(benchmark);
    const value = claimed?.value ?? null;
    const { low = null, high = null } = claimed ?? {};
    return { benchmark, seeds, claimed: value === null ? null : { value, low, high }, verified, hidden, second };
  });
}

export async function getVerificationQueue({ prisma }: Pick<Database, 'prisma'>): Promise<VerificationQueueView> {
  const counts = await prisma.verificationTask.groupBy({ by: ['state'], _count: true });
  const countOf = (state: VerificationState): number => counts.find((count) => count.state === state)?._count ?? 0;
  const list = async (states: VerificationState[], orderBy: object[]): Promise<QueuedView[]> => {
    const rows = await prisma.verificationTask.findMany({
      where: { state: { in: states } },
      orderBy,
      take: MOST_LISTED,
      include: { submission: { select: { spec: true, title: true, tier: true } } },
    });
    return rows.map(({ submissionId, submission, state, done, planned, computeMs, queuedAt, endedAt }) => ({
      id: submissionId,
      ...submission,
      state,
      done,
      planned: Math.max(planned, done),
      computeMs: Number(computeMs),
      at: (endedAt ?? queuedAt).toISOString(),
    }));
  };
  const ended: VerificationState[] = ['reproduced', 'recomputed', 'refuted', 'impossible', 'parked'];
  return {
    states: {
      queued: countOf('queued'),
      running: countOf('running'),
      reproduced: countOf('reproduced'),
      recomputed: countOf('recomputed'),
      refuted: countOf('refuted'),
      impossible: countOf('impossible'),
      parked: countOf('parked'),
    },
    running: await list(['running'], [...inOrder]),
    queued: await list(['queued'], [...inOrder]),
    ended: await list(ended, [{ endedAt: 'desc' }, { submissionId: 'asc' }]),
  };
}
