/**
 * `npm run replications` writes the tables of docs/replications.md anew from the reference results (`npm run reference`
 * makes those) and the records of beam search beside it (`-- --beam` makes these). A test compares the two.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { register } from 'tsx/esm/api';
import { stopChildren } from './support/children.mjs';
import { inRoot } from './support/root.mjs';
import { onStopSignal } from './support/signals.mjs';
import { runScript, SetupError, say } from './support/steps.mjs';

const FILE = inRoot('docs', 'replications.md');

async function main() {
  const unknown = process.argv.slice(2).filter((argument) => argument !== '--beam');
  if (unknown.length > 0) throw new SetupError(`Received ${unknown.join(', ')}; expected nothing, or --beam.`, 2);
  register();
  if (process.argv.includes('--beam')) {
    const { runBeamSearch } = await import('./replications/beam.mjs');
    await runBeamSearch();
  }
  const { fillTables, replicationTables } = await import('./replications/tables.mjs');
  writeFileSync(FILE, fillTables(readFileSync(FILE, 'utf8'), await replicationTables()));
  say(`Wrote the tables of ${FILE}`);
}

onStopSignal(async () => {
  await stopChildren();
  process.exit(130);
});
await runScript(main);
