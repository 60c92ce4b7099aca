/** The admin token survives what happens to files and databases. */
import { chmodSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createSubmitToken } from '#leaderboard/access/issued-tokens.ts';
import { ensureAdminToken, requireToken } from '#leaderboard/access/tokens.ts';
import { type Database, openDatabase } from '#leaderboard/db/database.ts';
import { createDataDir } from '../support/databases.ts';

const place = createDataDir(inject('migratedTemplate'));
let database: Database;

beforeAll(async () => {
  database = await openDatabase(place.location);
});

afterAll(async () => {
  await database?.close();
  await place.remove();
});

const tokenIn = (file: string): string => readFileSync(file, 'utf8').trim();
const admits = async (token: string) => (await requireToken(database, `Bearer ${token}`, 'admin')).scope;

test('the first start writes it for the owner’s eyes only, and stores a hash', async () => {
  const file = await ensureAdminToken(database, place.dataDir);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(tokenIn(file)).toMatch(/^heirloom_admin_[\w-]{43}$/);
  expect(await admits(tokenIn(file))).toBe('admin');
  const rows = await database.prisma.token.findMany({ select: { hash: true } });
  expect(JSON.stringify(rows)).not.toContain(tokenIn(file));
});

test('the next start keeps it, and takes back what others could read', async () => {
  const file = path.join(place.dataDir, 'token');
  const before = tokenIn(file);
  chmodSync(file, 0o644);
  await ensureAdminToken(database, place.dataDir);
  expect(tokenIn(file)).toBe(before);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(await database.prisma.token.count()).toBe(1);
});

test('a lost file gets a new token; the old one stays good', async () => {
  const file = path.join(place.dataDir, 'token');
  const before = tokenIn(file);
  rmSync(file);
  await ensureAdminToken(database, place.dataDir);
  expect(tokenIn(file)).not.toBe(before);
  expect(await admits(tokenIn(file))).toBe('admin');
  expect(await admits(before)).toBe('admin');
});

test('a new database takes the file’s token', async () => {
  const file = path.join(place.dataDir, 'token');
  const before = tokenIn(file);
  const other = createDataDir(inject('migratedTemplate'));
  const fresh = await openDatabase(other.location);
  await ensureAdminToken(fresh, place.dataDir);
  expect(tokenIn(file)).toBe(before);
  expect((await requireToken(fresh, `Bearer ${before}`, 'admin')).scope).toBe('admin');
  await fresh.close();
  await other.remove();
});

test('two that start at once use one token', async () => {
  const other = createDataDir();
  const files = await Promise.all([1, 2, 3].map(() => ensureAdminToken(database, other.dataDir)));
  expect(new Set(files).size).toBe(1);
  expect(await admits(tokenIn(files[0] as string))).toBe('admin');
  await other.remove();
});

test('a file that holds something else, or a revoked token, is an error that says what to do', async () => {
  const other = createDataDir();
  const file = path.join(other.dataDir, 'token');
  writeFileSync(file, 'password123\n');
  await expect(ensureAdminToken(database, other.dataDir)).rejects.toMatchObject({
    code: 'database',
    message: expect.stringContaining(file),
  });
  const { token, id } = await createSubmitToken(database, 'someone');
  writeFileSync(file, `${token}\n`);
  await expect(ensureAdminToken(database, other.dataDir)).rejects.toMatchObject({ code: 'database' });
  await database.prisma.token.update({ where: { id }, data: { revokedAt: new Date() } });
  await expect(requireToken(database, `Bearer ${token}`, 'submit')).rejects.toMatchObject({ code: 'unauthorized' });
  await other.remove();
});

test('what isn’t a bearer token is refused before the database is asked', async () => {
  for (const header of [null, '', 'Bearer', 'Bearer ', 'Basic abc', 'Bearer a b', `Bearer ${'x'.repeat(5000)}`]) {
    await expect(requireToken(database, header, 'submit')).rejects.toMatchObject({ code: 'unauthorized' });
  }
});
