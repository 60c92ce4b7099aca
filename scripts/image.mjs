/**
 * `npm run image -- FOLDER`: builds the site and puts everything that serves it into a new folder, which needs Node alone. The
 * Dockerfile does the same. `npm run image -- --check` does it in a temporary folder and tries the site that is served from there.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkImage } from './image/check.mjs';
import { megabytes, productionMegabytes } from './image/size.mjs';
import { setUpBasics, setUpSite } from './setup.mjs';
import { stopChildren } from './support/children.mjs';
import { inRoot, ROOT } from './support/root.mjs';
import { onStopSignal } from './support/signals.mjs';
import { runScript, SetupError, step } from './support/steps.mjs';

const DIST = '.next-image';
/** Of the folder and of an installation with `npm ci --omit=dev`, together, in megabytes. */
const LIMIT = 500;

async function main() {
  const [target, ...others] = process.argv.slice(2);
  if (target === undefined || others.length > 0)
    throw new SetupError('Expected one argument: the folder to fill, or --check.', 2);
  const isCheck = target === '--check';
  if (!isCheck && existsSync(target) && readdirSync(target).length > 0)
    throw new SetupError(`${target} is not empty. Name a new folder, or empty it.`, 2);
  const scratch = isCheck ? mkdtempSync(path.join(tmpdir(), 'heirloom-image-')) : null;
  if (scratch !== null) process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));

  process.env.HEIRLOOM_DIST = DIST;
  process.env.HEIRLOOM_STANDALONE = '1';
  await setUpBasics();
  await setUpSite();
  const folder = scratch === null ? path.resolve(target) : path.join(scratch, 'site');
  await step(`Folder ${folder}`, async () => {
    // Loaded late: it needs esbuild, which setup installs.
    await (await import('./image/assemble.mjs')).assemble(DIST, folder);
    const { packages } = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8'));
    const [site, installed] = [megabytes(folder), productionMegabytes(ROOT, packages)];
    const sizes = `${site} MB, and ${installed} MB of packages after npm ci --omit=dev`;
    if (site + installed > LIMIT)
      throw new SetupError(`The folder has ${sizes}; expected ${LIMIT} MB at most together.`);
    return sizes;
  });
  if (scratch !== null) await checkImage({ folder, dataDir: path.join(scratch, 'data') });
}

onStopSignal(async () => {
  await stopChildren();
  process.exit(130);
});
await runScript(main);
