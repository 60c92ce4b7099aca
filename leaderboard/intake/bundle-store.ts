/**
 * The bundle store: files of the data directory, each named by the SHA-256 of its content (`bundles/ab/abcd…`), so that what
 * several bundles have is there once. A file comes whole, by a rename within the folder, and stays as it is: rows of the
 * database that name it are written afterwards.
 */
import { type FileHandle, mkdir, mkdtemp, open, rename, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import pLimit from 'p-limit';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import type { Database } from '../db/database.ts';

/** A content, as the database names it. */
export interface Content {
  /** Hex SHA-256. */
  readonly sha256: string;
  readonly bytes: number;
}

const SYNCED_AT_ONCE = 2;
const OWNER_ONLY = 0o700;
/** What comes in is made beside the store's files, because a rename doesn't lead from one file system to another. */
const INCOMING = 'incoming';

/** The folder of the store. */
export const bundleStore = ({ dataDir }: Pick<Database, 'dataDir'>): string => path.join(dataDir, 'bundles');

export const incomingFolder = (store: string): string => path.join(store, INCOMING);

/** Where a content is, below the store. */
const placeIn = (sha256: string): string => path.join(sha256.slice(0, 2), sha256);

export const pathOf = (store: string, sha256: string): string => path.join(store, placeIn(sha256));

/** Makes a folder in the store for as long as `use` takes. */
export async function withIncoming<T>(store: string, use: (folder: string) => Promise<T>): Promise<T> {
  await mkdir(incomingFolder(store), { recursive: true, mode: OWNER_ONLY });
  const folder = await mkdtemp(path.join(incomingFolder(store), 'bundle-'));
  try {
    return await use(folder);
  } finally {
    // A thread that was stopped may still be writing.
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A content that waits in a file of the store's incoming folder, and is safe on the disk. */
export interface Waiting extends Content {
  readonly file: string;
}

/**
 * Moves contents to where they stay. One that is there is left as it is, unless it is damaged; its time says that somebody
 * needs it (store-leftovers.ts). When this returns, they outlive the machine's power.
 */
export async function keepAll(store: string, contents: readonly Waiting[]): Promise<void> {
  const folders = new Set<string>();
  for (const content of contents) {
    const to = pathOf(store, content.sha256);
    if (await isKept(to, content.bytes)) continue;
    const folder = path.dirname(to);
    if (!folders.has(folder)) await mkdir(folder, { recursive: true, mode: OWNER_ONLY });
    folders.add(folder);
    await rename(content.file, to);
  }
  // Few at once: what a process asks of its disk goes through four threads, and others want to read meanwhile.
  if (folders.size === 0) return;
  const limit = pLimit(SYNCED_AT_ONCE);
  await Promise.all([...folders, store, path.dirname(store)].map((folder) => limit(() => syncFolder(folder))));
}

/** Whether a whole file is there; it is young afterwards. */
async function isKept(file: string, bytes: number): Promise<boolean> {
  try {
    if ((await stat(file)).size !== bytes) return false;
    const now = new Date();
    await utimes(file, now, now);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** Names of a folder that were changed are on the disk afterwards, where the system can promise that. */
async function syncFolder(folder: string): Promise<void> {
  // Windows opens no folders.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Opens a content for reading.
 * @throws input-output where its file is missing, can't be read, or has another size
 */
export async function openContent(store: string, content: Content): Promise<FileHandle> {
  const handle = await open(pathOf(store, content.sha256), 'r').catch((cause: unknown) => {
    throw lostError(content, faultOf(cause), cause);
  });
  const { size } = await handle.stat();
  if (size === content.bytes) return handle;
  await handle.close();
  throw lostError(content, `has ${size} bytes instead of ${content.bytes}`);
}

/** @throws input-output as openContent */
export async function readContent(store: string, content: Content): Promise<Buffer> {
  const handle = await openContent(store, content);
  try {
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

function faultOf(cause: unknown): string {
  const { code } = cause as NodeJS.ErrnoException;
  return code === 'ENOENT' ? 'is missing' : `can't be read (${String(code ?? cause)})`;
}

function lostError({ sha256 }: Content, fault: string, cause?: unknown): HeirloomError {
  return new HeirloomError(
    'input-output',
    `The site knows this file and can't give it: bundles/${placeIn(sha256)} in its data directory ${fault}. Tell its owner, who has to put it back from a backup, to let all processes of the site share one data directory, or to send the bundle again (docs/database.md).`,
    { context: { sha256 }, ...(cause === undefined ? {} : { cause }) },
  );
}
