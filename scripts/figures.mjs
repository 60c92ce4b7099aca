/**
 * `npm run figures`: writes the numbers behind the figures of /about (app/figures.json) from the repository's reference
 * results. The page is made by the build, which opens no database.
 */
import { writeFileSync } from 'node:fs';
import { setUpBasics } from './setup.mjs';
import { inRoot } from './support/root.mjs';
import { runScript } from './support/steps.mjs';

async function main() {
  await setUpBasics();
  const { register } = await import('tsx/esm/api');
  register();
  const { makeFigures } = await import('./figures/make.mjs');
  writeFileSync(inRoot('app', 'figures.json'), `${JSON.stringify(await makeFigures())}\n`);
}

await runScript(main);
