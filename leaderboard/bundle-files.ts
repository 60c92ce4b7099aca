/** The files of a stored bundle, unpacked when somebody asks: the archive is what was sent, and what its digest covers. */
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openBundle } from '../benchmarks/bundle/open-bundle.ts';
import type { BundleSource } from '../benchmarks/bundle/source.ts';
import type { Database } from './db/database.ts';
import { getBundle } from './submissions.ts';
import { type Upload, uploadsDirectory } from './uploads.ts';
import type { FileView } from './views.ts';

/** Writes a submission's archive to a file for as long as `use` takes; null where there is no such submission. */
export async function withArchive<T>(
  database: Database,
  id: string,
  use: (archive: Upload) => Promise<T>,
): Promise<T | null> {
  const stored = await getBundle(database, id);
  if (!stored) return null;
  await mkdir(uploadsDirectory(), { recursive: true, mode: 0o700 });
  const folder = await mkdtemp(path.join(uploadsDirectory(), 'read-'));
  try {
    const file = path.join(folder, `${randomUUID()}.tar.gz`);
    await writeFile(file, stored.bytes, { mode: 0o600 });
    return await use({ file, folder });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Opens a submission's bundle for as long as `use` takes; null where there is no such submission. */
export function withBundle<T>(
  database: Database,
  id: string,
  use: (bundle: BundleSource) => Promise<T>,
): Promise<T | null> {
  return withArchive(database, id, async ({ file, folder }) => {
    const bundle = await openBundle(file, { tempDir: folder });
    try {
      return await use(bundle);
    } finally {
      await bundle.close();
    }
  });
}

/** The files of a bundle; null where there is no such submission. */
export function listFiles(database: Database, id: string): Promise<FileView[] | null> {
  return withBundle(database, id, async ({ files }) =>
    files.map(({ path: name, bytes, sha256 }) => ({ path: name, bytes, sha256 })),
  );
}

/** One file of a bundle, by the path that listFiles gives; null where there is none. */
export function getFile(database: Database, id: string, name: string): Promise<(FileView & { body: Buffer }) | null> {
  return withBundle(database, id, async (bundle) => {
    // Only what the bundle lists can be read: a path from a request never reaches the file system.
    const file = bundle.files.find((candidate) => candidate.path === name);
    return file ? { ...file, body: await bundle.read(file.path) } : null;
  });
}
