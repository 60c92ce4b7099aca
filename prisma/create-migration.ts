/**
 * Writes the migration from what the migrations give to what schema.prisma says, with no network and no server:
 * `npx tsx prisma/create-migration.ts add-accounts`. Read it before you keep it: checks, triggers and NOT NULL on arrays
 * are yours to add.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { embeddedSession } from '#leaderboard/db/database.ts';
import { migrate } from '#leaderboard/db/migrate.ts';
import { createSchemaEngine } from '../test/support/schema-engine.ts';

const here = path.dirname(fileURLToPath(import.meta.url));
const name = process.argv[2] ?? '';

async function main(): Promise<string> {
  if (!/^[a-z][a-z0-9-]*$/.test(name)) return `Received "${name}"; expected a name in kebab-case, e.g. add-accounts.\n`;
  const schema = await readFile(path.join(here, 'schema.prisma'), 'utf8');
  const scratch = await PGlite.create();
  await migrate(embeddedSession(scratch));
  const sql = await (await createSchemaEngine(new PrismaPGlite(scratch), schema)).diffFromDatabase(schema);
  await scratch.close();
  if (sql === '') return 'schema.prisma and the migrations agree: nothing to write.\n';
  const timestamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
  const folder = path.join(here, 'migrations', `${timestamp}_${name.replaceAll('-', '_')}`);
  await mkdir(folder);
  await writeFile(path.join(folder, 'migration.sql'), sql);
  return `${path.relative(process.cwd(), folder)}/migration.sql\n`;
}

process.stdout.write(await main());
