/** Stores a bundle: its bytes in the bundle store, then its rows, which name them by their digests. */

import type { Queryable } from '../db/data-version.ts';
import type { Database } from '../db/database.ts';
import { bundleStore, keepAll } from './bundle-store.ts';
import type { UnpackedBundle } from './checked-bundle.ts';

/** Keeps the archive and its files: what no row names in the end is removed later (store-leftovers.ts). */
export async function keepBundle(database: Database, { archive, files }: UnpackedBundle): Promise<void> {
  await keepAll(bundleStore(database), [archive, ...files]);
}

/** Keeps what the rows of a bundle that was sent again name; packed in another way, it is another archive. */
export async function restoreBundle(database: Database, id: string, unpacked: UnpackedBundle): Promise<void> {
  const known = await database.prisma.bundle.findUnique({ where: { submissionId: id }, select: { sha256: true } });
  const { archive, files } = unpacked;
  await keepAll(bundleStore(database), known === null || known.sha256 === archive.sha256 ? [archive, ...files] : files);
  // Of before there was a store, and damaged since (move-bundles.ts).
  if (known === null) await insertBundleOnce(database, id, unpacked);
}

/** Inserts the rows of a bundle whose bytes are kept, where another process has not done so. */
export async function insertBundleOnce({ prisma }: Database, id: string, unpacked: UnpackedBundle): Promise<void> {
  await prisma.$transaction(async (tx) => {
    await lockMoving(tx);
    if ((await tx.bundle.count({ where: { submissionId: id } })) === 0) await insertBundle(tx, id, unpacked);
  });
}

/** Held by one transaction at a time: it moves a bundle into the store, or frees the space of those that were moved. */
const MOVING_LOCK = 72_707_370;

export async function lockMoving(tx: Queryable): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${MOVING_LOCK})`;
}

/** Inserts the rows of a bundle whose bytes are kept. */
export async function insertBundle(tx: Queryable, id: string, { archive, files }: UnpackedBundle): Promise<void> {
  const { sha256, bytes } = archive;
  await tx.bundle.create({ data: { submissionId: id, sha256, bytes }, select: { submissionId: true } });
  // One statement for up to 20,000 files.
  await tx.$executeRaw`
    INSERT INTO "bundle_files" ("submission_id", "path", "sha256", "bytes")
    SELECT ${id}::text, * FROM unnest(
      ${files.map((file) => file.path)}::text[], ${files.map((file) => file.sha256)}::text[], ${files.map((file) => file.bytes)}::int[])`;
}
