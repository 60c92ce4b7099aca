/**
 * Installs what package-lock.json says, or sees that it is there: npm writes what it installed into
 * node_modules/.package-lock.json as its last act, so an interrupted installation has no such file.
 */
import { existsSync, readFileSync } from 'node:fs';
import { ended, startNode, startProgram } from '../support/children.mjs';
import { inRoot } from '../support/root.mjs';
import { SetupError } from '../support/steps.mjs';

/**
 * Why an installation doesn't match a lock file, or null where it does. Packages of other platforms may be missing.
 * @param {Record<string, any>} wanted `packages` of package-lock.json
 * @param {Record<string, any> | null} installed `packages` of node_modules/.package-lock.json
 * @returns {string | null}
 */
export function staleReason(wanted, installed) {
  if (installed === null) return 'nothing is installed';
  for (const [place, { version, optional, devOptional, peer, link }] of Object.entries(wanted)) {
    if (place === '' || link) continue;
    const found = installed[place];
    if (!found && !optional && !devOptional && !peer) return `${place} is missing`;
    if (found && found.version !== version) return `${place} is ${found.version}, not ${version}`;
  }
  return null;
}

function readPackages(file) {
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return null;
  }
}

/** Runs `npm ci` where it is needed. */
export async function installDependencies() {
  const wanted = readPackages(inRoot('package-lock.json'));
  if (wanted === null)
    throw new SetupError('package-lock.json is missing or damaged: restore it (git checkout package-lock.json).');
  const reason = staleReason(wanted, readPackages(inRoot('node_modules', '.package-lock.json')));
  if (reason === null) return 'up to date';

  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  // NODE_ENV=production would leave the build tools out; the update notices of tools are no news here.
  const env = { ...process.env, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' };
  delete env.NODE_ENV;
  // The npm that called this script, else the one on the path.
  const npm = process.env.npm_execpath;
  const options = /** @type {const} */ ({ env, stdout: 'pipe', stderr: 'pipe' });
  const child =
    npm && /npm-cli\.c?js$/.test(npm) ? startNode([npm, ...args], options) : startProgram('npm', args, options);
  const { code, stdout, stderr } = await ended(child).catch((error) => {
    throw new SetupError(`npm can't be started (${error.message}). Install Node with npm and repeat the command.`);
  });
  if (code !== 0) {
    throw new SetupError(
      `${stdout}${stderr}\nnpm ci failed with exit code ${code}. See its message above; it needs the npm registry or a filled cache.`,
    );
  }
  return `installed (${reason})`;
}
