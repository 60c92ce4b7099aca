/** Takes a submission off the boards. Nothing is deleted: its page stays, with the reason (design, section 10). */
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import type { Tier } from '#benchmarks/protocol/ids.ts';
import type { Queryable } from '../db/data-version.ts';
import type { Database } from '../db/database.ts';
import { recordEvent } from '../events/record-event.ts';
import { scheduleScoring } from '../scores/schedule.ts';

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
  /** Of who does it; null for the site itself. */
  readonly tokenId: number | null;
}

/**
 * What takes an entry's place is on the boards at that moment. So no chain of them leads back to its beginning: the last
 * link of a circle would lead to an entry that is off already.
 * @throws not-found; forbidden where the token may not do that; conflict where it or what takes its place is off the boards already; bad-parameter where `supersededBy`
 * doesn't fit the kind
 */
export async function tombstoneSubmission(database: Database, input: TombstoneInput): Promise<void> {
  const { id, kind, reason, supersededBy, now, tokenId } = input;
  if ((kind === 'superseded') !== (supersededBy !== null) || supersededBy === id) {
    throw new HeirloomError(
      'bad-parameter',
      'A superseded entry needs the id of another one that takes its place; a withdrawn or rejected one has none.',
    );
  }
  const tier = await database.prisma.$transaction(async (tx) => {
    const found = await lock(tx, supersededBy === null ? [id] : [id, supersededBy]);
    const entry = found.get(id);
    if (!entry) throw noEntry(id);
    if (entry.tombstone !== null)
      throw new HeirloomError('conflict', `Submission ${id} was ${entry.tombstone} already.`);
    if (supersededBy !== null) requireSuccessor(supersededBy, found.get(supersededBy));
    await requireRight(tx, tokenId, kind, [
      entry,
      ...(supersededBy === null ? [] : [found.get(supersededBy) as Locked]),
    ]);
    await tx.submission.update({
      where: { id },
      data: { tombstone: kind, tombstoneReason: reason, tombstonedAt: now, supersededById: supersededBy },
    });
    await recordEvent(tx, { submission: id, kind, actor: tokenId, reason, data: { supersededBy } });
    if (supersededBy !== null)
      await recordEvent(tx, { submission: supersededBy, kind: 'took-place', actor: tokenId, data: { supersedes: id } });
    return entry.tier;
  });
  // The others move up; and where it was a control, everything is scored against the one before.
  scheduleScoring(database, tier);
}

interface Locked {
  readonly id: string;
  readonly tier: Tier;
  readonly tombstone: TombstoneKind | null;
  readonly supersededById: string | null;
  /** Whose it is. */
  readonly tokenId: number | null;
}

/** The submissions as nobody else can change them until the transaction ends; locked in order, so that none waits for ever. */
async function lock(tx: Queryable, ids: readonly string[]): Promise<ReadonlyMap<string, Locked>> {
  const ordered = [...ids].sort();
  await tx.$queryRaw`SELECT 1 FROM "submissions" WHERE "id" = ANY(${ordered}) ORDER BY "id" FOR UPDATE`;
  const found = await tx.submission.findMany({
    where: { id: { in: ordered } },
    select: { id: true, tier: true, tombstone: true, supersededById: true, tokenId: true },
  });
  return new Map(found.map((entry) => [entry.id, entry]));
}

/**
 * Who sent an entry may withdraw it, or put another of its own in its place; maintainers may do all of it with every entry.
 * @throws forbidden
 */
async function requireRight(
  tx: Queryable,
  tokenId: number | null,
  kind: TombstoneKind,
  entries: readonly Locked[],
): Promise<void> {
  if (tokenId === null) return;
  const { scope } = await tx.token.findUniqueOrThrow({ where: { id: tokenId }, select: { scope: true } });
  if (scope !== 'submit') return;
  const foreign = entries.find((entry) => entry.tokenId !== tokenId);
  if (foreign === undefined && kind !== 'rejected') return;
  throw new HeirloomError(
    'forbidden',
    foreign === undefined
      ? 'Entries are rejected by the site’s maintainers. What you sent yourself you can withdraw.'
      : `Submission ${foreign.id} was sent with another token. With the token that was sent you can withdraw or supersede what was sent with it; the site’s maintainers can the rest.`,
  );
}

/** @throws not-found, conflict */
function requireSuccessor(id: string, successor: Locked | undefined): void {
  if (!successor) throw noEntry(id);
  const { tombstone, supersededById } = successor;
  if (tombstone === null) return;
  const advice =
    supersededById === null ? 'Name an entry that is on the boards.' : `Name ${supersededById}, if it is still there.`;
  throw new HeirloomError(
    'conflict',
    `Submission ${id} can't take another's place: it was ${tombstone} itself. ${advice}`,
  );
}

export const noEntry = (id: string): HeirloomError =>
  new HeirloomError(
    'not-found',
    `This site has no submission "${id.slice(0, 80)}". Its board lists those that there are.`,
  );
