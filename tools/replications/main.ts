/**
 * `npm run artefacts -- replications` writes the tables of docs/replications.md anew from the reference results (`npm run reference`
 * makes those) and what is kept beside it: the records of beam search (`npm run artefacts -- replications -- --beam` makes these) and the
 * long horizon (`-- --long`). A test compares the two.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { inRoot } from '../../scripts/support/root.mjs';
import { SetupError, say } from '../../scripts/support/steps.mjs';
import { stopWithChildren } from '../support/stop-with-children.ts';
import { fillTables } from '../support/tables.ts';
import { runBeamSearch } from './beam.ts';
import { runLong } from './long.ts';
import { replicationTables } from './tables.ts';
import { CLAIMED_SPECS } from './verdicts.ts';

export const DOCUMENT = 'docs/replications.md';

/** @throws SetupError for other arguments than `--beam` and `--long` */
export async function main(args: readonly string[]): Promise<void> {
  const unknown = args.filter((argument) => !['--beam', '--long'].includes(argument));
  if (unknown.length > 0)
    throw new SetupError(`Received ${unknown.join(', ')}; expected nothing, --beam or --long.`, 2);
  stopWithChildren();
  if (args.includes('--beam')) await runBeamSearch();
  if (args.includes('--long')) await runLong(CLAIMED_SPECS);
  const file = inRoot(DOCUMENT);
  writeFileSync(file, fillTables(readFileSync(file, 'utf8'), await replicationTables(), DOCUMENT));
  say(`Wrote the tables of ${file}`);
}
