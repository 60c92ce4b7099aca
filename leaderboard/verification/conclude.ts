/** Writes what a verification came to: once, however many workers come to it, and everything of it together. */
import type { Database } from '../db/database.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Prisma } from '../generated/client.ts';
import type { Claimed } from './claimed.ts';
import { reasonWords } from './reasons.ts';
import type { VerificationReport } from './report.ts';
import { end } from './tasks.ts';

export async function conclude(
  { prisma }: Database,
  { id }: Pick<Claimed, 'id'>,
  found: Omit<VerificationReport, 'computeMs' | 'controlsMs'>,
): Promise<VerificationReport> {
  return prisma.$transaction(async (tx) => {
    const task = await tx.verificationTask.findUnique({ where: { submissionId: id } });
    const report = { ...found, computeMs: Number(task?.computeMs ?? 0), controlsMs: Number(task?.controlsMs ?? 0) };
    const { state, reason } = report;
    if (!(await end(tx, id, state, reason)) || state === 'impossible') return report;
    await tx.verification.create({
      data: {
        submissionId: id,
        level: 'reproduced',
        outcome: state === 'reproduced' ? 'passed' : 'failed',
        report: report as unknown as Prisma.InputJsonObject,
      },
      select: { id: true },
    });
    await tx.submission.update({ where: { id }, data: { verification: state }, select: { id: true } });
    await recordEvent(tx, {
      submission: id,
      kind: state,
      actor: null,
      ...(reason !== null && { reason: reasonWords(reason) }),
    });
    return report;
  });
}
