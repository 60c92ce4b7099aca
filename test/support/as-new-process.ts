/**
 * Setup file: before each test file what a process of Heirloom keeps (on globalThis its schedule, queues, counts, its database)
 * and its environment are as in a process that has just begun, because one process runs many files; after each its temporary
 * folders go.
 */
import { afterAll } from 'vitest';
import { removeTemporaryFolders } from './temporary-folder.ts';

const OF_MODULES = 'heirloom.';
const ENVIRONMENT = Symbol.for('environment of the first test file');

for (const key of Object.getOwnPropertySymbols(globalThis))
  if (key.description?.startsWith(OF_MODULES)) Reflect.deleteProperty(globalThis, key);

const holder = globalThis as typeof globalThis & { [ENVIRONMENT]?: NodeJS.ProcessEnv };
holder[ENVIRONMENT] ??= { ...process.env };
for (const name of Object.keys(process.env)) if (!(name in holder[ENVIRONMENT])) delete process.env[name];
Object.assign(process.env, holder[ENVIRONMENT]);

afterAll(removeTemporaryFolders);
