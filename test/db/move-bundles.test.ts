/** A database that holds bundles, as all did before there was a store: a start moves them, whatever happens to it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { SUBMISSION_PATH } from '#benchmarks/bundle/layout.ts';
import { sha256 } from '#benchmarks/protocol/digest.ts';
import { type Database, openDatabase } from '#leaderboard/db/database.ts';
import { grantStatements } from '#leaderboard/db/privileges.ts';
import { closeWorkers } from '#leaderboard/host/worker-pool.ts';
import { getBundle, getFile, listFiles, type StoredFile } from '#leaderboard/intake/bundle-files.ts';
import { bundleStore, incomingFolder } from '#leaderboard/intake/bundle-store.ts';
import { moveBundles } from '#leaderboard/intake/move-bundles.ts';
import { appears } from '../support/appears.ts';
import { entriesOf, tarOf } from '../support/archives.ts';
import { fillBeforeStore } from '../support/before-store.ts';
import { type BundleFiles, bundleOf, requireRun, setJson } from '../support/bundles.ts';
import type { EmptyDatabase } from '../support/databases.ts';
import { saidDuring } from '../support/said.ts';
import { canMount, mountSmallDisk, WHY_SKIPPED } from '../support/small-disk.ts';
import { createEmptyDatabase, KINDS } from './kinds.ts';

const COUNT = 4;
let bundles: BundleFiles[];
let archives: Buffer[];

beforeAll(async () => {
  const run = await requireRun('gaussian', 'replace', { seeds: 1, generations: 2 });
  const files = bundleOf([run]);
  bundles = Array.from({ length: COUNT }, (_, index) => {
    const own: BundleFiles = new Map(files);
    setJson(own, SUBMISSION_PATH, { index });
    return own;
  });
  archives = bundles.map((own) => gzipSync(tarOf(entriesOf(own))));
});
afterAll(() => closeWorkers());

describe.each(KINDS)('%s', (kind) => {
  let empty: EmptyDatabase;
  const open: Database[] = [];
  beforeEach(async () => {
    empty = await createEmptyDatabase(kind);
  });
  afterEach(async () => {
    for (const database of open.splice(0)) await database.close();
    await empty.remove();
  });

  const start = async (): Promise<Database> => {
    const database = await openDatabase(empty.location);
    open.push(database);
    return database;
  };

  /** Everything can be read as it was sent, and the database holds it no longer. */
  async function expectMoved(database: Database, ids: readonly string[]): Promise<void> {
    for (const [index, id] of ids.entries()) {
      const bundle = await getBundle(database, id);
      expect(await contentOf(bundle)).toEqual(archives[index]);
      const own = [...(bundles[index] as BundleFiles)].map(([name, bytes]) => ({
        path: name,
        bytes: bytes.length,
        sha256: sha256(bytes),
      }));
      expect((await listFiles(database, id))?.files).toEqual(own.sort((a, b) => (a.path < b.path ? -1 : 1)));
      const text = await contentOf(await getFile(database, id, SUBMISSION_PATH));
      expect(JSON.parse(text.toString())).toEqual({ index });
    }
    expect(await database.prisma.packedBundle.count()).toBe(0);
    expect(readdirSync(incomingFolder(bundleStore(database)))).toEqual([]);
  }

  it('moves them all, says so in a line, and does it once', async () => {
    const ids = await fillBeforeStore(empty.location, archives);
    const database = await start();
    const said = await saidDuring(async () => expect(await moveBundles(database)).toBe(COUNT));
    expect(said).toMatch(
      /^heirloom: moving 4 bundles \(0\.\d MB\) from the database to .*bundles; .*goes on there\.\n$/,
    );
    await expectMoved(database, ids);
    expect(await saidDuring(async () => expect(await moveBundles(database)).toBe(0))).toBe('');
    await expectMoved(database, ids);
  });

  it('has nothing to do in a new database', async () => {
    const database = await start();
    expect(await saidDuring(async () => expect(await moveBundles(database)).toBe(0))).toBe('');
    expect(existsSync(bundleStore(database))).toBe(false);
  });

  it('goes on where a process was killed, as often as it takes', async () => {
    const ids = await fillBeforeStore(empty.location, archives);
    const store = path.join(empty.location.dataDir ?? '', 'bundles');
    const contents = (): number =>
      existsSync(store) ? readdirSync(store).filter((name) => /^[0-9a-f]{2}$/.test(name)).length : 0;
    for (let kills = 0; kills < 2; kills++) {
      const before = contents();
      const args = ['test/support/process.mjs', 'test/db/mover.ts', JSON.stringify(empty.location)];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'ignore'] });
      const ended = once(child, 'exit');
      // A process that is done before it is killed has lost nothing either.
      await Promise.race([appears(store, () => contents() > before), ended]);
      child.kill('SIGKILL');
      await ended;
    }
    const database = await start();
    await moveBundles(database);
    for (const id of ids) expect(await database.prisma.bundle.count({ where: { submissionId: id } })).toBe(1);
    await expect(database.prisma.packedBundle.count()).resolves.toBe(0);
    for (const [index, id] of ids.entries())
      expect(await contentOf(await getBundle(database, id))).toEqual(archives[index]);
  });

  it('keeps one whose bytes are not what was stored, says which, and moves the others', async () => {
    const ids = await fillBeforeStore(empty.location, archives);
    const database = await start();
    await database.prisma.$executeRaw`ALTER TABLE packed_bundles DROP CONSTRAINT packed_bundles_sha256_check`;
    await database.prisma.packedBundle.update({ where: { submissionId: ids[1] ?? '' }, data: { sha256: sha256('') } });
    const said = await saidDuring(async () => expect(await moveBundles(database)).toBe(COUNT - 1));
    expect(said).toContain(`The bundle of submission ${ids[1]} is damaged in the database`);
    expect(said).toContain(`the SHA-256 ${sha256(archives[1] as Buffer)} and were stored as ${sha256('')}`);
    // Nothing is freed before everything is moved.
    expect(await database.prisma.packedBundle.count()).toBe(COUNT);
    await database.prisma.packedBundle.update({
      where: { submissionId: ids[1] ?? '' },
      data: { sha256: sha256(archives[1] as Buffer) },
    });
    expect(await moveBundles(database)).toBe(1);
    await expectMoved(database, ids);
  });

  it('keeps an archive that is refused since as it is, and says that its files can’t be listed', async () => {
    const refused = Buffer.from('no archive');
    const [id = ''] = await fillBeforeStore(empty.location, [refused]);
    const database = await start();
    const said = await saidDuring(() => moveBundles(database));
    expect(said).toContain(`the bundle of submission ${id} is kept as it is, without a list of its files`);
    expect(await contentOf(await getBundle(database, id))).toEqual(refused);
    await expect(listFiles(database, id)).rejects.toThrow(`/api/v1/submissions/${id}/bundle`);
    expect(await getFile(database, id, SUBMISSION_PATH)).toBeNull();
    expect(await database.prisma.packedBundle.count()).toBe(0);
  });

  it('stops with a sentence where the reserve would be touched, and goes on when there is room', async () => {
    const ids = await fillBeforeStore(empty.location, archives);
    const database = await start();
    vi.stubEnv('HEIRLOOM_DISK_RESERVE_MB', '1000000000');
    await saidDuring(() =>
      expect(moveBundles(database)).rejects.toMatchObject({
        code: 'no-space',
        message: expect.stringMatching(/bundles: 0 of 4 were moved, and the others .* 1000000000 MB are to stay free/),
      }),
    );
    vi.unstubAllEnvs();
    await saidDuring(async () => expect(await moveBundles(database)).toBe(COUNT));
    await expectMoved(database, ids);
  });

  it.skipIf(!canMount())(`keeps what a disk that fills has no room for as it was (${WHY_SKIPPED})`, async () => {
    const big: BundleFiles = new Map(bundles[0]);
    // Packed it has room beside what it unpacks to, which has none.
    big.set('samples/gaussian/seed-0/gen-0.npy', Buffer.alloc(3e6));
    const archive = gzipSync(tarOf(entriesOf(big)));
    const [id = ''] = await fillBeforeStore(empty.location, [archive]);
    const database = await start();
    const disk = mountSmallDisk(1e6);
    const store = bundleStore(database);
    symlinkSync(disk?.folder ?? '', store);
    vi.stubEnv('HEIRLOOM_DISK_RESERVE_MB', '0');
    await saidDuring(() => expect(moveBundles(database)).rejects.toMatchObject({ code: 'no-space' }));
    vi.unstubAllEnvs();
    rmSync(store);
    disk?.remove();
    mkdirSync(store);
    await saidDuring(async () => expect(await moveBundles(database)).toBe(1));
    expect((await listFiles(database, id))?.files).toHaveLength(big.size);
    expect(await contentOf(await getBundle(database, id))).toEqual(archive);
  });

  it.runIf(kind === 'server')('lets a role that may not free the space tell its owner the statement', async () => {
    await fillBeforeStore(empty.location, archives);
    const owner = await start();
    const role = `heirloom_mover_${process.pid}`;
    const url = new URL(empty.location.url ?? '');
    await owner.prisma.$executeRawUnsafe(`CREATE ROLE ${role} LOGIN PASSWORD 'secret'`);
    for (const statement of grantStatements(role)) await owner.prisma.$executeRawUnsafe(statement);
    Object.assign(url, { username: role, password: 'secret' });
    const site = await openDatabase({ ...empty.location, url: url.href });
    const said = await saidDuring(async () => expect(await moveBundles(site)).toBe(COUNT));
    expect(said).toContain(
      `the role ${role} may not free their space there: the tables' owner has to run TRUNCATE packed_bundles;`,
    );
    expect(await owner.prisma.packedBundle.count()).toBe(COUNT);
    await site.close();
    await owner.prisma.$executeRawUnsafe('TRUNCATE packed_bundles');
    await owner.prisma.$executeRawUnsafe(`DROP OWNED BY ${role}`);
    await owner.prisma.$executeRawUnsafe(`DROP ROLE ${role}`);
  });

  it.runIf(kind === 'server')('is done by two processes at once, each bundle once', async () => {
    const ids = await fillBeforeStore(empty.location, archives);
    const both = [await start(), await start()];
    await Promise.all(both.map((database) => moveBundles(database)));
    for (const database of both) await expectMoved(database, ids);
  });
});

async function contentOf(file: StoredFile | null): Promise<Buffer> {
  if (file === null) throw new Error('there is no such file');
  return Buffer.from(await new Response(file.stream(0, file.bytes - 1)).arrayBuffer());
}
