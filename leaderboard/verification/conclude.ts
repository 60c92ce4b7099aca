/** Writes what a verification came to: once, however many workers come to it, and everything of it together. */
import type { Queryable } from '../db/data-version.ts';
import type { Database } from '../db/database.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Prisma } from '../generated/client.ts';
import type { Claimed } from './claimed.ts';
import { reasonWords } from './reasons.ts';
import type { RunReport, VerificationReport, VerifiedBy } from './report.ts';
import { end, endRest } from './tasks.ts';

export async function conclude(
  { prisma }: Database,
  { id }: Pick<Claimed, 'id'>,
  found: Found,
  level: VerifiedBy = 'reproduced',
): Promise<VerificationReport> {
  return prisma.$transaction(async (tx) => {
    const report = await withCosts(tx, id, found);
    const { state, reason, runs } = report;
    if (!(await end(tx, id, state, reason)) || state === 'impossible') return report;
    if (runs.some(isPartial))
      await tx.verificationTask.update({
        where: { submissionId: id },
        data: { restDue: true },
        select: { submissionId: true },
      });
    await store(tx, id, report, level);
    await tx.submission.update({ where: { id }, data: { verification: state }, select: { id: true } });
    await tell(tx, id, report);
    return report;
  });
}

/** The same of hidden seeds that were run later: what is reproduced stays so, or is refuted. */
export async function concludeRest(
  { prisma }: Database,
  { id }: Pick<Claimed, 'id'>,
  found: Found,
): Promise<VerificationReport> {
  return prisma.$transaction(async (tx) => {
    const report = await withCosts(tx, id, found);
    if (!(await endRest(tx, id))) return report;
    await store(tx, id, report, 'reproduced');
    if (report.state !== 'refuted') return report;
    const reason = { ...report.reason } as Prisma.InputJsonObject;
    await tx.verificationTask.update({
      where: { submissionId: id },
      data: { state: 'refuted', reason, endedAt: new Date() },
      select: { submissionId: true },
    });
    await tx.submission.update({ where: { id }, data: { verification: 'refuted' }, select: { id: true } });
    await tell(tx, id, report);
    return report;
  });
}

type Found = Omit<VerificationReport, 'computeMs' | 'controlsMs'>;

/** Whether hidden seeds are left. */
const isPartial = ({ hidden, second }: RunReport): boolean =>
  hidden !== null && hidden.seeds < hidden.of && second === null;

async function withCosts(tx: Queryable, submissionId: string, found: Found): Promise<VerificationReport> {
  const task = await tx.verificationTask.findUnique({ where: { submissionId } });
  return { ...found, computeMs: Number(task?.computeMs ?? 0), controlsMs: Number(task?.controlsMs ?? 0) };
}

async function store(
  tx: Queryable,
  submissionId: string,
  report: VerificationReport,
  level: VerifiedBy,
): Promise<void> {
  const outcome = report.state === level ? 'passed' : 'failed';
  await tx.verification.create({
    data: { submissionId, level, outcome, report: report as unknown as Prisma.InputJsonObject },
    select: { id: true },
  });
}

async function tell(tx: Queryable, submission: string, { state, reason }: VerificationReport): Promise<void> {
  if (state === 'impossible') return;
  await recordEvent(tx, {
    submission,
    kind: state,
    actor: null,
    ...(reason !== null && { reason: reasonWords(reason) }),
  });
}
