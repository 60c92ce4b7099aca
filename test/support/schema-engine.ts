/**
 * Prisma's own migration engine, as WebAssembly and with no network: the judge of whether schema.prisma and the
 * migrations agree, and of whether a database that we migrated looks to `prisma migrate deploy` like one of its own.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import * as engineModule from '@prisma/schema-engine-wasm/schema_engine_bg';
import type { Migration } from '#leaderboard/db/migrations.ts';

const NO_FILTER: engineModule.SchemaFilter = { externalTables: [], externalEnums: [] };

/** Of the process, as the engine's bindings are: instantiated again, they read strings from the memory of the instance before. */
const INITIALISED = Symbol.for('schema engine initialised');
const holder = globalThis as typeof globalThis & { [INITIALISED]?: Promise<void> };

/** Instantiates the WebAssembly by hand: its own entry expects a bundler that imports `.wasm` files. */
async function initialise(): Promise<void> {
  const file = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
    .replace(/\.js$/, '.wasm');
  const { instance } = await WebAssembly.instantiate(await readFile(file), {
    './schema_engine_bg.js': engineModule as unknown as WebAssembly.ModuleImports,
  });
  const bindings = engineModule as unknown as { __wbg_set_wasm(exports: WebAssembly.Exports): void };
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
}

export interface SchemaEngine {
  /** The SQL that would turn the database into what the schema says; empty where they agree. */
  diffFromDatabase(schema: string): Promise<string>;
  /** The SQL that creates what the schema says in an empty database. */
  diffFromEmpty(schema: string): Promise<string>;
  /** What `prisma migrate deploy` does; returns the names of the migrations it applied. */
  deploy(migrations: readonly Migration[]): Promise<string[]>;
  diagnose(migrations: readonly Migration[]): Promise<engineModule.DiagnoseMigrationHistoryOutput>;
}

/** Starts the engine on the database that the adapter factory connects to. */
export async function createSchemaEngine(
  factory: SqlMigrationAwareDriverAdapterFactory,
  schema: string,
): Promise<SchemaEngine> {
  holder[INITIALISED] ??= initialise();
  await holder[INITIALISED];
  const engine = await engineModule.SchemaEngine.new(
    { datamodels: [['schema.prisma', schema]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(factory),
  );
  const diff = async (from: engineModule.DiffTarget, to: string): Promise<string> => {
    const result = await engine.diff({
      from,
      to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: to }] },
      script: true,
      exitCode: null,
      filters: NO_FILTER,
    });
    // An empty difference is printed as a comment.
    return (result.stdout ?? '').replaceAll(/^\s*--.*$/gm, '').trim() === '' ? '' : (result.stdout ?? '');
  };
  return {
    diffFromDatabase: (to) =>
      diff({ tag: 'schemaDatasource', files: [{ path: 'schema.prisma', content: schema }], configDir: '/' }, to),
    diffFromEmpty: (to) => diff({ tag: 'empty' }, to),
    deploy: async (migrations) => {
      const result = await engine.applyMigrations({ migrationsList: migrationList(migrations), filters: NO_FILTER });
      return result.appliedMigrationNames;
    },
    diagnose: (migrations) =>
      engine.diagnoseMigrationHistory({
        migrationsList: migrationList(migrations),
        optInToShadowDatabase: false,
        filters: NO_FILTER,
      }),
  };
}

function migrationList(migrations: readonly Migration[]): engineModule.MigrationList {
  return {
    baseDir: path.resolve('prisma/migrations'),
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
    })),
  };
}

/**
 * The adapter for a server, with scripts sent whole as the engine's native build sends them: PrismaPg cuts a script at
 * every semicolon, those of comments and function bodies included.
 */
export function wholeScriptAdapter(url: string): SqlMigrationAwareDriverAdapterFactory {
  const factory = new PrismaPg(url);
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => {
      const adapter = await factory.connect();
      adapter.executeScript = async (script) => {
        await adapter.underlyingDriver().query(script);
      };
      return adapter;
    },
    connectToShadowDb: () => factory.connectToShadowDb(),
  };
}
