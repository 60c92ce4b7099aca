/**
 * Moves the bundles of a database of before there was a bundle store out of it, one after the other: each is there whole
 * before its rows are, so that a start that is killed loses nothing and the next one goes on. Several processes may do so at
 * once; the rows of a bundle are written by one.
 */
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { megabytes } from '#benchmarks/bundle/limits.ts';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { say } from '#benchmarks/protocol/print.ts';
import type { Queryable } from '../db/data-version.ts';
import type { Database } from '../db/database.ts';
import { diskReserve, diskSpace, inMegabytes, isNoSpace } from '../host/free-space.ts';
import { log } from '../host/log.ts';
import { unpackInWorker } from '../host/worker-pool.ts';
import { bundleStore, withIncoming } from './bundle-store.ts';
import { insertBundleOnce, keepBundle, lockMoving } from './store-bundle.ts';

/** What is held in memory of a bundle. */
const SLICE_BYTES = 4 * 1024 * 1024;

interface Packed {
  readonly id: string;
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * Returns how many were moved. What can't be moved stays, and is said at each start.
 * @throws no-space where there is no room for the next one
 */
export async function moveBundles(database: Database): Promise<number> {
  const packed = await packedBundles(database.prisma);
  if (packed.length > 0) {
    const total = packed.reduce((sum, { bytes }) => sum + bytes, 0);
    say(
      `heirloom: moving ${packed.length} bundles (${megabytes(total)}) from the database to ${bundleStore(database)}; a start that is interrupted goes on there.`,
    );
  }
  let moved = 0;
  for (const bundle of packed) {
    const progress = `${moved} of ${packed.length}`;
    try {
      await requireRoom(database, bundle, progress);
      await move(database, bundle);
      moved++;
    } catch (error) {
      if (isNoSpace(error)) throw error instanceof HeirloomError ? error : noRoomError(database, progress, error);
      log(
        `the bundle of submission ${bundle.id} stays in the database`,
        error instanceof HeirloomError ? error.message : error,
      );
    }
  }
  if (moved === packed.length) await freeSpace(database);
  return moved;
}

/** An embedded database may be on the same disk, and its engine hangs where that is full. @throws no-space */
async function requireRoom(database: Database, { bytes }: Packed, progress: string): Promise<void> {
  const { freeBytes, reserveBytes } = await diskSpace(database.dataDir);
  // Twice: as it comes out of the database, and as it stays.
  if (freeBytes !== null && freeBytes - 2 * bytes < reserveBytes) throw noRoomError(database, progress);
}

/** `progress`: how many were moved, of how many. */
function noRoomError(database: Database, progress: string, cause?: unknown): HeirloomError {
  return new HeirloomError(
    'no-space',
    `There is no room to move the bundles from the database to ${bundleStore(database)}: ${progress} were moved, and the others are still in the database. Make room on its disk, of which ${inMegabytes(diskReserve())} are to stay free (HEIRLOOM_DISK_RESERVE_MB), and start again: it goes on there.`,
    cause === undefined ? {} : { cause },
  );
}

/** Those that are not in the store. */
function packedBundles(client: Queryable): Promise<Packed[]> {
  return client.$queryRaw<Packed[]>`
    SELECT "submission_id" AS "id", "sha256", octet_length("bytes") AS "bytes" FROM "packed_bundles" p
    WHERE NOT EXISTS (SELECT FROM "bundles" b WHERE b."submission_id" = p."submission_id") ORDER BY "submission_id"`;
}

/** @throws database where the bytes are not those that were stored */
async function move(database: Database, bundle: Packed): Promise<void> {
  await withIncoming(bundleStore(database), async (folder) => {
    const file = path.join(folder, 'packed');
    // Another process may have moved it, and emptied the table.
    if (!(await copyOut(database, bundle, file))) return;
    const { fault, ...unpacked } = await unpackInWorker({ file, folder });
    if (fault !== null)
      log(`the bundle of submission ${bundle.id} is kept as it is, without a list of its files: ${fault}`);
    await keepBundle(database, unpacked);
    await insertBundleOnce(database, bundle.id, unpacked);
  });
}

/** Writes a bundle to a file, slice by slice; false where the database has it no longer. */
async function copyOut(database: Database, { id, sha256, bytes }: Packed, file: string): Promise<boolean> {
  const hash = createHash('sha256');
  const handle = await open(file, 'wx', 0o600);
  try {
    for (let from = 0; from < bytes; from += SLICE_BYTES) {
      const slice = await readSlice(database, id, from);
      if (slice === null) return false;
      hash.update(slice);
      await writeAll(handle, slice);
    }
  } finally {
    await handle.close();
  }
  const found = hash.digest('hex');
  if (found === sha256) return true;
  throw new HeirloomError(
    'database',
    `The bundle of submission ${id} is damaged in the database: its bytes have the SHA-256 ${found} and were stored as ${sha256}. Restore the row of packed_bundles from a backup and start again, or send the bundle again; until then it can't be downloaded.`,
  );
}

async function readSlice({ prisma }: Database, id: string, from: number): Promise<Uint8Array | null> {
  const rows = await prisma.$queryRaw<{ slice: Uint8Array }[]>`
    SELECT substring("bytes" FROM ${from + 1}::int FOR ${SLICE_BYTES}::int) AS "slice" FROM "packed_bundles" WHERE "submission_id" = ${id}`;
  return rows[0]?.slice ?? null;
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length; )
    written += (await handle.write(bytes, written, bytes.length - written)).bytesWritten;
}

/** Empties the table once everything is in the store: its space is free at once. */
async function freeSpace({ prisma }: Database): Promise<void> {
  if ((await prisma.packedBundle.count()) === 0) return;
  const [row] = await prisma.$queryRaw<{ allowed: boolean; role: string }[]>`
    SELECT has_table_privilege('public.packed_bundles', 'TRUNCATE') AS "allowed", quote_ident(current_user) AS "role"`;
  if (row?.allowed !== true) {
    say(
      `heirloom: all bundles have been moved out of the database, but the role ${row?.role} may not free their space there: the tables' owner has to run TRUNCATE packed_bundles;`,
    );
    return;
  }
  await prisma.$transaction(async (tx) => {
    await lockMoving(tx);
    if ((await packedBundles(tx)).length === 0) await tx.$executeRaw`TRUNCATE "packed_bundles"`;
  });
}
