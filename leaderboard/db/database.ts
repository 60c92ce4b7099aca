/** Opens the database: embedded in the data directory, or a PostgreSQL server. Same schema, same migrations. */
import path from 'node:path';
import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { EXIT_CODES, HeirloomError } from '#benchmarks/protocol/errors.ts';
import { say } from '#benchmarks/protocol/print.ts';
import { PrismaClient } from '../generated/client.ts';
import { dataDirectory, prepareDataDirectory } from '../host/data-directory.ts';
import { requireSpaceToStart } from '../host/free-space.ts';
import type { AnswerWatch } from './answer-watch.ts';
import { getDataVersion } from './data-version.ts';
import { acquireDirectoryLock } from './directory-lock.ts';
import { Engine } from './engine.ts';
import { engineAdapter } from './engine-adapter.ts';
import { refuseRoundedWrites } from './exact-numbers.ts';
import { messageOf } from './message-of.ts';
import { migrate, type Session } from './migrate.ts';
import { openServer } from './open-server.ts';
import { embeddedSql, type QueueSql } from './queue-sql.ts';
import { requireServerUrl } from './server-url.ts';
import { EMBEDDED_SETTINGS } from './session-settings.ts';
import { unavailableError } from './unavailable.ts';

export interface Database {
  readonly prisma: PrismaClient;
  readonly kind: 'embedded' | 'server';
  /** Where the installation's files beside the database are: the bundles. Absolute. */
  readonly dataDir: string;
  /** The data version. On a server it is read beside all other queries, and within a second or not at all (answer-watch.ts). */
  readonly version: AnswerWatch<number>;
  /** For the job queue alone, which brings its own statements. */
  readonly sql: QueueSql;
  /** How long an embedded engine has been silent over its work, in milliseconds; 0 for a server, which others watch. */
  silentMs(): number;
  /** Ends all connections; an embedded directory is free for another process afterwards. Harmless when called twice. */
  close(): Promise<void>;
}

export interface DatabaseLocation {
  /** The data directory; an embedded database is in `database/` below it. */
  readonly dataDir?: string;
  /** URL of a PostgreSQL server, in the embedded database's place. */
  readonly url?: string;
  /** How long an embedded engine may be silent over a statement before the process ends; by default as long as a server's. */
  readonly answerMs?: number;
}

/** Embedded transactions wait for each other on the one connection there is: Prisma's 2 and 5 seconds are too short. */
const TRANSACTION_OPTIONS = { maxWait: 30_000, timeout: 120_000 };

/**
 * Opens a database and migrates it. What is passed wins over the environment: DATABASE_URL, else HEIRLOOM_DATA, else
 * `.heirloom` in the working directory.
 * @throws locked where another process has the embedded directory; input-output where its disk is full; database where it
 * can't be opened or migrated.
 */
export async function openDatabase(location: DatabaseLocation = {}): Promise<Database> {
  const url = location.url ?? (location.dataDir === undefined ? process.env.DATABASE_URL || undefined : undefined);
  const dataDir =
    location.dataDir === undefined ? dataDirectory() : path.resolve(/* turbopackIgnore: true */ location.dataDir);
  if (url === undefined) return openEmbedded(dataDir, location.answerMs);
  const { adapter, version, sql, close } = await openServer(requireServerUrl(url));
  return createDatabase(
    { kind: 'server', dataDir, sql },
    adapter,
    close,
    () => version,
    () => 0,
  );
}

