/**
 * `npm run image -- FOLDER`: builds the site and puts everything that serves it into a new folder, which needs Node alone. The
 * Dockerfile does the same. `npm run image -- --check` does it in a temporary folder and tries the site that is served from there.
 */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setUpSite } from '../../scripts/setup.mjs';
import { inRoot, ROOT } from '../../scripts/support/root.mjs';
import { SetupError, step } from '../../scripts/support/steps.mjs';
import { readLock } from '../support/lock.ts';
import { stopWithChildren } from '../support/stop-with-children.ts';
import { assemble } from './assemble.ts';
import { checkImage } from './check.ts';
import { megabytes, productionMegabytes } from './size.ts';

const DIST = '.next-image';
/** Of the folder and of an installation with `npm ci --omit=dev`, together, in megabytes. */
const LIMIT = 500;

/** @throws SetupError for other arguments, and where the folder is too large or what it serves is not as it should be */
export async function main(args: readonly string[]): Promise<void> {
  const [target, ...others] = args;
  if (target === undefined || others.length > 0)
    throw new SetupError('Expected one argument: the folder to fill, or --check.', 2);
  const isCheck = target === '--check';
  if (!isCheck && existsSync(target) && readdirSync(target).length > 0)
    throw new SetupError(`${target} is not empty. Name a new folder, or empty it.`, 2);
  const scratch = isCheck ? mkdtempSync(path.join(tmpdir(), 'heirloom-image-')) : null;
  if (scratch !== null) process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));

  stopWithChildren();
  process.env.HEIRLOOM_DIST = DIST;
  process.env.HEIRLOOM_STANDALONE = '1';
  await setUpSite();
  const folder = scratch === null ? path.resolve(target) : path.join(scratch, 'site');
  await step(`Folder ${folder}`, async () => {
    await assemble(DIST, folder);
    const [site, installed] = [megabytes(folder), productionMegabytes(ROOT, readLock(inRoot('package-lock.json')))];
    const sizes = `${site} MB, and ${installed} MB of packages after npm ci --omit=dev`;
    if (site + installed > LIMIT)
      throw new SetupError(`The folder has ${sizes}; expected ${LIMIT} MB at most together.`);
    return sizes;
  });
  if (scratch !== null) await checkImage({ folder, dataDir: path.join(scratch, 'data') });
}
