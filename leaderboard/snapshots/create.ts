/** Takes snapshots. They are append-only: what is taken stays as it is. */
import { canonicalJson } from '../../benchmarks/protocol/digest.ts';
import { HeirloomError } from '../../benchmarks/protocol/errors.ts';
import { SUITE } from '../../benchmarks/protocol/ids.ts';
import { diffSnapshots, type SnapshotBody } from '../../benchmarks/snapshot/diff.ts';
import { identify } from '../../benchmarks/snapshot/identity.ts';
import type { Snapshot } from '../../benchmarks/snapshot/schema.ts';
import type { Database } from '../db/database.ts';
import { scoringDone } from '../scoring-schedule.ts';
import { collectSnapshot } from './collect.ts';
import { latestSnapshot } from './read.ts';

export interface CreateOptions {
  readonly now: Date;
  readonly suite?: string;
  /** Whose token asked for it; null for the schedule. */
  readonly tokenId?: number | null;
}

export interface CreatedSnapshot {
  readonly id: string;
  readonly digest: string;
  /** False where nothing had changed since the last one: then this is the last one. */
  readonly created: boolean;
}

const LOCK_CLASS = 0x4e2;
const TIMEOUT_MS = 60_000;

/**
 * Takes a snapshot of a suite's boards, or returns the last one where it would say the same.
 * @throws not-found where there is nothing ranked yet; conflict while scores or ranks are being computed
 */
export async function createSnapshot(
  { prisma, kind }: Database,
  { now, suite = SUITE, tokenId = null }: CreateOptions,
): Promise<CreatedSnapshot> {
  await scoringDone();
  return prisma.$transaction(
    async (tx) => {
      // One at a time, whichever process takes it: each follows the one before.
      if (kind === 'server')
        await tx.$queryRaw`SELECT 1 FROM (SELECT pg_advisory_xact_lock(${LOCK_CLASS}::int, hashtext(${suite}))) AS locked`;
      const body = await collectSnapshot(tx, suite, now);
      if (body.boards.length === 0) throw nothingRanked(suite);
      const previous = await latestSnapshot(tx, suite);
      if (previous && isSame(previous.snapshot, body))
        return { id: previous.id, digest: previous.digest, created: false };
      const snapshot: Snapshot = {
        ...body,
        previous: previous && { id: previous.id, digest: previous.digest },
        changes: diffSnapshots(previous?.snapshot ?? null, body),
      };
      const { id, digest, content } = identify(snapshot);
      await tx.snapshot.create({
        data: {
          id,
          digest,
          suiteId: suite,
          content,
          previousId: previous?.id ?? null,
          createdAt: new Date(snapshot.createdAt),
        },
      });
      await tx.event.create({ data: { kind: 'snapshot.created', subject: id, tokenId, data: { digest } } });
      return { id, digest, created: true };
    },
    { timeout: TIMEOUT_MS, maxWait: TIMEOUT_MS },
  );
}

function nothingRanked(suite: string): HeirloomError {
  return new HeirloomError(
    'not-found',
    `Suite ${suite} has no entries at a tier with a ranking (quick, standard, full), so there is nothing to take a snapshot of. Submit some first.`,
  );
}

/** Whether two snapshots say the same, apart from when. */
function isSame({ previous: _, changes: __, ...before }: Snapshot, after: SnapshotBody): boolean {
  return canonicalJson({ ...before, createdAt: '' }) === canonicalJson({ ...after, createdAt: '' });
}
