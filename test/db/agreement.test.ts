/** schema.prisma and the migrations agree; what Prisma can't express (checks, triggers) is complete. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { z } from 'zod';
import type { tierSchema } from '#benchmarks/protocol/ids.ts';
import { TIERS } from '#benchmarks/protocol/ids.ts';
import { DIVISIONS, type Division } from '#benchmarks/protocol/regime.ts';
import { type Database, embeddedSession, openDatabase } from '#leaderboard/db/database.ts';
import { migrate } from '#leaderboard/db/migrate.ts';
import * as generated from '#leaderboard/generated/enums.ts';
import { createDataDir, createServerDatabase } from '../support/databases.ts';
import { createSchemaEngine, type SchemaEngine } from '../support/schema-engine.ts';

const schema = readFileSync('prisma/schema.prisma', 'utf8');
let engine: SchemaEngine;
let database: Database;
const cleanups: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  // The engine reads an embedded database: PrismaPg can't give it columns of type "char", which PostgreSQL's catalog has.
  const directory = createDataDir(inject('embeddedTemplate'));
  const embedded = await PGlite.create({ dataDir: path.join(directory.dataDir, 'database') });
  cleanups.push(() => embedded.close(), directory.remove);
  await migrate(embeddedSession(embedded));
  engine = await createSchemaEngine(new PrismaPGlite(embedded), schema);

  const onServer = await createServerDatabase(inject('postgresUrl'));
  database = await openDatabase(onServer.location);
  cleanups.push(() => database.close(), onServer.remove);
});
afterAll(async () => {
  for (const cleanup of cleanups) await cleanup();
});

describe("Prisma's own engine, asked for the SQL from the migrated database to the schema", () => {
  it('has nothing to say', async () => {
    expect(await engine.diffFromDatabase(schema)).toBe('');
  });

  it('notices a column that only schema.prisma has', async () => {
    const changed = schema.replace(
      '  attempts            Int\n',
      '  attempts            Int\n  onlyHere            Int?\n',
    );
    expect(changed).not.toBe(schema);
    expect(await engine.diffFromDatabase(changed)).toContain('ADD COLUMN     "onlyHere" INTEGER');
  });

  it('notices a column, an index and an enum value that only the migrations have', async () => {
    const without = (text: string): string => {
      expect(schema).toContain(text);
      return schema.replace(text, '');
    };
    expect(await engine.diffFromDatabase(without('  title               String\n'))).toContain('DROP COLUMN "title"');
    expect(await engine.diffFromDatabase(without('  @@index([resultDigest])\n'))).toContain(
      'DROP INDEX "runs_result_digest_idx"',
    );
    expect(await engine.diffFromDatabase(without('  inapplicable\n'))).toContain('score_status');
  });

  it('notices a changed type and a changed nullability', async () => {
    expect(
      await engine.diffFromDatabase(schema.replace('  attempts            Int\n', '  attempts            BigInt\n')),
    ).toContain('BIGINT');
    expect(
      await engine.diffFromDatabase(schema.replace('codeUrl             String? ', 'codeUrl             String ')),
    ).toContain('NOT NULL');
  });
});

/** Checks as PostgreSQL writes them. An array is bounded, or searched for what is no number. */
const OF_SCALARS = {
  above: />= \(0\)::double precision|> '-Infinity'/,
  below: /<= \(1\)::double precision|< 'Infinity'/,
};
const OF_ARRAYS = {
  above: /'-1e\+100'::double precision <= ALL|'-Infinity'/,
  below: /'1e\+100'::double precision >= ALL|'NaN'(.|\n)*'Infinity'/,
};

describe('beyond Prisma', () => {
  interface ColumnRow {
    table: string;
    column: string;
    type: string;
    nullable: string;
  }
  const columns = (): Promise<ColumnRow[]> => database.prisma.$queryRaw<ColumnRow[]>`
    SELECT table_name AS "table", column_name AS "column", udt_name AS "type", is_nullable AS "nullable"
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'`;
  const checks = (): Promise<{ table: string; definition: string }[]> => database.prisma.$queryRaw`
    SELECT conrelid::regclass::text AS "table", pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE contype = 'c'`;

  it('every floating-point column, scalar or array, has a check against NaN and both infinities', async () => {
    const definitions = await checks();
    const floats = (await columns()).filter(({ type }) => /^_?(float4|float8|numeric)$/.test(type));
    expect(floats.length).toBeGreaterThan(30);
    for (const { table, column, type } of floats) {
      const own = definitions.filter(
        (check) => check.table === table && new RegExp(`\\b"?${column}"?\\b`).test(check.definition),
      );
      const text = own.map(({ definition }) => definition).join('\n');
      // What is at most a number is neither Infinity nor NaN, which PostgreSQL takes for the largest number.
      const { above, below } = type.startsWith('_') ? OF_ARRAYS : OF_SCALARS;
      expect(text, `${table}.${column}`).toMatch(above);
      expect(text, `${table}.${column}`).toMatch(below);
      if (type.startsWith('_')) expect(text, `${table}.${column}`).toMatch(/array_position\(\w+, NULL::/);
    }
  });

  it('no array is nullable', async () => {
    const arrays = (await columns()).filter(({ type }) => type.startsWith('_'));
    expect(arrays.length).toBeGreaterThan(3);
    expect(arrays.filter(({ nullable }) => nullable === 'YES')).toEqual([]);
  });

  it('every time has a check on its range, and every digest on its form', async () => {
    const definitions = await checks();
    const guarded = (await columns()).filter(({ column }) => /_at$|digest$|^hash$|^sha256$/.test(column));
    expect(guarded.length).toBeGreaterThan(15);
    for (const { table, column } of guarded) {
      expect(
        definitions.filter((check) => check.table === table && new RegExp(`\\b${column}\\b`).test(check.definition)),
        `${table}.${column}`,
      ).not.toEqual([]);
    }
  });

  it('every table that pages are made of raises the data version', async () => {
    const tables = new Set((await columns()).map(({ table }) => table));
    const rows = await database.prisma.$queryRaw<{ table: string }[]>`
      SELECT tgrelid::regclass::text AS "table" FROM pg_trigger
      WHERE NOT tgisinternal AND tgfoid = 'heirloom_raise_data_version'::regproc AND tgenabled = 'O'`;
    // What is under way is asked for by itself; what came of it raises the version through `verifications`.
    const asked = ['verification_tasks', 'verification_seeds', 'verification_controls', 'site_secrets'];
    for (const table of ['tokens', 'data_version', ...asked]) expect(tables.delete(table)).toBe(true);
    expect(rows.map(({ table }) => table).sort()).toEqual([...tables].sort());
  });

  it("the database's tiers and divisions are the protocol's", () => {
    const tiers: Record<z.infer<typeof tierSchema>, generated.Tier> = generated.Tier;
    const divisions: Record<Division, generated.Division> = generated.Division;
    expect(Object.keys(tiers)).toEqual([...TIERS]);
    expect(Object.keys(divisions)).toEqual([...DIVISIONS]);
  });
});
