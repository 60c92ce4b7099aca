/** The one database of a site process. */
import { type Database, openDatabase } from './database.ts';

/** On globalThis because Next loads a module once per bundle: each copy would open the directory again and be refused. */
const KEY = Symbol.for('heirloom.database');
const holder = globalThis as typeof globalThis & { [KEY]?: Promise<Database> };

/**
 * Opens the database at the first call, as the environment says, and gives the same one ever after.
 * @throws locked, database; unavailable where it was opened and does not answer; a bug where the site is being built: a page would keep what this database holds for ever, and a
 * running site holds the lock
 */
export function getDatabase(): Promise<Database> {
  if (process.env.NEXT_PHASE === 'phase-production-build')
    throw new Error('A page asked for the database while the site was being built. See app/i18n/page-locale.ts.');
  if (!holder[KEY]) {
    const opening = openDatabase();
    holder[KEY] = opening;
    // A failure isn't kept: the directory may be free, or the server up, at the next request.
    opening.catch(() => {
      if (holder[KEY] === opening) delete holder[KEY];
    });
  }
  return answering(holder[KEY]);
}

async function answering(opening: Promise<Database>): Promise<Database> {
  const database = await opening;
  await database.version.require();
  return database;
}

/** Closes the shared database if it was opened; the next getDatabase opens it again. */
export async function closeDatabase(): Promise<void> {
  const opening = holder[KEY];
  delete holder[KEY];
  await opening?.then(
    (database) => database.close(),
    () => undefined,
  );
}
