/**
 * Setup file: before each test file what a process of Heirloom keeps on globalThis (its schedule, queues, counts, its database)
 * is as in a process that has just begun, because one process runs many files.
 */
const OF_MODULES = 'heirloom.';

for (const key of Object.getOwnPropertySymbols(globalThis))
  if (key.description?.startsWith(OF_MODULES)) Reflect.deleteProperty(globalThis, key);
