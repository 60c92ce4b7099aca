/** The migrations of this checkout, read from prisma/migrations. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { sha256 } from '#benchmarks/protocol/digest.ts';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { findUpwards } from '../host/find-upwards.ts';

export interface Migration {
  /** The folder's name, `<timestamp>_<words>`: migrations are applied in its order. */
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file, as Prisma records it. */
  readonly checksum: string;
}

/**
 * Reads all migrations, oldest first.
 * @throws database where the folder is missing or a migration has no migration.sql.
 */
export async function loadMigrations(directory: string = migrationsDirectory()): Promise<Migration[]> {
  const entries = await readdir(/* turbopackIgnore: true */ directory, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return Promise.all(
    names.map(async (name) => {
      const file = path.join(directory, name, 'migration.sql');
      const sql = await readFile(file, 'utf8').catch((cause: unknown) => {
        throw new HeirloomError(
          'database',
          `Migration "${name}" has no readable migration.sql (${file}). Restore the checkout.`,
          { cause },
        );
      });
      return { name, sql, checksum: sha256(sql) };
    }),
  );
}

function migrationsDirectory(): string {
  const lock = findUpwards('prisma/migrations/migration_lock.toml', import.meta.url);
  if (lock !== null) return path.dirname(lock);
  throw new HeirloomError(
    'database',
    `Found no prisma/migrations above ${process.cwd()}; the site needs them to prepare its database. Start it inside the checkout.`,
  );
}
