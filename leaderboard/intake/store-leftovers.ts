/** What a start finds in the bundle store: leftovers of uploads whose process died, and a store that is another's. */
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Database } from '../db/database.ts';
import { log } from '../host/log.ts';
import { settleEach } from '../host/settle-each.ts';
import { bundleStore, incomingFolder, pathOf } from './bundle-store.ts';

/** Longer than any upload waits between its bytes and its rows; those of another process are younger. */
const ABANDONED_MS = 24 * 60 * 60 * 1000;
const BATCH = 1000;

const asideFolder = (store: string): string => path.join(store, 'aside');

/** The digests that the store has, folder by folder. */
async function* keptDigests(store: string): AsyncGenerator<string[]> {
  const folders = await readdir(store).catch(() => []);
  for (const folder of folders.filter((name) => /^[0-9a-f]{2}$/.test(name)))
    yield (await readdir(path.join(store, folder))).filter((name) => /^[0-9a-f]{64}$/.test(name));
}

/** Says so where the database knows bundles and the store has nothing: the data directory is not the one they are in. */
export async function warnOfEmptyStore(database: Database): Promise<void> {
  const store = bundleStore(database);
  for await (const digests of keptDigests(store)) if (digests.length > 0) return;
  const count = await database.prisma.bundle.count();
  if (count === 0) return;
  const bundles = count === 1 ? '1 bundle' : `${count} bundles`;
  log(
    `The database knows ${bundles}, and ${store} holds none: their files can't be given. Put that folder back from a backup, or set HEIRLOOM_DATA to the data directory that all processes of this site share (docs/database.md).`,
  );
}

/** Removes what no row of the database names: of uploads that were refused in the end, or whose process died. */
export async function removeLeftovers(database: Database): Promise<void> {
  const store = bundleStore(database);
  const incoming = await readdir(incomingFolder(store)).catch(() => []);
  const failures = await settleEach(incoming, async (name) => {
    const folder = path.join(incomingFolder(store), name);
    if (await isOld(folder)) await rm(folder, { recursive: true, force: true });
  });
  const aside = await readdir(asideFolder(store)).catch(() => []);
  failures.push(...(await settleEach(aside, (sha256) => putBack(store, sha256))));
  for await (const digests of keptDigests(store))
    for (let i = 0; i < digests.length; i += BATCH) {
      const unnamed = await unnamedOf(database, digests.slice(i, i + BATCH));
      failures.push(...(await settleEach(unnamed, (sha256) => removeOld(store, sha256))));
    }
  // The site starts all the same: it only takes up space.
  for (const { item, error } of failures) log(`the leftover ${item} of the bundle store stays`, error);
}

async function unnamedOf({ prisma }: Database, digests: readonly string[]): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ sha256: string }[]>`
    SELECT d AS "sha256" FROM unnest(${digests}::text[]) AS d
    WHERE NOT EXISTS (SELECT FROM "bundle_files" f WHERE f."sha256" = d)
      AND NOT EXISTS (SELECT FROM "bundles" b WHERE b."sha256" = d)`;
  return rows.map(({ sha256 }) => sha256);
}

/** An upload that finds a content makes it young (keepAll): it is put aside first and looked at then, so that none is lost. */
async function removeOld(store: string, sha256: string): Promise<void> {
  const file = pathOf(store, sha256);
  const aside = path.join(asideFolder(store), sha256);
  if (!(await isOld(file))) return;
  await mkdir(path.dirname(aside), { recursive: true, mode: 0o700 });
  await unlessGone(rename(file, aside));
  if (await isOld(aside)) await rm(aside, { force: true });
  else await unlessGone(rename(aside, file));
}

/** A process that was ended while it removed something may have put aside what an upload has needed since. */
async function putBack(store: string, sha256: string): Promise<void> {
  await unlessGone(rename(path.join(asideFolder(store), sha256), pathOf(store, sha256)));
}

/** Another process does the same: what it has taken away is no fault. */
async function unlessGone(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/** False, too, where it is gone. */
const isOld = (file: string): Promise<boolean> =>
  stat(file).then(
    ({ mtimeMs }) => Date.now() - mtimeMs > ABANDONED_MS,
    () => false,
  );
