/** What is stored of a bundle: the archive that was sent, and its files. */
import { byPath, placeOf } from '#benchmarks/bundle/layout.ts';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import type { Database } from '../db/database.ts';
import type { FileView } from '../views/index.ts';
import { bundleStore, type Content, openContent } from './bundle-store.ts';
import { contentStream } from './content-stream.ts';

/** A content that can be read without being held in memory. */
export interface StoredFile extends Content {
  /** @throws input-output where the store has lost it */
  require(): Promise<void>;
  /** Bytes `first` to `last`, both included. */
  stream(first: number, last: number): ReadableStream<Uint8Array>;
}

function storedFile(database: Database, { sha256, bytes }: Content): StoredFile {
  const open = () => openContent(bundleStore(database), { sha256, bytes });
  return {
    sha256,
    bytes,
    require: async () => (await open()).close(),
    stream: (first, last) => contentStream(open, first, last),
  };
}

/** The bundle as it was received; null where there is no such submission. */
export async function getBundle(database: Database, id: string): Promise<StoredFile | null> {
  const found = await database.prisma.bundle.findUnique({
    where: { submissionId: id },
    select: { sha256: true, bytes: true },
  });
  return found && storedFile(database, found);
}

interface FileList {
  /** Names the list. */
  readonly digest: string;
  /** Sorted by path. */
  readonly files: readonly FileView[];
}

/**
 * The files of a bundle; null where there is no such submission.
 * @throws not-found where it was never unpacked
 */
export async function listFiles({ prisma }: Database, id: string): Promise<FileList | null> {
  const found = await prisma.bundle.findUnique({
    where: { submissionId: id },
    select: {
      submission: { select: { bundleDigest: true } },
      files: { select: { path: true, bytes: true, sha256: true } },
    },
  });
  if (!found) return null;
  if (found.files.length === 0) {
    throw new HeirloomError(
      'not-found',
      `The bundle of submission "${id}" was taken before the rule was made that refuses its archive, so its files can't be listed. It can be downloaded as it is: /api/v1/submissions/${id}/bundle.`,
    );
  }
  return { digest: found.submission.bundleDigest, files: found.files.sort(byPath) };
}

/** One file of a bundle, by the path that listFiles gives; null where there is none. */
export async function getFile(database: Database, id: string, name: string): Promise<StoredFile | null> {
  if (placeOf(name) === null) return null;
  const found = await database.prisma.bundleFile.findUnique({
    where: { submissionId_path: { submissionId: id, path: name } },
    select: { sha256: true, bytes: true },
  });
  return found && storedFile(database, found);
}
