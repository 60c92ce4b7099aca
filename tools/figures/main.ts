/**
 * `npm run artefacts -- figures`: writes the numbers behind the figures of /about (app/figures.json) from the repository's reference
 * results. The page is made by the build, which opens no database.
 */
import { writeFileSync } from 'node:fs';
import { inRoot } from '../../scripts/support/root.mjs';
import { makeFigures } from './make.ts';

export async function main(): Promise<void> {
  writeFileSync(inRoot('app', 'figures.json'), `${JSON.stringify(await makeFigures())}\n`);
}
