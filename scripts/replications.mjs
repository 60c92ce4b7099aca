/**
 * `npm run replications` writes the tables of docs/replications.md anew from the reference results (`npm run reference`
 * makes those). A test compares the two.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { register } from 'tsx/esm/api';
import { inRoot } from './support/root.mjs';

register();
const { fillTables, replicationTables } = await import('./replications/tables.mjs');

const file = inRoot('docs', 'replications.md');
writeFileSync(file, fillTables(readFileSync(file, 'utf8'), await replicationTables()));
console.log(`Wrote the tables of ${file}`);
