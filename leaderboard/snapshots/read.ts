/** Reads snapshots as they were taken. */
import type { Snapshot } from '#benchmarks/snapshot/schema.ts';
import { snapshotPath } from '../catalog/page-paths.ts';
import type { Queryable } from '../db/data-version.ts';
import type { Database } from '../db/database.ts';
import type { SnapshotListItem, SnapshotListView, SnapshotView } from '../views/index.ts';

export { changesSchema, snapshotSchema } from '#benchmarks/snapshot/schema.ts';

interface StoredSnapshot {
  readonly id: string;
  readonly digest: string;
  readonly snapshot: Snapshot;
}

/** The last one of a suite, or null. */
export async function latestSnapshot(client: Queryable, suite: string): Promise<StoredSnapshot | null> {
  const row = await client.snapshot.findFirst({
    where: { suiteId: suite, next: null },
    orderBy: { createdAt: 'desc' },
  });
  return row && { id: row.id, digest: row.digest, snapshot: parse(row.content) };
}

/** The stored text was checked when it was made, and the database refuses any other. */
const parse = (content: string): Snapshot => JSON.parse(content) as Snapshot;

/** The exact bytes that the digest covers, as text; null where there is no such snapshot. */
export async function getSnapshotContent(
  { prisma }: Database,
  id: string,
): Promise<{ content: string; digest: string } | null> {
  return prisma.snapshot.findUnique({ where: { id }, select: { content: true, digest: true } });
}

export async function getSnapshot({ prisma }: Database, id: string): Promise<SnapshotView | null> {
  const row = await prisma.snapshot.findUnique({
    where: { id },
    select: { id: true, digest: true, content: true, next: { select: { id: true } }, doi: { select: { doi: true } } },
  });
  if (!row) return null;
  const { content, next, doi, ...own } = row;
  return {
    ...own,
    path: snapshotPath(id),
    bytes: Buffer.byteLength(content),
    doi: doi?.doi ?? null,
    next: next?.id ?? null,
    snapshot: parse(content),
  };
}

/** Snapshots of a page: each is read whole to tell what is in it. */
const PAGE_SIZE = 50;

/** A page of all snapshots, newest first; null where there is no such page. */
export async function listSnapshots({ prisma }: Database, page: number): Promise<SnapshotListView | null> {
  const total = await prisma.snapshot.count();
  const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
  if (page < 1 || page > pages) return null;
  const rows = await prisma.snapshot.findMany({
    skip: (page - 1) * PAGE_SIZE,
    take: PAGE_SIZE,
    select: { id: true, digest: true, content: true, doi: { select: { doi: true } } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  const snapshots = rows.map(({ id, digest, content, doi }): SnapshotListItem => {
    const { suite, createdAt, boards, changes, previous } = parse(content);
    return {
      id,
      digest,
      path: snapshotPath(id),
      suite,
      createdAt,
      doi: doi?.doi ?? null,
      previous: previous?.id ?? null,
      boards: boards.map(({ tier, entries }) => ({ tier, entries: entries.length })),
      changes: {
        added: changes.added.length,
        removed: changes.removed.length,
        rescored: new Set(changes.rescored.map(({ submission }) => submission)).size,
        reranked: changes.reranked.length,
      },
    };
  });
  return { snapshots, page, pages, total };
}
