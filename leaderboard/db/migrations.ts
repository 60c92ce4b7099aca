/** The migrations of this checkout, read from prisma/migrations. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256 } from '../../benchmarks/protocol/digest.ts';
import { HeirloomError } from '../../benchmarks/protocol/errors.ts';

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

/**
 * Finds prisma/migrations upwards from this file, then from the working directory: once Next has bundled this module,
 * its own address no longer leads to the checkout.
 */
function migrationsDirectory(): string {
  const starts = [process.cwd()];
  if (import.meta.url.startsWith('file:')) starts.unshift(path.dirname(fileURLToPath(import.meta.url)));
  for (const start of starts) {
    for (let folder = start; ; folder = path.dirname(folder)) {
      const candidate = path.join(folder, 'prisma', 'migrations');
      if (existsSync(path.join(candidate, 'migration_lock.toml'))) return candidate;
      if (folder === path.dirname(folder)) break;
    }
  }
  throw new HeirloomError(
    'database',
    `Found no prisma/migrations above ${starts.join(' or ')}; the site needs them to prepare its database. Start it inside the checkout.`,
  );
}
