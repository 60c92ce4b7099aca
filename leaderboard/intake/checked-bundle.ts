/**
 * What a worker thread makes of an archive: checked, unpacked and hashed in a folder of the bundle store, each file safe on
 * the disk. Whether it stays is decided by the thread that has the database.
 */
import { createHash } from 'node:crypto';
import { closeSync, createReadStream, createWriteStream, fsyncSync, openSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import {
  type BadReport,
  checkBundle,
  type GoodReport,
  isOfTheBundle,
  unreadReport,
} from '#benchmarks/bundle/check-source.ts';
import { LIMITS } from '#benchmarks/bundle/limits.ts';
import type { BundleFile } from '#benchmarks/bundle/source.ts';
import { type ArchiveSource, openArchive } from '#benchmarks/bundle/source-archive.ts';
import type { Waiting } from './bundle-store.ts';

export interface BundleInput {
  /** The archive; it is left there. */
  readonly file: string;
  /** Folder of the store's incoming ones that is this bundle's alone. */
  readonly folder: string;
  /** Whether the site's owner sends it, who may leave out the samples of reference results. */
  readonly isOwners?: boolean;
}

/** A bundle in a folder of the store. */
export interface UnpackedBundle {
  readonly archive: Waiting;
  /** Sorted by path. */
  readonly files: readonly (Waiting & BundleFile)[];
}

/** Of a bundle that was taken before a rule was made that refuses it `files` is empty, and `fault` says why. */
export interface UnpackedArchive extends UnpackedBundle {
  readonly fault: string | null;
}

export type CheckedBundle = BadReport | (GoodReport & { readonly unpacked: UnpackedBundle });

/** Checks an archive; one that passes is unpacked in the folder afterwards. */
export async function checkInto(input: BundleInput): Promise<CheckedBundle> {
  let source: ArchiveSource;
  try {
    source = await openArchive(input.file, LIMITS, input.folder);
  } catch (error) {
    return unreadReport(error);
  }
  const report = await checkBundle(source, { mayBeLight: input.isOwners ?? false });
  return report.ok ? { ...report, unpacked: await unpacked(input, source) } : report;
}

/** Unpacks an archive that passed the check when it was sent. @throws what is wrong with the disk */
export async function unpackInto(input: BundleInput): Promise<UnpackedArchive> {
  try {
    return { ...(await unpacked(input, await openArchive(input.file, LIMITS, input.folder))), fault: null };
  } catch (error) {
    if (!isOfTheBundle(error)) throw error;
    return { archive: await copyOf(input), files: [], fault: error.message };
  }
}

async function unpacked(input: BundleInput, source: ArchiveSource): Promise<UnpackedBundle> {
  const files = source.files.map((file) => ({ ...file, file: source.storedAt(file.path) }));
  for (const { file } of files) sync(file);
  return { archive: await copyOf(input), files };
}

/** Copies the archive into the folder. */
async function copyOf({ file, folder }: BundleInput): Promise<Waiting> {
  const copy = path.join(folder, 'archive');
  const hash = createHash('sha256');
  let bytes = 0;
  const counted = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  };
  await pipeline(createReadStream(file), counted, createWriteStream(copy, { flags: 'wx', mode: 0o600 }));
  sync(copy);
  return { file: copy, sha256: hash.digest('hex'), bytes };
}

function sync(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
