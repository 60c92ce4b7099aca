/**
 * Sets a fresh clone up: `npm run setup`, and the first thing `npm start` and `npm test` do. Needs Node and npm alone,
 * may be repeated at any time, and does only what isn't done.
 */
import { fileURLToPath } from 'node:url';
import { buildSite } from './setup/build.mjs';
import { requireChromium } from './setup/chromium.mjs';
import { installDependencies } from './setup/dependencies.mjs';
import { checkNode } from './setup/node-version.mjs';
import { quietStep, runScript, step } from './support/steps.mjs';
import { loadTypeScript } from './support/typescript.mjs';

async function generateClient() {
  // Loaded late: it looks for Prisma, which the step before installs.
  const generated = (await import('./generate-client.mjs')).generateClient();
  return generated ? 'generated' : 'up to date';
}

/** The engine's kernels for this processor: without them networks train on WebAssembly, with the same results. */
async function compileKernels() {
  await loadTypeScript();
  const { chooseBuild } = await import('../benchmarks/numerics/engine/builds.ts');
  const { id, note } = chooseBuild('fastest');
  return note === null ? id : `${id} (${note})`;
}

/** Node, dependencies, database client and kernels: what every other command needs. Returns what came of it, in words. */
export async function prepare() {
  const node = checkNode();
  const dependencies = await installDependencies();
  const client = await generateClient();
  return `${node}, dependencies ${dependencies}, database client ${client}, kernels ${await compileKernels()}`;
}

export const setUpBasics = () => quietStep('Setup', prepare);

/** Builds the site into `HEIRLOOM_DIST`, by default `.next`. */
export const setUpSite = () => quietStep('Site', buildSite);

/** Returns the path of a browser. */
export const setUpBrowser = () => step('Browser', requireChromium);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runScript(async () => {
    await setUpBasics();
    await setUpSite();
  });
}
