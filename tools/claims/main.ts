/**
 * `npm run artefacts -- claims` writes the tables of docs/claims.md anew from the reference results of suite 0.3 (`npm run reference --
 * --suite 0.3` makes those). A test compares the two.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { inRoot } from '../../scripts/support/root.mjs';
import { SetupError, say } from '../../scripts/support/steps.mjs';
import { fillTables } from '../support/tables.ts';
import { claimTables, readCompared } from './tables.ts';

export const DOCUMENT = 'docs/claims.md';

/** @throws SetupError for any argument */
export async function main(args: readonly string[]): Promise<void> {
  if (args.length > 0) throw new SetupError(`Received ${args.join(', ')}; expected nothing.`, 2);
  const file = inRoot(DOCUMENT);
  writeFileSync(file, fillTables(readFileSync(file, 'utf8'), await claimTables(await readCompared()), DOCUMENT));
  say(`Wrote the tables of ${file}`);
}
