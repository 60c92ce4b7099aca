/**
 * `npm run artefacts -- whose-output`: writes the numbers of /whose-output (app/whose-output.json) from the repository's reference
 * results of `mix-sources`. The page is made by the build, which opens no database.
 */
import { writeFileSync } from 'node:fs';
import { inRoot } from '../../scripts/support/root.mjs';
import { makeWhoseOutput } from './make.ts';

export async function main(): Promise<void> {
  writeFileSync(inRoot('app', 'whose-output.json'), `${JSON.stringify(await makeWhoseOutput(), null, 1)}\n`);
}
