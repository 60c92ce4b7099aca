/** Takes a submission off the boards. Nothing is deleted: its page stays, with the reason (design, section 10). */
import { HeirloomError } from '../benchmarks/protocol/errors.ts';
import type { Database } from './db/database.ts';
import { scheduleScoring } from './scoring-schedule.ts';

export const TOMBSTONES = ['withdrawn', 'rejected', 'superseded'] as const;
export type TombstoneKind = (typeof TOMBSTONES)[number];

export interface TombstoneInput {
  readonly id: string;
  readonly kind: TombstoneKind;
  /** One sentence, shown on its page and in snapshots. */
  readonly reason: string;
  /** For `superseded`: what takes its place. */
  readonly supersededBy: string | null;
  readonly now: Date;
  readonly tokenId: number | null;
}

/** @throws not-found, conflict where it is off the boards already, bad-parameter where `supersededBy` doesn't fit the kind */
export async function tombstoneSubmission(database: Database, input: TombstoneInput): Promise<void> {
  const { id, kind, reason, supersededBy, now, tokenId } = input;
  if ((kind === 'superseded') !== (supersededBy !== null) || supersededBy === id) {
    throw new HeirloomError(
      'bad-parameter',
      'A superseded entry needs the id of another one that takes its place; a withdrawn or rejected one has none.',
    );
  }
  const tier = await database.prisma.$transaction(async (tx) => {
    const found = await tx.submission.findUnique({
      where: { id },
      select: { tombstone: true, tier: true },
    });
    if (!found) throw noEntry(id);
    if (found.tombstone !== null)
      throw new HeirloomError('conflict', `Submission ${id} was ${found.tombstone} already.`);
    if (
      supersededBy !== null &&
      !(await tx.submission.findUnique({ where: { id: supersededBy }, select: { id: true } }))
    )
      throw noEntry(supersededBy);
    await tx.submission.update({
      where: { id },
      data: { tombstone: kind, tombstoneReason: reason, tombstonedAt: now, supersededById: supersededBy },
    });
    await tx.event.create({
      data: { kind: `submission.${kind}`, subject: id, tokenId, data: { reason, supersededBy } },
    });
    return found.tier;
  });
  // The others move up; and where it was a control, everything is scored against the one before.
  scheduleScoring(database, tier);
}

const noEntry = (id: string): HeirloomError =>
  new HeirloomError(
    'not-found',
    `This site has no submission "${id.slice(0, 80)}". Its board lists those that there are.`,
  );
