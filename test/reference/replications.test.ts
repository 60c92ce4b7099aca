/** docs/replications.md says what the reference results say. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fillTables, replicationTables } from '../../tools/replications/tables.ts';

const text = readFileSync('docs/replications.md', 'utf8');

it('has the tables that npm run artefacts -- replications writes', async () => {
  const tables = await replicationTables();
  expect(fillTables(text, tables)).toBe(text);
  // Every table that is computed is shown.
  for (const name of Object.keys(tables)) expect(text).toContain(`<!-- table: ${name} -->`);
});
