/** Opens the database: embedded in the data directory, or a PostgreSQL server. Same schema, same migrations. */
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { EXIT_CODES, HeirloomError } from '../../benchmarks/protocol/errors.ts';
import { say } from '../../benchmarks/protocol/print.ts';
import { dataDirectory, prepareDataDirectory } from '../data-directory.ts';
import { PrismaClient } from '../generated/client.ts';
import type { AnswerWatch } from './answer-watch.ts';
import { getDataVersion } from './data-version.ts';
import { acquireDirectoryLock } from './directory-lock.ts';
import { refuseRoundedWrites } from './exact-numbers.ts';
import { messageOf } from './message-of.ts';
import { migrate, type Session } from './migrate.ts';
import { openServer } from './open-server.ts';
import { requireServerUrl } from './server-url.ts';
import { EMBEDDED_SETTINGS } from './session-settings.ts';

export interface Database {
  readonly prisma: PrismaClient;
  readonly kind: 'embedded' | 'server';
  /** Where the installation's files beside the database are: the bundles. Absolute. */
  readonly dataDir: string;
  /** The data version. On a server it is read beside all other queries, and within a second or not at all (answer-watch.ts). */
  readonly version: AnswerWatch<number>;
  /** Ends all connections; an embedded directory is free for another process afterwards. Harmless when called twice. */
  close(): Promise<void>;
}

export interface DatabaseLocation {
  /** The data directory; an embedded database is in `database/` below it. */
  readonly dataDir?: string;
  /** URL of a PostgreSQL server, in the embedded database's place. */
  readonly url?: string;
}

/** Embedded transactions wait for each other on the one connection there is: Prisma's 2 and 5 seconds are too short. */
const TRANSACTION_OPTIONS = { maxWait: 30_000, timeout: 120_000 };

/**
 * Opens a database and migrates it. What is passed wins over the environment: DATABASE_URL, else HEIRLOOM_DATA, else
 * `.heirloom` in the working directory.
 * @throws locked where another process has the embedded directory; database where it can't be opened or migrated.
 */
export async function openDatabase(location: DatabaseLocation = {}): Promise<Database> {
  const url = location.url ?? (location.dataDir === undefined ? process.env.DATABASE_URL || undefined : undefined);
  const dataDir =
    location.dataDir === undefined ? dataDirectory() : path.resolve(/* turbopackIgnore: true */ location.dataDir);
  if (url === undefined) return openEmbedded(dataDir);
  const { adapter, version, close } = await openServer(requireServerUrl(url));
  return createDatabase({ kind: 'server', dataDir }, adapter, close, version);
}

async function openEmbedded(dataDir: string): Promise<Database> {
  prepareDataDirectory(dataDir);
  // Closed by itself, too: the directory around it may be one that many share.
  prepareDataDirectory(path.join(dataDir, 'database'));
  const lock = acquireDirectoryLock(path.join(dataDir, 'database-lock'), endAtOnce);
  let engine: PGlite | undefined;
  const shut = async (): Promise<void> => {
    try {
      if (engine && !engine.closed) await engine.close();
    } finally {
      lock.release();
    }
  };
  try {
    engine = await startEngine(path.join(dataDir, 'database'));
    await engine.exec(EMBEDDED_SETTINGS);
    await migrate(embeddedSession(engine));
    return createDatabase({ kind: 'embedded', dataDir }, new PrismaPGlite(engine), shut);
  } catch (error) {
    await shut();
    throw error;
  }
}

/** Another process has the files: an orderly end would still write to them. */
function endAtOnce(error: HeirloomError): void {
  say(`heirloom: ${error.message}`);
  process.exit(EXIT_CODES[error.code]);
}

async function startEngine(directory: string): Promise<PGlite> {
  try {
    return await PGlite.create({ dataDir: directory });
  } catch (cause) {
    throw new HeirloomError(
      'database',
      `The embedded database in ${directory} doesn't start: ${messageOf(cause)}. If its files are damaged or of another version, restore a copy, or move the folder away to start afresh.`,
      { cause, context: { directory } },
    );
  }
}

/** A session on an embedded database, as migrate takes it. */
export function embeddedSession(engine: PGlite): Session {
  return {
    kind: 'embedded',
    query: async (sql, params) => (await engine.query<Record<string, unknown>>(sql, params)).rows,
    script: async (sql) => {
      await engine.exec(sql);
    },
  };
}

function createDatabase(
  about: Pick<Database, 'kind' | 'dataDir'>,
  adapter: SqlDriverAdapterFactory,
  shut: () => Promise<void>,
  watch?: AnswerWatch<number>,
): Database {
  const prisma = refuseRoundedWrites(new PrismaClient({ adapter, transactionOptions: TRANSACTION_OPTIONS }));
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => (closing ??= prisma.$disconnect().finally(shut));
  // An embedded database is in this process: it may be busy, but not away.
  const version = watch ?? { read: () => getDataVersion(prisma), require: async () => undefined };
  return { ...about, prisma, version, close };
}