async function openEmbedded(dataDir: string, answerMs: number | undefined): Promise<Database> {
  prepareDataDirectory(dataDir);
  const directory = path.join(dataDir, 'database');
  // Closed by itself, too: the directory around it may be one that many share.
  prepareDataDirectory(directory);
  requireSpaceToStart(dataDir);
  let engine: Engine | undefined;
  const lock = acquireDirectoryLock(path.join(dataDir, 'database-lock'), {
    onLost: (error) => {
      // Another process has the files: an orderly end would still write to them.
      engine?.abandon(error.message);
      endWith(error);
    },
    isQuiet: () => engine === undefined || engine.isQuiet,
  });
  const shut = async (): Promise<void> => {
    try {
      await engine?.close();
    } finally {
      lock.release();
    }
  };
  try {
    engine = new Engine({ answerMs, onFailed: (reason) => endFailed(dataDir, reason) });
    await startEngine(engine, directory);
    await engine.exec(EMBEDDED_SETTINGS);
    await migrate(embeddedSession(engine));
    engine.opened();
    const opened = engine;
    const silentMs = (): number => opened.silentMs;
    return createDatabase(
      { kind: 'embedded', dataDir, sql: embeddedSql(opened) },
      engineAdapter(engine),
      shut,
      (prisma) => watchEngine(silentMs, prisma),
      silentMs,
    );
  } catch (error) {
    await shut();
    throw error;
  }
}

function endWith(error: HeirloomError): void {
  say(`heirloom: ${error.message}`);
  process.exit(EXIT_CODES[error.code]);
}

/** What an engine that failed once would answer can't be trusted, and nobody can be served without one. */
function endFailed(dataDir: string, reason: string): void {
  // Without room for its log it hangs instead of saying so.
  const lack = lackOfSpace(dataDir);
  const why = lack ? `${reason}. ${lack.message}` : `${reason}.`;
  endWith(
    new HeirloomError(
      lack?.code ?? 'database',
      `The embedded database in ${path.join(dataDir, 'database')} can't go on: ${why} The process ends here; what was committed is there at the next start.`,
    ),
  );
}

function lackOfSpace(dataDir: string): HeirloomError | null {
  try {
    requireSpaceToStart(dataDir);
    return null;
  } catch (error) {
    return error as HeirloomError;
  }
}

async function startEngine(engine: Engine, directory: string): Promise<void> {
  try {
    await engine.call('open', directory);
  } catch (cause) {
    throw new HeirloomError(
      'database',
      `The embedded database in ${directory} doesn't start: ${messageOf(cause)}. If its files are damaged or of another version, restore a copy, or move the folder away to start afresh.`,
      { cause, context: { directory } },
    );
  }
}

/** What a session needs of an engine, in this thread or in another. */
interface EmbeddedEngine {
  query<Row>(sql: string, params?: unknown[]): Promise<{ rows: Row[] }>;
  exec(sql: string): Promise<unknown>;
}

/** A session on an embedded database, as migrate takes it. */
export function embeddedSession(engine: EmbeddedEngine): Session {
  return {
    kind: 'embedded',
    query: async (sql, params) => (await engine.query<Record<string, unknown>>(sql, params)).rows,
    script: async (sql) => {
      await engine.exec(sql);
    },
  };
}

/** An engine that is silent for so long won't answer soon: what waits for it would only pile up. */
const STALLED_MS = 30_000;

/** An embedded database has one writer, this process, so that what is known of it is current: nobody waits to learn more. */
function watchEngine(silentMs: () => number, prisma: PrismaClient): AnswerWatch<number> {
  return {
    read: () => getDataVersion(prisma),
    require: async () => {
      if (silentMs() >= STALLED_MS) throw unavailableError();
    },
  };
}

function createDatabase(
  about: Pick<Database, 'kind' | 'dataDir' | 'sql'>,
  adapter: SqlDriverAdapterFactory,
  shut: () => Promise<void>,
  watch: (prisma: PrismaClient) => AnswerWatch<number>,
  silentMs: () => number,
): Database {
  const prisma = refuseRoundedWrites(new PrismaClient({ adapter, transactionOptions: TRANSACTION_OPTIONS }));
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => (closing ??= prisma.$disconnect().finally(shut));
  return { ...about, prisma, version: watch(prisma), silentMs, close };
}
