/** docs/replications.md says what the reference results say. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { DOCUMENT } from '../../tools/replications/main.ts';
import { replicationTables } from '../../tools/replications/tables.ts';
import { fillTables } from '../../tools/support/tables.ts';

const text = readFileSync(DOCUMENT, 'utf8');

it('has the tables that npm run artefacts -- replications writes', async () => {
  const tables = await replicationTables();
  expect(fillTables(text, tables, DOCUMENT)).toBe(text);
  // Every table that is computed is shown.
  for (const name of Object.keys(tables)) expect(text).toContain(`<!-- table: ${name} -->`);
});
