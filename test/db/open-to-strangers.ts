/** A site on a database of its own, that strangers send to and that runs again what they send. */
import { afterAll, beforeAll } from 'vitest';
import { createSubmitToken } from '#leaderboard/access/issued-tokens.ts';
import { type Bearer, requireToken } from '#leaderboard/access/tokens.ts';
import { type Database, openDatabase } from '#leaderboard/db/database.ts';
import { closeWorkers } from '#leaderboard/host/worker-pool.ts';
import { acceptBundle } from '#leaderboard/intake/accept-bundle.ts';
import { scoringDone } from '#leaderboard/scores/schedule.ts';
import { runWorker, type WorkerOptions } from '#leaderboard/verification/worker.ts';
import { archiveOf, entriesOf } from '../support/archives.ts';
import type { BundleFiles } from '../support/bundles.ts';
import type { EmptyDatabase } from '../support/databases.ts';
import { createMigratedDatabase } from './kinds.ts';

export interface SiteOfStrangers {
  /** From the first test on. */
  readonly database: Database;
  readonly location: EmptyDatabase['location'];
  /** A token for somebody who may send. */
  bearer(name: string): Promise<Bearer>;
  /** Sends a bundle and returns its id. `bearer`: who sends, if it is another one than everybody. */
  send(files: BundleFiles, bearer?: Bearer): Promise<string>;
  /** Works until nothing waits. */
  work(options?: Partial<WorkerOptions>): Promise<void>;
}

/** Opened before the tests of a `describe` block and closed after them. */
export function openToStrangers(
  kind: Database['kind'],
  prepare: (database: Database) => Promise<void> = async () => undefined,
): SiteOfStrangers {
  let empty: EmptyDatabase;
  let database: Database;
  let stranger: Bearer;
  const bearer = async (name: string): Promise<Bearer> => {
    const { token } = await createSubmitToken(database, name);
    return requireToken(database, `Bearer ${token}`, 'submit');
  };
  beforeAll(async () => {
    empty = await createMigratedDatabase(kind);
    database = await openDatabase(empty.location);
    await prepare(database);
    stranger = await bearer('a stranger');
  }, 600_000);
  afterAll(async () => {
    await scoringDone();
    await closeWorkers();
    await database?.close();
    await empty?.remove();
  });
  return {
    get database() {
      return database;
    },
    get location() {
      return empty.location;
    },
    bearer,
    send: async (files, own = stranger) =>
      (await acceptBundle(database, { path: archiveOf(entriesOf(files)), bearer: own })).id,
    work: (options) => runWorker(database, { signal: new AbortController().signal, untilEmpty: true, ...options }),
  };
}
