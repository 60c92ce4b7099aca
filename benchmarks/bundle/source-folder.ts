/** A bundle in a folder. Links are not followed, not even inside the folder. */
import { createHash } from 'node:crypto';
import { constants, type Dirent } from 'node:fs';
import { type FileHandle, lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type EntryKind, EntryList } from './entry-list.ts';
import { byPath, isBundleFolder } from './layout.ts';
import type { BundleLimits } from './limits.ts';
import type { BundleFile, BundleSource } from './source.ts';

/** Opening a pipe would wait for a writer, and a link could lead anywhere. */
const READ_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** @throws HeirloomError too-large */
export async function openFolder(root: string, limits: BundleLimits): Promise<BundleSource> {
  const entries = new EntryList(limits, { mayBeWrapped: false });
  const paths = await listFiles(root, '', entries);
  const files: BundleFile[] = [];
  for (const path of paths) files.push(await describe(root, path));
  return {
    files: files.sort(byPath),
    ...entries.finish(),
    read: (path) => withFile(join(root, path), (handle) => handle.readFile()),
    stream: (path) => Readable.from(chunksOf(join(root, path))),
    close: async () => {},
  };
}

async function listFiles(root: string, folder: string, entries: EntryList): Promise<string[]> {
  const paths: string[] = [];
  for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
    const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
    const kind = kindOf(entry);
    const bytes = kind === 'file' ? (await lstat(join(root, name))).size : 0;
    const path = entries.admit(name, kind, bytes);
    if (path !== null) paths.push(path);
    // A folder that was refused is not looked into.
    if (kind === 'folder' && isBundleFolder(name)) paths.push(...(await listFiles(root, name, entries)));
  }
  return paths;
}

function kindOf(entry: Dirent): EntryKind {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  if (entry.isSymbolicLink()) return { other: 'symbolic link' };
  if (entry.isFIFO()) return { other: 'named pipe' };
  if (entry.isSocket()) return { other: 'socket' };
  return { other: 'device' };
}

async function describe(root: string, path: string): Promise<BundleFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of chunksOf(join(root, path))) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { path, bytes, sha256: hash.digest('hex') };
}

async function* chunksOf(file: string): AsyncGenerator<Buffer> {
  const handle = await open(file, READ_FLAGS);
  try {
    yield* handle.createReadStream({ autoClose: false }) as AsyncIterable<Buffer>;
  } finally {
    await handle.close();
  }
}

async function withFile<T>(file: string, use: (handle: FileHandle) => Promise<T>): Promise<T> {
  const handle = await open(file, READ_FLAGS);
  try {
    return await use(handle);
  } finally {
    await handle.close();
  }
}
