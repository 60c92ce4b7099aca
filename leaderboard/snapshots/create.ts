/** Takes snapshots. They are append-only: what is taken stays as it is. */
import { canonicalJson } from '#benchmarks/protocol/digest.ts';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { diffSnapshots, type SnapshotBody } from '#benchmarks/snapshot/diff.ts';
import { unverifiable } from '#benchmarks/snapshot/faults.ts';
import { identify } from '#benchmarks/snapshot/identity.ts';
import type { Snapshot } from '#benchmarks/snapshot/schema.ts';
import { SUITE } from '#benchmarks/suite/manifests.ts';
import { retiredFrom } from '../catalog/suites.ts';
import type { Database } from '../db/database.ts';
import { faultsInWorker } from '../host/worker-pool.ts';
import { listUnscorable, scoringDone } from '../scores/schedule.ts';
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
/** Of taking one anew where another process was faster. */
const ATTEMPTS = 3;

/**
 * Takes a snapshot of a suite's boards, or returns the last one where it would say the same.
 * @throws not-found where there is nothing ranked yet; conflict while scores or ranks are being computed; unverifiable,
 *   naming the entries, where its file would not verify or an entry can't be scored
 */
export async function createSnapshot(database: Database, options: CreateOptions): Promise<CreatedSnapshot> {
  await scoringDone();
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const { body, previous } = await readBoards(database, options);
    if (previous && isSame(previous.snapshot, body))
      return { id: previous.id, digest: previous.digest, created: false };
    const snapshot: Snapshot = {
      ...body,
      previous: previous && { id: previous.id, digest: previous.digest },
      changes: diffSnapshots(previous?.snapshot ?? null, body),
    };
    const faults = await faultsInWorker(snapshot);
    if (faults.length > 0) throw unverifiable(snapshot, faults);
    const created = await store(database, snapshot, options);
    if (created) return created;
  }
  throw new HeirloomError('conflict', 'Other snapshots were taken meanwhile, again and again. Try again in a minute.');
}

/** Every board and the last snapshot as they were at one moment: what is written meanwhile is in none of them. */
async function readBoards({ prisma }: Database, { now, suite = SUITE }: CreateOptions) {
  return prisma.$transaction(
    async (tx) => {
      requireScorable(suite);
      const body = await collectSnapshot(tx, suite, now, listUnscorable());
      if (body.boards.length === 0) throw nothingRanked(suite);
      return { body, previous: await latestSnapshot(tx, suite) };
    },
    { isolationLevel: 'RepeatableRead', timeout: TIMEOUT_MS, maxWait: TIMEOUT_MS },
  );
}

/** Stores what was verified; null where another one has taken its place after the same one meanwhile. */
async function store(
  { prisma, kind }: Database,
  snapshot: Snapshot,
  { tokenId = null }: CreateOptions,
): Promise<CreatedSnapshot | null> {
  const { id, digest, content } = identify(snapshot);
  const { suite: suiteId, previous, createdAt } = snapshot;
  return prisma.$transaction(
    async (tx) => {
      // One at a time, whichever process stores it: each follows the one before.
      if (kind === 'server')
        await tx.$queryRaw`SELECT 1 FROM (SELECT pg_advisory_xact_lock(${LOCK_CLASS}::int, hashtext(${suiteId}))) AS locked`;
      const last = await tx.snapshot.findFirst({ where: { suiteId, next: null }, select: { id: true } });
      if ((last?.id ?? null) !== (previous?.id ?? null)) return null;
      const previousId = previous?.id ?? null;
      await tx.snapshot.create({
        data: { id, digest, suiteId, content, previousId, createdAt: new Date(createdAt) },
      });
      await tx.event.create({ data: { kind: 'snapshot.created', subject: id, tokenId, data: { digest } } });
      return { id, digest, created: true };
    },
    { timeout: TIMEOUT_MS, maxWait: TIMEOUT_MS },
  );
}

/** @throws conflict where this checkout can't compute the suite's scores, so that it couldn't verify them either */
function requireScorable(suite: string): void {
  const retired = retiredFrom({ suite, group: 'all' });
  if (retired.length === 0) return;
  throw new HeirloomError(
    'conflict',
    `Suite ${suite} lists ${retired.join(', ')}, which this checkout has no longer, so its boards can't be computed and verified here. Its earlier snapshots stay as they are; take one of a newer suite.`,
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
